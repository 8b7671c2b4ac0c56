import { type BillView, billsById } from '../billing/bills.ts';
import { payersById } from '../billing/payers.ts';
import { type Context, loaderOf, requireBooks } from '../context.ts';
import type { CreditBillInput, Resolvers } from '../generated/schema.ts';
import { parseId } from '../kernel/ids.ts';
import { allocatePayment } from './allocate-payment.ts';
import { decideRefund, requestRefund, reverseRefund } from './approvals/refunds.ts';
import { listRefunds, listWriteOffs, refundById, writeOffById } from './approvals/views.ts';
import { decideWriteOff, requestWriteOff, reverseWriteOff } from './approvals/write-offs.ts';
import { creditBill } from './credits/credit-note.ts';
import { reverseBill, reverseBillingRun } from './credits/reversal.ts';
import { creditNoteById, listCreditNotes } from './credits/views.ts';
import { decideWaiver, requestWaiver } from './credits/waivers.ts';
import { customerStatement } from './customer-statement.ts';
import { releaseDeposit } from './deposits/release-deposit.ts';
import { depositsOfBill } from './deposits/views.ts';
import { billDocument } from './documents/bill-document.ts';
import { paymentReceipt } from './documents/receipt.ts';
import { customerStatementDocument } from './documents/statement-document.ts';
import { packagesOnSale } from './prepayments/packages.ts';
import { recordPayment } from './record-payment.ts';
import { paymentById, paymentByNumber } from './views.ts';
import { voidPayment } from './void-payment.ts';

const payer = (context: Context, id: string) =>
  loaderOf(context, 'billing.payer', (ids: readonly string[]) => payersById(requireBooks(context), ids)).load(id);

const billOf = (context: Context, id: string) =>
  loaderOf(context, 'payments.bill', async (ids: readonly string[]) => {
    const bills = await billsById(requireBooks(context), ids);
    return ids.map((each) => bills.get(each) ?? null);
  }).load(id);

/** Ids of a credit as they must be. */
const withIds = (input: CreditBillInput) => ({
  ...input,
  billId: parseId(input.billId, 'billId'),
  lines: input.lines?.map((line) => ({ ...line, chargeId: parseId(line.chargeId, 'lines') })) ?? null,
});

const withId = <T extends { id: string }>(input: T): T => ({ ...input, id: parseId(input.id, 'id') });

export const resolvers: Pick<
  Resolvers,
  'Query' | 'Mutation' | 'Payment' | 'CreditNote' | 'CustomerStatement' | 'Refund' | 'WriteOff'
> = {
  Query: {
    payment: (_root, { number }, context) => paymentByNumber(requireBooks(context), number),
    prepaymentPackages: (_root, _args, context) => packagesOnSale(requireBooks(context)),
    deposits: (_root, { bill }, context) => depositsOfBill(requireBooks(context), bill),
    billDocument: (_root, { number, language }, context) =>
      billDocument(requireBooks(context), number, language ?? null),
    customerStatementDocument: (_root, { language, ...order }, context) =>
      customerStatementDocument(requireBooks(context), order, language ?? null),
    paymentReceipt: (_root, { number, language }, context) =>
      paymentReceipt(requireBooks(context), number, language ?? null),
    creditNotes: (_root, { filter, first, after }, context) =>
      listCreditNotes(requireBooks(context), filter ?? {}, first, after ?? null),
    customerStatement: (_root, order, context) => customerStatement(requireBooks(context), order),
    refunds: (_root, { status, payment, first }, context) =>
      listRefunds(requireBooks(context), { status: status ?? null, of: payment ?? null }, first),
    writeOffs: (_root, { status, bill, first }, context) =>
      listWriteOffs(requireBooks(context), { status: status ?? null, of: bill ?? null }, first),
  },
  Mutation: {
    recordPayment: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { payment: await paymentById(books, await recordPayment(books, input)) };
    },
    releaseDeposit: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const release = { ...input, chargeId: parseId(input.chargeId, 'chargeId') };
      return { payment: await paymentById(books, await releaseDeposit(books, release)) };
    },
    voidPayment: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { payment: await paymentById(books, await voidPayment(books, input)) };
    },
    creditBill: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { creditNote: await creditNoteById(books, await creditBill(books, withIds(input))) };
    },
    requestWaiver: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { creditNote: await creditNoteById(books, await requestWaiver(books, withIds(input))) };
    },
    decideWaiver: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const decision = { ...input, creditNoteId: parseId(input.creditNoteId, 'creditNoteId') };
      return { creditNote: await creditNoteById(books, await decideWaiver(books, decision)) };
    },
    reverseBill: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const reversal = { ...input, billId: parseId(input.billId, 'billId') };
      return { creditNote: await creditNoteById(books, await reverseBill(books, reversal)) };
    },
    reverseBillingRun: async (_root, { input }, context) => ({
      run: await reverseBillingRun(requireBooks(context), { ...input, runId: parseId(input.runId, 'runId') }),
    }),
    requestRefund: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { refund: await refundById(books, await requestRefund(books, input)) };
    },
    decideRefund: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { refund: await refundById(books, await decideRefund(books, withId(input))) };
    },
    reverseRefund: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { refund: await refundById(books, await reverseRefund(books, withId(input))) };
    },
    requestWriteOff: async (_root, { input }, context) => {
      const books = requireBooks(context);
      const request = { ...input, billId: parseId(input.billId, 'billId') };
      return { writeOff: await writeOffById(books, await requestWriteOff(books, request)) };
    },
    decideWriteOff: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { writeOff: await writeOffById(books, await decideWriteOff(books, withId(input))) };
    },
    reverseWriteOff: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { writeOff: await writeOffById(books, await reverseWriteOff(books, withId(input))) };
    },
    allocatePayment: async (_root, { input }, context) => {
      const books = requireBooks(context);
      return { payment: await paymentById(books, await allocatePayment(books, input)) };
    },
  },
  Payment: {
    customer: (payment, _args, context) => payer(context, payment.customerId),
    void: ({ status }) => status !== 'LIVE',
  },
  Refund: {
    customer: (refund, _args, context) => payer(context, refund.customerId),
  },
  WriteOff: {
    customer: (writeOff, _args, context) => payer(context, writeOff.customerId),
  },
  CreditNote: {
    bill: async ({ billId }, _args, context) => (await billOf(context, billId)) as BillView,
  },
  CustomerStatement: {
    customer: (statement, _args, context) => payer(context, statement.customerId),
  },
};
