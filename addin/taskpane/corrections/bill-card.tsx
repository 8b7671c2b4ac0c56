import { Badge, Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { BillToCorrectQuery, NotePartsFragment } from '../../generated/operations.ts';
import { formatAmount } from '../../i18n/format.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Figures } from '../common/figures.tsx';
import { Notice } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { ChargeTable } from './charge-table.tsx';
import { CreditForm } from './credit-form.tsx';
import { DepositPart } from './deposit-part.tsx';
import { EntriesTable } from './entries-table.tsx';
import { PdfButton, StatementButton } from './pdf-button.tsx';
import { WriteOffPart } from './write-off-part.tsx';

export type BillToCorrect = BillToCorrectQuery['bills']['nodes'][number];

interface Props {
  bill: BillToCorrect;
  notes: readonly NotePartsFragment[];
  /** Grows whenever something was changed from here. */
  changes: number;
  mayCorrect: boolean;
  /** What is open at first. */
  opens: Opens;
  onChanged: () => void;
}

/** What of a bill is shown without being asked for. */
export interface Opens {
  /** The explanation of this charge (its id; null: of the first one); null for none. */
  explains: { charge: string | null } | null;
  entries: boolean;
}

/** A bill with its charges, what was taken back of it, and its entries in the ledger. */
export function BillCard({ bill, notes, changes, mayCorrect, opens, onChanged }: Props) {
  const { t } = useI18n();
  const styles = useStyles();
  const [done, setDone] = useState<NotePartsFragment | null>(null);
  const [showsEntries, setShowsEntries] = useState(opens.entries);
  const isVoid = bill.status === 'VOID';
  const left = bill.total !== bill.credited;
  return (
    <div className={styles.card}>
      <div className={styles.spread}>
        <Text weight="semibold" className={styles.shorten}>
          {bill.number} · {bill.customer.name} <span className={styles.quiet}>{bill.customer.code}</span>
        </Text>
        {isVoid ? (
          <Badge appearance="tint" color="danger">
            {t('correct.void')}
          </Badge>
        ) : null}
      </div>
      <Figures
        items={[
          { label: t('correct.total', { currency: bill.currency }), value: formatAmount(bill.total) },
          { label: t('correct.paid'), value: formatAmount(bill.allocated) },
          { label: t('correct.credited'), value: formatAmount(bill.credited) },
          { label: t('correct.open'), value: formatAmount(bill.open) },
        ]}
      />
      {done ? (
        <Notice intent="success" onDismiss={() => setDone(null)}>
          {t(`correct.done.${done.status === 'REQUESTED' ? 'REQUESTED' : done.kind}`, {
            number: done.number,
            amount: formatAmount(done.total),
          })}
        </Notice>
      ) : null}
      <ChargeTable charges={bill.charges} explains={opens.explains} />
      {notes.length > 0 ? <Notes notes={notes} /> : null}
      {isVoid ? null : (
        <DepositPart bill={bill.number} changes={changes} mayRelease={mayCorrect} onChanged={onChanged} />
      )}
      {mayCorrect && !isVoid && left ? (
        <CreditForm
          bill={bill}
          onDone={(note) => {
            setDone(note);
            onChanged();
          }}
        />
      ) : null}
      <WriteOffPart bill={bill} changes={changes} mayAsk={mayCorrect} onChanged={onChanged} />
      <div className={styles.wrap}>
        <Button size="small" appearance="subtle" onClick={() => setShowsEntries((shown) => !shown)}>
          {t(showsEntries ? 'correct.hideEntries' : 'correct.showEntries')}
        </Button>
        <PdfButton number={bill.number} of="bill" />
        <StatementButton customer={bill.customer.code} />
      </div>
      {showsEntries ? <EntriesTable ids={[bill.id, ...notes.map(({ id }) => id)]} wanted={opens.entries} /> : null}
    </div>
  );
}

function Notes({ notes }: { notes: readonly NotePartsFragment[] }) {
  const { t } = useI18n();
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={t('correct.credited')}>
      {notes.map((note) => (
        <li key={note.id} className={styles.spread}>
          <Text size={200} className={styles.shorten}>
            {note.number} · {t(`correct.kind.${note.kind}`)} · {note.reason}
          </Text>
          <Text size={200} className={styles.figure}>
            {note.status === 'POSTED' ? formatAmount(note.total) : t(`correct.status.${note.status}`)}
          </Text>
        </li>
      ))}
    </ul>
  );
}
