import { Button, Checkbox, Field, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { formatCount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import type { BoundSheet } from '../../workbook/port.ts';
import { Figures } from '../common/figures.tsx';
import { Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { isEmpty } from './counts.ts';
import type { Flow, Missing } from './flow.ts';
import { ProblemList } from './problem-list.tsx';
import type { SheetCommands } from './use-sheet-commands.ts';

interface Props {
  flow: Flow & { step: 'reviewed' };
  sheet: BoundSheet;
  commands: SheetCommands;
}

/** Before anything is sent: what would be, and the questions that only the user can answer. */
export function ReviewCard({ flow, sheet, commands }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const [missing, setMissing] = useState<Missing>('restore');
  const [atomic, setAtomic] = useState(false);
  const { counts, scope, selection } = flow;
  const { added, changed, invalid } = counts;
  if (isEmpty(counts)) {
    return (
      <Notice intent="info" onDismiss={commands.dismiss}>
        {t(scope === 'selection' ? 'review.emptySelection' : 'review.empty')}
      </Notice>
    );
  }
  const ready = added + changed + (missing === 'archive' ? counts.missing : 0);
  const publish = () =>
    commands.publish('publish', {
      missing,
      mode: atomic ? 'ATOMIC' : 'PARTIAL',
      rows: scope === 'selection' ? selection : undefined,
    });
  return (
    <div className={styles.stack} role="group" aria-label={t('review.title')}>
      <Figures
        items={[
          { label: t('review.added'), value: formatCount(added) },
          { label: t('review.changed'), value: formatCount(changed) },
          { label: t('review.invalid'), value: formatCount(invalid), danger: invalid > 0 },
        ]}
      />
      {invalid > 0 ? (
        <>
          <Text className={styles.quiet}>{t('review.invalidHint')}</Text>
          <ProblemList sheet={sheet} problems={counts.problems} />
        </>
      ) : null}
      {counts.missing > 0 ? (
        <Field label={t('review.missing', { count: counts.missing })}>
          <RadioGroup value={missing} onChange={(_event, data) => setMissing(data.value as Missing)}>
            <Radio value="restore" label={t('review.restore')} />
            <Radio value="archive" label={t('review.archive')} />
          </RadioGroup>
        </Field>
      ) : null}
      <Checkbox
        checked={atomic}
        label={t('review.atomic')}
        onChange={(_event, data) => setAtomic(data.checked === true)}
      />
      <div className={styles.wrap}>
        <Button appearance="primary" disabled={ready === 0 && counts.missing === 0} onClick={() => void publish()}>
          {t('review.publish', { count: ready })}
        </Button>
        <Button onClick={commands.dismiss}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
