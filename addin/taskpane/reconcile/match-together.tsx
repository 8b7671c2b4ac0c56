/** Lines that were chosen to pay the same bills. */
import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { type LinePartsFragment, MatchLinesTogetherDocument } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { sum } from '../common/decimals.ts';
import { ErrorNotice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useWishes } from '../common/wishes.ts';
import { useSession } from '../session/session.tsx';
import { ManualMatch } from './manual-match.tsx';
import type { Target } from './use-line-commands.ts';

interface Props {
  lines: readonly LinePartsFragment[];
  onClear: () => void;
  onChanged: () => void;
}

/** How much they are, and the bills that they pay one after the other. */
export function MatchTogether({ lines, onClear, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const wishes = useWishes();
  const [open, setOpen] = useState(false);
  const lineIds = lines.map(({ id }) => id);
  const match = useAction(async (target: Target) => {
    await wishes.send(['together', lineIds, target], (key) =>
      api.request(MatchLinesTogetherDocument, { input: { key, lineIds, ...target } }),
    );
    onClear();
    onChanged();
  });
  const amount = sum(lines.map((line) => line.amount));
  return (
    <section className={styles.card} aria-label={t('together.title')}>
      <div className={styles.spread}>
        <Text weight="semibold">{t('together.chosen', { count: lines.length })}</Text>
        <Text weight="semibold" className={styles.figure}>
          {formatAmount(amount)}
        </Text>
      </div>
      <Text className={styles.quiet}>{t(lines.length < 2 ? 'together.more' : 'together.hint')}</Text>
      <ErrorNotice error={match.error} />
      {open && lines.length > 1 ? (
        <ManualMatch
          key={lineIds.join()}
          line={{ payerName: lines[0]?.payerName ?? '', amount }}
          commands={{ match: match.run, running: match.running }}
          onClose={() => setOpen(false)}
        />
      ) : (
        <div className={styles.wrap}>
          <Button size="small" appearance="primary" disabled={lines.length < 2} onClick={() => setOpen(true)}>
            {t('together.open')}
          </Button>
          <Button size="small" appearance="subtle" onClick={onClear}>
            {t('together.clear')}
          </Button>
        </div>
      )}
    </section>
  );
}
