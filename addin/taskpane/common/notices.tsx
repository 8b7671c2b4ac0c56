/** The states that every pane has besides its content: waiting, empty, failed, done. */
import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/i18n.tsx';
import { errorText } from '../shell/errors.ts';
import { useStyles } from './styles.ts';

/** What went wrong, what to do, and where it helps a way to try again. Nothing without an error. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const i18n = useI18n();
  if (error === null || error === undefined) return null;
  const { text, detail, again } = errorText(error, i18n);
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {text}
        {detail ? <Detail text={detail} /> : null}
      </MessageBarBody>
      {onRetry && again ? (
        <MessageBarActions>
          <Button size="small" onClick={onRetry}>
            {i18n.t('common.retry')}
          </Button>
        </MessageBarActions>
      ) : null}
    </MessageBar>
  );
}

/** The server's English sentence below its translation: it may name rows and codes. */
function Detail({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <Text as="p" block lang="en" className={styles.quiet} style={{ margin: 0 }}>
      {text}
    </Text>
  );
}

export function Notice(props: { intent: 'success' | 'info' | 'warning'; children: ReactNode; action?: ReactNode }) {
  return (
    <MessageBar intent={props.intent} layout="multiline" role="status">
      <MessageBarBody>{props.children}</MessageBarBody>
      {props.action ? <MessageBarActions>{props.action}</MessageBarActions> : null}
    </MessageBar>
  );
}

export function Loading({ label }: { label?: string | undefined }) {
  const { t } = useI18n();
  return <Spinner size="tiny" label={label ?? t('common.loading')} labelPosition="after" style={{ padding: 16 }} />;
}

/** Nothing here yet, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.card} style={{ alignItems: 'flex-start' }}>
      <Text weight="semibold">{title}</Text>
      {children ? <div className={styles.quiet}>{children}</div> : null}
    </div>
  );
}
