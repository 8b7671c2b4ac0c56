import { Button } from '@fluentui/react-components';
import { BillDocumentDocument, PaymentReceiptDocument, StatementDocumentDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { addMonths } from '../common/months.ts';
import { ErrorNotice } from '../common/notices.tsx';
import { saveBytes } from '../common/save-file.ts';
import { useAction } from '../common/use-action.ts';
import { useSession, useViewer } from '../session/session.tsx';

/** Saves a bill, or the receipt of a payment, as PDF in the customer's language. */
export function PdfButton({ number, of }: { number: string; of: 'bill' | 'payment' }) {
  const { t } = useI18n();
  const { api } = useSession();
  const save = useAction(async () => {
    saveBytes(
      of === 'bill'
        ? (await api.request(BillDocumentDocument, { number })).billDocument
        : (await api.request(PaymentReceiptDocument, { number })).paymentReceipt,
    );
  });
  return (
    <>
      <Button size="small" appearance="subtle" disabled={save.running} onClick={() => void save.run()}>
        {t(of === 'bill' ? 'correct.billPdf' : 'correct.receiptPdf')}
      </Button>
      <ErrorNotice error={save.error} />
    </>
  );
}

/** Saves a customer's statement of the last twelve months as PDF. */
export function StatementButton({ customer }: { customer: string }) {
  const { t } = useI18n();
  const { api } = useSession();
  const { tenant } = useViewer();
  const save = useAction(async () => {
    const to = tenant.today;
    const from = `${addMonths(to.slice(0, 7), -11)}-01`;
    saveBytes((await api.request(StatementDocumentDocument, { customer, from, to })).customerStatementDocument);
  });
  return (
    <>
      <Button size="small" appearance="subtle" disabled={save.running} onClick={() => void save.run()}>
        {t('correct.statementPdf')}
      </Button>
      <ErrorNotice error={save.error} />
    </>
  );
}
