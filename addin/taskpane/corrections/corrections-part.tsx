/** What is done to a bill after it was posted: look at it, take it back in part or whole, void it. */
import { Button, Field, Input, Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { BillToCorrectDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { Empty, ErrorNotice, Loading } from '../common/notices.tsx';
import { useStyles } from '../common/styles.ts';
import { useAction } from '../common/use-action.ts';
import { useQuery } from '../common/use-query.ts';
import { useSession, useViewer } from '../session/session.tsx';
import { useCommand } from '../shell/use-command.tsx';
import { useWorkspace } from '../shell/workspace.tsx';
import { BillCard, type Opens } from './bill-card.tsx';
import { PaymentCard } from './payment-card.tsx';
import { RequestList } from './request-list.tsx';
import { selectedBill } from './selected-bill.ts';
import { WaiverList } from './waiver-list.tsx';

/** Numbers of payments, whose receipts are asked for in the same place. */
const PAYMENT = /^P-\d+$/;

const CLOSED: Opens = { explains: null, entries: false };

/** Sheets that show what a correction may have changed. */
const CORRECTED = [
  'BILLS',
  'CHARGES',
  'CREDIT_NOTES',
  'WRITE_OFFS',
  'PAYMENTS',
  'REFUNDS',
  'DEPOSITS',
  'ALLOCATIONS',
  'KPIS',
] as const;

export function CorrectionsPart() {
  const { t } = useI18n();
  const styles = useStyles();
  const { workbook, serverChanged, refreshOpen } = useWorkspace();
  const { operator } = useViewer();
  const [text, setText] = useState('');
  /** What is shown; a command shows it anew, with its answer open. */
  const [shown, setShown] = useState({ number: '', opens: CLOSED, asked: 0 });
  const [changes, setChanges] = useState(0);
  const [nothingSelected, setNothingSelected] = useState(false);
  const part = useRef<HTMLElement>(null);
  const show = (wanted: string, opens = CLOSED) => {
    setNothingSelected(false);
    setText(wanted);
    setShown(({ asked }) => ({ number: wanted.trim(), opens, asked: asked + 1 }));
  };
  const fromSheet = useAction(async (answer: 'explain' | 'entries' | null) => {
    const found = await selectedBill(workbook);
    if (answer !== null) part.current?.scrollIntoView();
    if (found === null) setNothingSelected(true);
    else
      show(found.number, {
        explains: answer === 'explain' ? { charge: found.charge } : null,
        entries: answer === 'entries',
      });
  });
  useCommand('explain', () => void fromSheet.run('explain'));
  useCommand('entries', () => void fromSheet.run('entries'));
  const { number, opens, asked } = shown;
  const changed = () => {
    setChanges((n) => n + 1);
    serverChanged();
    void refreshOpen(CORRECTED);
  };
  const mayCorrect = operator.roles.includes('FINANCE');
  return (
    <section ref={part} className={styles.tight} aria-label={t('correct.title')}>
      <h2 className={styles.heading}>{t('correct.title')}</h2>
      <WaiverList changes={changes} onChanged={changed} onShow={show} />
      <RequestList changes={changes} onChanged={changed} onShow={show} />
      <form
        className={styles.tight}
        onSubmit={(event) => {
          event.preventDefault();
          show(text);
        }}
      >
        <Field label={t('correct.bill')} hint={nothingSelected ? t('correct.nothingSelected') : undefined}>
          <Input value={text} onChange={(_event, data) => setText(data.value)} />
        </Field>
        <div className={styles.wrap}>
          <Button type="submit" disabled={text.trim() === ''}>
            {t('correct.find')}
          </Button>
          <Button appearance="subtle" disabled={fromSheet.running} onClick={() => void fromSheet.run(null)}>
            {t('correct.fromSheet')}
          </Button>
        </div>
      </form>
      <ErrorNotice error={fromSheet.error} />
      {PAYMENT.test(number) ? (
        <PaymentCard
          key={asked}
          number={number}
          showsEntries={opens.entries}
          mayVoid={mayCorrect}
          onChanged={changed}
        />
      ) : number ? (
        <Found
          key={asked}
          number={number}
          opens={opens}
          changes={changes}
          mayCorrect={mayCorrect}
          onChanged={changed}
        />
      ) : (
        <Text className={styles.quiet}>{t('correct.hint')}</Text>
      )}
    </section>
  );
}

interface FoundProps {
  number: string;
  opens: Opens;
  changes: number;
  mayCorrect: boolean;
  onChanged: () => void;
}

function Found({ number, opens, changes, mayCorrect, onChanged }: FoundProps) {
  const { t } = useI18n();
  const { api } = useSession();
  const found = useQuery((signal) => api.request(BillToCorrectDocument, { number }, signal), [api, number, changes]);
  const bill = found.data?.bills.nodes[0];
  return (
    <>
      <ErrorNotice error={found.error} onRetry={found.reload} />
      {found.loading && !found.data ? <Loading /> : null}
      {found.data && !bill ? <Empty title={t('correct.none', { number })}>{t('correct.noneHint')}</Empty> : null}
      {bill ? (
        <BillCard
          bill={bill}
          notes={found.data?.creditNotes.nodes ?? []}
          changes={changes}
          mayCorrect={mayCorrect}
          opens={opens}
          onChanged={onChanged}
        />
      ) : null}
    </>
  );
}
