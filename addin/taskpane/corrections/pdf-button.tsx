import { Button } from '@fluentui/react-components';
import { BillDocumentDocument, PaymentReceiptDocument } from '../../generated/operations.ts';
import { useI18n } from '../../i18n/i18n.tsx';
import { ErrorNotice } from '../common/notices.tsx';
import { saveBytes } from '../common/save-file.ts';
import { useAction } from '../common/use-action.ts';
import { useSession } from '../session/session.tsx';

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
