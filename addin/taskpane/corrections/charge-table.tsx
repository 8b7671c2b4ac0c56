import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { ExplainedChargeDocument } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useQuery } from '../common/use-query.ts';
import { useShown } from '../common/use-shown.ts';
import { useSession } from '../session/session.tsx';
import type { BillToCorrect, Opens } from './bill-card.tsx';

interface Props {
  charges: BillToCorrect['charges'];
  explains: Opens['explains'];
}

/** The lines of a bill; each can say how it came about. */
export function ChargeTable({ charges, explains }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const [explained, setExplained] = useState(explains === null ? null : (explains.charge ?? charges[0]?.id ?? null));
  return (
    <ul className={styles.list} aria-label={t('billing.lines')} style={{ rowGap: 4 }}>
      {charges.map((charge) => (
        <li key={charge.id} className={styles.tight}>
          <div className={styles.spread}>
            <Text size={200} className={styles.shorten}>
              {charge.feeItem} · {charge.periodStart} – {charge.periodEnd}
            </Text>
            <span className={styles.row}>
              <Text size={200} className={styles.figure}>
                {formatAmount(charge.amount)}
              </Text>
              <Button
                size="small"
                appearance="subtle"
                aria-expanded={explained === charge.id}
                onClick={() => setExplained((shown) => (shown === charge.id ? null : charge.id))}
              >
                {t('correct.explain')}
              </Button>
            </span>
          </div>
          {explained === charge.id ? <Explained id={charge.id} wanted={explains !== null} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** What of an explanation people read: how much, at which price, what came off. */
interface Readable {
  model?: string;
  quantity?: string;
  lines?: { quantity?: string; unitPrice?: string; flatFee?: string; amount?: string }[];
  discount?: unknown;
  discounts?: { code?: string }[];
  readings?: { opening: { on: string; value: string }; closing: { on: string; value: string } };
  exact?: string;
}

/** @param wanted whether a command asked for it, which then wants to be seen */
function Explained({ id, wanted }: { id: string; wanted: boolean }) {
  const { t } = useI18n();
  const styles = useStyles();
  const { api } = useSession();
  const found = useQuery((signal) => api.request(ExplainedChargeDocument, { id }, signal), [api, id]);
  const shown = useShown<HTMLDivElement>(wanted && found.data !== null);
  if (found.error !== null) return <ErrorNotice error={found.error} onRetry={found.reload} />;
  if (!found.data?.explainCharge) return <Loading />;
  const { recomputed } = found.data.explainCharge;
  const explanation = found.data.explainCharge.explanation as Readable;
  const { lines = [], readings, discounts = [] } = explanation;
  return (
    <div ref={shown} className={styles.quiet} style={{ paddingInlineStart: 12 }}>
      {readings ? (
        <div>
          {readings.opening.on}: {readings.opening.value} → {readings.closing.on}: {readings.closing.value}
        </div>
      ) : null}
      {lines.map((line, index) => (
        <div key={index}>
          {[line.quantity, line.unitPrice].filter((part) => part !== undefined).join(' × ')}
          {line.flatFee && line.flatFee !== '0' ? ` + ${line.flatFee}` : ''} = {line.amount}
        </div>
      ))}
      {explanation.discount || discounts.length > 0 ? (
        <div>
          {t('correct.discounted')} {discounts.map(({ code }) => code).join(', ')}
        </div>
      ) : null}
      <div>
        {explanation.exact} → {formatAmount(recomputed)}
      </div>
    </div>
  );
}
