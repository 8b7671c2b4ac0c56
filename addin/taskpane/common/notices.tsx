/** The states that every pane has besides its content: waiting, empty, failed, done. */
import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner, Text } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
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

interface NoticeProps {
  intent: 'success' | 'info' | 'warning';
  children: ReactNode;
  /** What can be done about it. */
  action?: ReactNode;
  /** Shows a way to put the notice away. */
  onDismiss?: (() => void) | undefined;
}

export function Notice(props: NoticeProps) {
  const { t } = useI18n();
  const dismiss = props.onDismiss ? (
    <Button
      appearance="transparent"
      aria-label={t('common.dismiss')}
      icon={<DismissRegular />}
      onClick={props.onDismiss}
    />
  ) : undefined;
  return (
    <MessageBar intent={props.intent} layout={props.action ? 'multiline' : 'auto'} role="status">
      <MessageBarBody>{props.children}</MessageBarBody>
      {props.action || dismiss ? <MessageBarActions containerAction={dismiss}>{props.action}</MessageBarActions> : null}
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
