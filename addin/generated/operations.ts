/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Waiting money to put to bills. */
export type AllocatePaymentInput = {
  /** Numbers of the bills it pays, in order; empty: oldest open bills first. */
  bills?: Array<string> | null | undefined;
  /** Idempotency key. */
  key: string;
  /** Number of the payment. */
  payment: string;
};

/** What to approve. */
export type ApproveBillingRunInput = {
  /** Hash of the preview that was looked at. */
  contentHash: string;
  /** Idempotency key. */
  key: string;
  /** UUID of the run. */
  runId: string | number;
};

/** A profile to put away, or to use again. */
export type ArchiveStatementProfileInput = {
  /** Whether to put it away. */
  archived?: boolean;
  /** UUID of the profile. */
  id: string | number;
  /** Idempotency key. */
  key: string;
};

/** What a line is that pays no bill. */
export type BookLineInput = {
  /** Code of the ledger account; for ACCOUNT. */
  account?: string | null | undefined;
  /** Code of the channel's account that paid out; for PAYOUT. */
  channelAccount?: string | null | undefined;
  /** Idempotency key. */
  key: string;
  /** What it is. */
  kind: LineBookingKind;
  /** The statement line. */
  lineId: string | number;
  /** Number of the payment; for REFUND without one that was approved, and for BOUNCE where it cannot be found by amount and payer. */
  payment?: string | null | undefined;
  /** Number of the approved refund that the line pays; for REFUND. */
  refund?: string | null | undefined;
};

/** A run to end. */
export type CancelBillingRunInput = {
  /** The run. */
  runId: string | number;
};

/** What happens to times that passed while no server ran. */
export type CatchUp =
  /** Every one is caught up, the oldest first. */
  | 'ALL'
  /** The last one is caught up; the others are listed as skipped. */
  | 'LATEST';

/** Settings of the tenant; what is left out stays as it is. */
export type ChangeTenantSettingsInput = {
  /** Idempotency key. */
  key: string;
  /** Score from which on a match is applied by itself: 50 to 100. */
  matchThreshold?: number | null | undefined;
  /** Days within which a bill is to be paid: 0 to 365. */
  paymentDays?: number | null | undefined;
  /** Whether somebody other than who made a billing run approves it before it is posted. */
  postingNeedsApproval?: boolean | null | undefined;
};

/** A month to close. */
export type CloseAccountingPeriodInput = {
  /** Checks that were looked at and are let be. */
  acknowledged: Array<ClosingCheckCode>;
  /** Idempotency key. */
  key: string;
  /** The month. */
  month: string;
};

/** A drawer to close. */
export type CloseCounterDayInput = {
  /** What was seen as booked; the close is refused where that has changed since. */
  booked?: string | null | undefined;
  /** Which: CASH, POS or CHEQUE. */
  channel: PaymentChannel;
  /** What was counted; zero or more, unless more was given back than taken. */
  counted: string;
  /** ISO 4217 code; default the tenant's currency. */
  currency?: string | null | undefined;
  /** Notes and coins; they must come to what was counted. Empty: counted in one sum. */
  denominations?: Array<CountedPiecesInput> | null | undefined;
  /** Why counted and booked differ; needed where they do. */
  explanation?: string | null | undefined;
  /** Idempotency key. */
  key: string;
};

/** What to look at before a month is closed. */
export type ClosingCheckCode =
  /** Currencies in which open bills or waiting payments are not what their accounts hold. */
  | 'BOOKS_OFF'
  /** Cycles that are due and not billed; counted up to 1,000. */
  | 'CYCLES_UNBILLED'
  /** Earlier months are still open: months close in their order. */
  | 'EARLIER_OPEN'
  /** Statement lines that nothing explains. */
  | 'LINES_UNMATCHED'
  /** The month is not over. */
  | 'MONTH_NOT_OVER'
  /** Payments with money that waits. */
  | 'PAYMENTS_WAITING'
  /** Charges billed in advance whose share of the month is not revenue yet: release it. */
  | 'REVENUE_UNRELEASED'
  /** Runs that are being posted, or wait in the middle of it. */
  | 'RUNS_POSTING'
  /** Previews that nobody posted. */
  | 'RUNS_PREVIEWED'
  /** Waivers that nobody decided. */
  | 'WAIVERS_WAITING';

/** A remark about a line. */
export type CommentLineInput = {
  /** The remark, at most 500 characters; empty to take it away. */
  comment: string;
  /** Idempotency key. */
  key: string;
  /** The statement line (UUID). */
  lineId: string | number;
};

/** Pieces of a note or coin. */
export type CountedPiecesInput = {
  /** What one is worth, such as 100 or 0.5. */
  denomination: string;
  /** How many there are. */
  pieces: number;
};

/** What is taken back of a bill: all that is left, unless an amount or charges are named. */
export type CreditBillInput = {
  /** Amount above zero, tax included; spread over the charges in proportion to what is left of each. */
  amount?: string | null | undefined;
  /** The bill. */
  billId: string | number;
  /** Idempotency key. */
  key: string;
  /** Charges with what is taken back of each. */
  lines?: Array<CreditLineInput> | null | undefined;
  /** Why; stands on the document. */
  reason: string;
};

/** What a credit note is. */
export type CreditKind =
  /** A mistake or a goodwill, made good. */
  | 'CREDIT'
  /** All that was left of a bill: it is void, and its cycles are due again. */
  | 'REVERSAL'
  /** Given up, with an approver. */
  | 'WAIVER';

/** What is taken back of a charge. */
export type CreditLineInput = {
  /** Amount above zero, tax included. */
  amount: string;
  /** The charge. */
  chargeId: string | number;
};

/** Whether a credit note counts. */
export type CreditStatus =
  /** It counts. */
  | 'POSTED'
  /** A waiver that was refused; it never counted. */
  | 'REJECTED'
  /** A waiver that waits for somebody to decide. */
  | 'REQUESTED';

/** Person or company. */
export type CustomerKind =
  /** Company or other organisation. */
  | 'COMPANY'
  /** Natural person. */
  | 'PERSON';

/** A kind of row that a sheet shows and may edit. */
export type DatasetName =
  /** Ledger accounts, with their codes in the customer's own books. */
  | 'ACCOUNTS'
  /** How much of which payment pays which bill. */
  | 'ALLOCATIONS'
  /** Statement lines, stated balances and the ledger, by account and day. */
  | 'BANK_RECONCILIATION'
  /** Bills. */
  | 'BILLS'
  /** Bindings of fee items to customers. */
  | 'BINDINGS'
  /** What channels traded, kept and paid out, by day. */
  | 'CHANNEL_SETTLEMENT'
  /** Charges. */
  | 'CHARGES'
  /** Contracts. */
  | 'CONTRACTS'
  /** Credit notes, waivers and reversals. */
  | 'CREDIT_NOTES'
  /** Customers. */
  | 'CUSTOMERS'
  /** A customer's statement between two days. Filters: customer (code), from, to. */
  | 'CUSTOMER_STATEMENT'
  /** Drawers at the counter that were counted and closed. */
  | 'DAY_CLOSES'
  /** Deposits: what was paid of them, released, and is held. */
  | 'DEPOSITS'
  /** Discounts beside those of single bindings. */
  | 'DISCOUNTS'
  /** Fee items. */
  | 'FEE_ITEMS'
  /** Transfers of a month. */
  | 'JOURNAL'
  /** KPIs by month and fee item. */
  | 'KPIS'
  /** Meters. */
  | 'METERS'
  /** Meter readings. */
  | 'METER_READINGS'
  /** Who owns or rents a premise, and who pays for it. */
  | 'OCCUPANCIES'
  /** Days on which bindings are not charged. */
  | 'PAUSES'
  /** Accounts that customers pay from, entered or learnt. */
  | 'PAYER_ACCOUNTS'
  /** Payments. */
  | 'PAYMENTS'
  /** Communities, rooms, shops, parking spaces. */
  | 'PREMISES'
  /** What customers pay in advance, and what they get on top. */
  | 'PREPAYMENT_PACKAGES'
  /** Price versions. */
  | 'PRICES'
  /** What bindings would be charged for a month, computed when it is asked. */
  | 'PRICE_PREVIEW'
  /** Tiers of price versions, a row each. */
  | 'PRICE_TIERS'
  /** Quantities of bindings that change on a day, such as seats. */
  | 'QUANTITY_CHANGES'
  /** Money given back to payers, asked for, approved and paid. */
  | 'REFUNDS'
  /** A billing run beside the cycles before: what is new, gone or changed, and why. */
  | 'RUN_COMPARISON'
  /** What a billing run could not price or does not bill. */
  | 'RUN_EXCEPTIONS'
  /** Charges that a billing run computed. */
  | 'RUN_LINES'
  /** Costs that communities share. */
  | 'SHARED_COSTS'
  /** Bank and channel movements. */
  | 'STATEMENT_LINES'
  /** What each account held before a month, what moved in it, and what it holds at its end. */
  | 'TRIAL_BALANCE'
  /** Money that came in and whose payer nobody knows yet. */
  | 'UNIDENTIFIED_RECEIPTS'
  /** What usage events are counted in. */
  | 'USAGE_METRICS'
  /** Debts given up. */
  | 'WRITE_OFFS';

/** What is decided of a refund or a write-off. */
export type DecideRequestInput = {
  /** Whether it is approved. */
  approve: boolean;
  /** UUID of the refund or write-off. */
  id: string | number;
  /** Idempotency key. */
  key: string;
  /** Why; needed where it is rejected. */
  note?: string | null | undefined;
};

/** What is decided of a waiver. */
export type DecideWaiverInput = {
  /** Whether it is granted. */
  approve: boolean;
  /** The waiver. */
  creditNoteId: string | number;
  /** Idempotency key. */
  key: string;
};

/**
 * One figure, as a worksheet function asks for it. Which fields count depends on `function`; the others are passed over.
 * All are texts, so that what is wrong with one request is said in its place.
 *
 * - `KPI`: `kpi`, `period`, and `dimension` with `member`
 * - `BILLED`, `COLLECTED`: `period`, `feeItem`, `group`
 * - `BALANCE`: `customer`, `date`
 * - `PRICE`: `feeItem`, `quantity`, `date`, `customer`
 * - `EXPLAIN`: `charge`
 */
export type FigureRequest = {
  /** Id of a charge, or number of its bill and its line there: `B-000123/2`; the number alone where the bill has one line. */
  charge?: string | null | undefined;
  /** Code of a customer. */
  customer?: string | null | undefined;
  /** `YYYY-MM-DD`; default today. */
  date?: string | null | undefined;
  /** `FEE_ITEM`, `COMMUNITY` or `CUSTOMER_GROUP`; all together without one. */
  dimension?: string | null | undefined;
  /** Code of a fee item. */
  feeItem?: string | null | undefined;
  /** `KPI`, `BILLED`, `COLLECTED`, `BALANCE`, `PRICE` or `EXPLAIN`. */
  function: string;
  /** Name of a customer group. */
  group?: string | null | undefined;
  /** `DUE`, `COLLECTED`, `OPEN`, `OVERDUE` or `COLLECTION_RATE`; see `KpiRow`. */
  kpi?: string | null | undefined;
  /** Code of the fee item or community, or name of the customer group. */
  member?: string | null | undefined;
  /** A month `2026-10`, a quarter `2026-Q3` or a year `2026`; for KPIs of due dates, else of the day of booking. */
  period?: string | null | undefined;
  /** Quantity to price, a decimal. */
  quantity?: string | null | undefined;
};

/** A file to import. */
export type ImportStatementInput = {
  /** Code of the bank account; needed only where the file does not name one of ours. */
  bankAccount?: string | null | undefined;
  /** The file, base64. */
  content: string;
  /** Name of the file, for people; the format is found from the content. */
  fileName: string;
  /** Idempotency key. */
  key: string;
  /** Name of the profile to read a table by; none: the one that knows its headings. */
  profile?: string | null | undefined;
};

/** Grouping of KPI rows. */
export type KpiGrouping =
  /** One row a month and fee item. */
  | 'FEE_ITEM'
  /** One row a month. */
  | 'MONTH';

/** Which KPIs. */
export type KpiInput = {
  /** Counted up to and with this day; default today. */
  asOf?: string | null | undefined;
  /** Grouping; default MONTH. */
  by?: KpiGrouping | null | undefined;
  /** Only charges of this community (code). */
  community?: string | null | undefined;
  /** First month. */
  fromMonth: string;
  /** Last month. */
  toMonth: string;
};

/** Language of the interface and of labels. */
export type Language =
  /** English. */
  | 'EN'
  /** Simplified Chinese. */
  | 'ZH';

/** What a line can be when it pays no bill. */
export type LineBookingKind =
  /** Other income, expense or money on its way, booked to a ledger account. */
  | 'ACCOUNT'
  /** A payment that the bank took back: its bills are open again. */
  | 'BOUNCE'
  /** What the bank or channel kept. */
  | 'FEE'
  /** What a channel paid out to the bank account. */
  | 'PAYOUT'
  /** Waiting money of a customer that went back. */
  | 'REFUND';

/** Waiting lines to match anew. */
export type MatchAgainInput = {
  /** Idempotency key. */
  key: string;
  /** Only those of this statement (UUID); null: all. */
  statementId?: string | number | null | undefined;
};

/** A match by hand. */
export type MatchLineInput = {
  /** Numbers of the bills it pays, in order. What is left over waits as unallocated payment of the customer. */
  bills: Array<string>;
  /** The suggestion that is confirmed (UUID), with just its bills: its rule and its sentence stay, and its difference is booked. */
  candidate?: string | number | null | undefined;
  /** Code of the customer, when no bill is named: the money waits unallocated. */
  customer?: string | null | undefined;
  /** Idempotency key. */
  key: string;
  /** The statement line. */
  lineId: string | number;
};

/** Several lines that pay the same bills. */
export type MatchLinesTogetherInput = {
  /** Numbers of the bills they pay, in order. What is left over waits as unallocated payment of the customer. */
  bills: Array<string>;
  /** The suggestion of one of the lines (UUID) that is confirmed for all of them, with just its bills. */
  candidate?: string | number | null | undefined;
  /** Code of the customer, when no bill is named: the money waits unallocated. */
  customer?: string | null | undefined;
  /** Idempotency key. */
  key: string;
  /** The statement lines, 2 to 50; the earliest one pays first. */
  lineIds: Array<string | number>;
};

/** A rule as it shall be. */
export type MatchingRuleInput = {
  /** Code of the ledger account; for BOOK_ACCOUNT. */
  account?: string | null | undefined;
  /** What it does. */
  action: RuleAction;
  /** Whether it acts by itself; else it only suggests. */
  automatic?: boolean;
  /** Code of the channel's account; for BOOK_PAYOUT. */
  channelAccount?: string | null | undefined;
  /** When it is asked. */
  conditions: RuleConditionsInput;
  /** What people call it. */
  name?: string;
  /** Score from which its matches are applied; leave it out for the tenant's. */
  threshold?: number | null | undefined;
  /** By how much bills and money may differ; only for REFERENCE and PAYER_AMOUNT. */
  tolerance?: string;
};

/** Rules in another order. */
export type OrderMatchingRulesInput = {
  /** All rules (UUIDs), in the order in which they shall be asked. */
  ids: Array<string | number>;
  /** Idempotency key. */
  key: string;
};

/** A run that is to wait. */
export type PauseBillingRunInput = {
  /** The run. */
  runId: string | number;
};

/** How money came in. */
export type PaymentChannel =
  /** Adyen. */
  | 'ADYEN'
  /** Alipay. */
  | 'ALIPAY'
  /** Bank transfer. */
  | 'BANK'
  /** What came on top of a prepayment; nobody paid it. */
  | 'BONUS'
  /** Cash. */
  | 'CASH'
  /** Cheque. */
  | 'CHEQUE'
  /** A deposit that was released. */
  | 'DEPOSIT'
  /** PayPal. */
  | 'PAYPAL'
  /** Card terminal. */
  | 'POS'
  /** Stripe. */
  | 'STRIPE'
  /** China UnionPay. */
  | 'UNIONPAY'
  /** WeChat Pay. */
  | 'WECHAT'
  /** A debt that was given up; no money came. */
  | 'WRITE_OFF';

/** What to post. */
export type PostBillingRunInput = {
  /** The hash of the preview that was approved. */
  contentHash: string;
  /** Idempotency key. */
  key: string;
  /** The run. */
  runId: string | number;
};

/** What to preview. */
export type PreviewBillingRunInput = {
  /** Issue date of the bills; default the tenant's today, but not before the month's last day. */
  issueDate?: string | null | undefined;
  /** Idempotency key. */
  key: string;
  /** A customer's bill of less than this waits, its cycles unbilled, for a later run; default 0. */
  minimum?: string | null | undefined;
  /** Month to bill. */
  month: string;
  /** Whom. */
  scope: RunScopeInput;
};

/** A file to look at. */
export type PreviewStatementInput = {
  /** Whether the content is only the beginning of the file; its last line is left out then. */
  beginning?: boolean;
  /** The file, base64; of a large text its beginning is enough. */
  content: string;
  /** Line of the headings, with `table`: 0 for a table without any. Null: the line that has them. */
  headingLine?: number | null | undefined;
  /** Read it by the profile of that name. */
  profile?: string | null | undefined;
  /** Read it so; goes before `profile`. */
  table?: StatementTableInput | null | undefined;
};

/** Rows to publish. */
export type PublishInput = {
  /** The dataset. */
  dataset: DatasetName;
  /** Check only; nothing is written. */
  dryRun?: boolean;
  /** Whether one bad row refuses all. */
  mode?: PublishMode;
  /** At most 10,000 rows. */
  rows: Array<PublishRow>;
};

/** Whether one bad row refuses all. */
export type PublishMode =
  /** All rows or none. */
  | 'ATOMIC'
  /** Good rows go in, bad ones are refused. */
  | 'PARTIAL';

/** One changed row. */
export type PublishRow = {
  /** Archive the row instead of changing it. */
  archive?: boolean | null | undefined;
  /** Changed cells; all cells for a new row. */
  cells: Record<string, string | null>;
  /** UUID of the row; made by the client (UUIDv7) for a new row. */
  id: string | number;
  /** Idempotency key of this change, made by the client and kept until answered. */
  key: string;
  /** Version that the edit was based on; null for a new row. */
  version?: number | null | undefined;
};

/** A payment entered by hand. */
export type RecordPaymentInput = {
  /** Amount in the currency of the customer's account. */
  amount: string;
  /** Numbers of the bills it pays, in order; empty: oldest open bills first. */
  bills?: Array<string> | null | undefined;
  /** How: CASH, POS or CHEQUE. */
  channel: PaymentChannel;
  /** Code of the customer. */
  customer: string;
  /** Idempotency key. */
  key: string;
  /** Code of the prepayment package that is paid: the amount is its price, and there are no bills. Its bonus waits with it. */
  package?: string | null | undefined;
  /** Day received; default today. */
  receivedOn?: string | null | undefined;
  /** What the payer wrote. */
  reference?: string | null | undefined;
};

/** How money goes back. */
export type RefundMethod =
  /** By a transfer, which the bank's statement will show. */
  | 'BANK'
  /** Out of the till, at once. */
  | 'CASH';

/** Where a refund stands. */
export type RefundStatus =
  /** Owed to the payer until a statement shows that it left. */
  | 'APPROVED'
  /** It left. */
  | 'PAID'
  /** Refused; it never counted. */
  | 'REJECTED'
  /** Waits for somebody to decide. */
  | 'REQUESTED'
  /** Taken back: its money waits with the customer again. */
  | 'REVERSED';

/** A suggestion that is wrong. */
export type RejectSuggestionInput = {
  /** The match or booking that is suggested (UUID). */
  id: string | number;
  /** Idempotency key. */
  key: string;
};

/** A deposit to release. */
export type ReleaseDepositInput = {
  /** How much; default all that is held. */
  amount?: string | null | undefined;
  /** Numbers of the customer's bills that it pays, in order; empty: it waits, to be given back or used later. */
  bills?: Array<string> | null | undefined;
  /** UUID of the deposit's charge. */
  chargeId: string | number;
  /** Idempotency key. */
  key: string;
  /** Why; stands beside the payment. */
  reason: string;
};

/** A month whose revenue is released. */
export type ReleaseRevenueInput = {
  /** Idempotency key. */
  key: string;
  /** The month. */
  month: string;
};

/** A rule to remove. */
export type RemoveMatchingRuleInput = {
  /** The rule (UUID). */
  id: string | number;
  /** Idempotency key. */
  key: string;
};

/** A schedule to remove. */
export type RemoveScheduleInput = {
  /** Its code. */
  code: string;
  /** Idempotency key. */
  key: string;
};

/** A month to open again. */
export type ReopenAccountingPeriodInput = {
  /** Idempotency key. */
  key: string;
  /** The month. */
  month: string;
  /** Why. */
  reason: string;
};

/** A refund to ask for. */
export type RequestRefundInput = {
  /** Amount above zero; default all that waits. */
  amount?: string | null | undefined;
  /** Idempotency key. */
  key: string;
  /** How. */
  method: RefundMethod;
  /** Account that the bank pays to; default the customer's. */
  payeeAccount?: string | null | undefined;
  /** Whom it is paid to; default the customer. */
  payeeName?: string | null | undefined;
  /** Number of the payment whose money waits. */
  payment: string;
  /** Why. */
  reason: string;
};

/** A write-off to ask for. */
export type RequestWriteOffInput = {
  /** Amount above zero; default all that is open. */
  amount?: string | null | undefined;
  /** The bill. */
  billId: string | number;
  /** Idempotency key. */
  key: string;
  /** Why. */
  reason: string;
};

/** A job to run again. */
export type RerunJobInput = {
  /** UUID of the job. */
  jobId: string | number;
  /** Idempotency key. */
  key: string;
};

/** A bill to reverse. */
export type ReverseBillInput = {
  /** The bill. */
  billId: string | number;
  /** Idempotency key. */
  key: string;
  /** Why; stands on the document. */
  reason: string;
};

/** A run to reverse. */
export type ReverseBillingRunInput = {
  /** Why; stands on the documents. */
  reason: string;
  /** The run. */
  runId: string | number;
};

/** A close to take back. */
export type ReverseDayCloseInput = {
  /** Number of the close. */
  dayClose: string;
  /** Idempotency key. */
  key: string;
  /** Why; stands on the counter-close. */
  reason: string;
};

/** A refund or a write-off to take back. */
export type ReverseRequestInput = {
  /** UUID of the refund or write-off. */
  id: string | number;
  /** Idempotency key. */
  key: string;
  /** Why. */
  reason: string;
};

/** What an operator may do. An operator may hold several roles; what no role allows is refused. */
export type Role =
  /** Operators, roles, schedules, channels, settings; cannot change the ledger or the audit chain. */
  | 'ADMIN'
  /** Reads bills, charges, payments and KPIs, without contact details. */
  | 'ANALYST'
  /** Waivers, refunds, write-offs, period close; the second pair of eyes. */
  | 'APPROVER'
  /** Reads everything and verifies the audit chain; writes nothing. */
  | 'AUDITOR'
  /** Bindings, readings, billing runs, payments, statements, matches; does not change prices, rates or roles. */
  | 'FINANCE'
  /** Reads accounts and reports, exports; writes nothing. */
  | 'FINANCE_VIEWER'
  /** Fee items, prices, discounts; does not post or take payments. */
  | 'PRICING'
  /** A customer's contact details; sees no prices, payments or ledger. */
  | 'SERVICE';

/** What became of a row. */
export type RowStatus =
  /** Written. */
  | 'APPLIED'
  /** Somebody changed the row since; `row` is what is stored now. */
  | 'CONFLICT'
  /** Refused; see the errors. */
  | 'REFUSED'
  /** Valid, but not written because another row of an ATOMIC batch was refused. */
  | 'SKIPPED'
  /** The cells equal what is stored. */
  | 'UNCHANGED'
  /** Would be written (dry run). */
  | 'VALID';

/** Which rows. */
export type RowsInput = {
  /** `endCursor` of the page before. */
  after?: string | null | undefined;
  /** The dataset. */
  dataset: DatasetName;
  /** Filter of the dataset, such as `{"runId": "…"}`. */
  filter?: unknown;
  /** How many, at most 5,000. */
  first?: number | null | undefined;
  /** A cursor from an earlier answer: only rows changed since, archived ones included. */
  since?: string | null | undefined;
};

/** What a rule does with a line that its conditions hold for. */
export type RuleAction =
  /** Where nothing else was found: offers bills that have the amount, whoever owes them. */
  | 'AMOUNT'
  /** Where rules before it found nothing: books the line to a ledger account, as interest or other income or expense. */
  | 'BOOK_ACCOUNT'
  /** Where rules before it found nothing: books the line as a fee of the bank or channel. */
  | 'BOOK_FEE'
  /** Where rules before it found nothing: books the line as money between a channel's account of ours and the bank. */
  | 'BOOK_PAYOUT'
  /** Leaves the line to a person: what rules behind it find is only suggested. */
  | 'LEAVE'
  /** Where nothing else was found: offers what the known payer owes. */
  | 'PAYER'
  /** Looks for one open bill of the known payer that has the amount. */
  | 'PAYER_AMOUNT'
  /** Looks whether the payer's oldest open bills in order come to the amount. */
  | 'PAYER_OLDEST'
  /**
   * Where nothing else was found: offers what customers owe whose Chinese name may be written like the payer's in Latin
   * letters. Never acts by itself.
   */
  | 'PAYER_PINYIN'
  /** Looks for the only set of the payer's open bills that comes to the amount. */
  | 'PAYER_SUBSET'
  /** Looks for bills that the line names by number. */
  | 'REFERENCE'
  /**
   * Looks whether several lines of a known payer, at most 8 within 35 days, come to an open bill or to all of them; acts by
   * itself only where the lines name just these bills.
   */
  | 'SEVERAL_LINES';

/** Conditions as they shall be; leave out what shall not matter. */
export type RuleConditionsInput = {
  /** Codes of our accounts. */
  accounts?: Array<string> | null | undefined;
  /** At least this amount. */
  amountFrom?: string | null | undefined;
  /** At most this amount. */
  amountTo?: string | null | undefined;
  /** Booked on this day or later. */
  bookedFrom?: string | null | undefined;
  /** Booked on this day or earlier. */
  bookedTo?: string | null | undefined;
  /** BANK, WECHAT, ALIPAY, STRIPE, UNIONPAY, PAYPAL or ADYEN. */
  channels?: Array<string> | null | undefined;
  /** IN or OUT. */
  direction?: string | null | undefined;
  /** A regular expression (RE2: no look-around, no back-references), at most 200 characters. */
  pattern?: string | null | undefined;
  /** Parts of names, or accounts, at most 20. */
  payers?: Array<string> | null | undefined;
  /** Words, at most 20 of 60 characters. */
  words?: Array<string> | null | undefined;
};

/** A schedule to run now. */
export type RunScheduleNowInput = {
  /** Its code. */
  code: string;
  /** Idempotency key. */
  key: string;
};

/** Whom a run bills. */
export type RunScopeInput = {
  /** Name of the building, for BUILDING. */
  building?: string | null | undefined;
  /** Code of the community (also of a building's) or customer, or name of the customer group; null for the others. */
  code?: string | null | undefined;
  /** Codes of the customers or fee items, for CUSTOMERS and FEE_ITEMS; at most 500. */
  codes?: Array<string> | null | undefined;
  /** Kind of scope. */
  kind: RunScopeKind;
};

/** Whom a run bills. */
export type RunScopeKind =
  /** Everybody. */
  | 'ALL'
  /** The premises of one building of a community. */
  | 'BUILDING'
  /** The premises of one community. */
  | 'COMMUNITY'
  /** One customer. */
  | 'CUSTOMER'
  /** Some customers. */
  | 'CUSTOMERS'
  /** The customers of one group. */
  | 'CUSTOMER_GROUP'
  /** Some fee items, of everybody. */
  | 'FEE_ITEMS';

/** Where a billing run stands. */
export type RunStatus =
  /** Ended before anything was billed. */
  | 'CANCELLED'
  /** Made, nothing computed. */
  | 'DRAFT'
  /** Posting waits and can be resumed. */
  | 'PAUSED'
  /** Everything is billed. */
  | 'POSTED'
  /** Bills are being written. */
  | 'POSTING'
  /** Computed and stored; nothing billed. */
  | 'PREVIEWED'
  /** Being computed. */
  | 'PREVIEWING'
  /** Undone by reversing documents. */
  | 'REVERSED'
  /** Partly billed and ended. */
  | 'STOPPED';

/** A rule to keep. */
export type SaveMatchingRuleInput = {
  /** Whether it is asked. */
  enabled: boolean;
  /** The rule that is changed (UUID); leave it out for a new one, which comes first. */
  id?: string | number | null | undefined;
  /** Idempotency key. */
  key: string;
  /** What it shall be. */
  rule: MatchingRuleInput;
  /** Version of the rule that is changed. */
  version?: number | null | undefined;
};

/** A schedule as it shall be. */
export type SaveScheduleInput = {
  /** What it does. */
  action: ScheduleAction;
  /** Arguments of the action, an object. */
  arguments: unknown;
  /** What happens to times that passed while no server ran. */
  catchUp?: CatchUp;
  /** Its code: letters, digits and dashes. */
  code: string;
  /** Minute, hour, day of month, month, weekday; needed for CRON. */
  cron?: string | null | undefined;
  /** Whether it is due at all. */
  enabled?: boolean;
  /** Idempotency key. */
  key: string;
  /** How it says when. */
  kind: ScheduleKind;
  /** 1 to 31; needed for MONTHLY. */
  monthDay?: number | null | undefined;
  /** What people call it. */
  name?: string;
  /** `HH:MM`; needed but for CRON. */
  time?: string | null | undefined;
  /** IANA time zone, such as Asia/Shanghai. */
  timeZone: string;
  /** Version of the schedule that is changed; leave it out to make a new one. */
  version?: number | null | undefined;
  /** 1 is Monday; needed for WEEKLY. */
  weekdays?: Array<number> | null | undefined;
};

/** A profile as it shall be. */
export type SaveStatementProfileInput = {
  /** UUID of the profile to change; none for a new one. */
  id?: string | number | null | undefined;
  /** Idempotency key. */
  key: string;
  /** Its name, unique among those in use. */
  name: string;
  /** How the table is read. */
  table: StatementTableInput;
  /** Version of the profile that is changed. */
  version?: number | null | undefined;
};

/** What a schedule does. */
export type ScheduleAction =
  /** Folds the roll-ups behind the reports. Servers do so each minute anyway. No arguments. */
  | 'FOLD_ROLLUPS'
  /** Matches statement lines that wait with bills anew. No arguments. */
  | 'MATCH_STATEMENTS'
  /** Previews a billing run of everybody and leaves it for a person to post. Argument `month`: PREVIOUS, CURRENT or NEXT, seen from the day it is due. */
  | 'PREVIEW_RUN'
  /** Takes in what is new in a source of readings or usage. Argument `source`: its code. */
  | 'PULL_USAGE';

/** How a schedule says when. */
export type ScheduleKind =
  /** A cron expression of five fields. */
  | 'CRON'
  /** Every day at a time. */
  | 'DAILY'
  /** On a day of the month at a time; a month that is shorter has it on its last day. */
  | 'MONTHLY'
  /** On some weekdays at a time. */
  | 'WEEKLY';

/** How it stands with a job. */
export type ScheduledJobStatus =
  /** Done. */
  | 'DONE'
  /** It failed and will be tried again by itself, after a pause that grows. */
  | 'FAILED'
  /** It failed too often and waits for somebody to run it again. */
  | 'GIVEN_UP'
  /** A server is at it. */
  | 'RUNNING'
  /** It was not done, for the reason given. */
  | 'SKIPPED'
  /** Its time has come, and it waits for a server. */
  | 'WAITING';

/** Sign-in with tenant, login and password. */
export type SignInInput = {
  /** Login of the operator. */
  login: string;
  /** Password. */
  password: string;
  /** Code of the tenant. */
  tenant: string;
};

/** What a column holds. */
export type StatementColumnInput = {
  /** Its name as `previewStatement` gives it. */
  column: string;
  /** What. */
  kind: StatementColumnKind;
};

/** What a column of a bank's table can hold. */
export type StatementColumnKind =
  /** Our account, where a table holds several. */
  | 'ACCOUNT'
  /** One amount, whose direction its sign or DIRECTION says; needed unless CREDIT and DEBIT are there. */
  | 'AMOUNT'
  /** Balance behind the movement; it proves the rows. */
  | 'BALANCE'
  /** The bank's own number of the movement. */
  | 'BANK_REFERENCE'
  /** Money in. */
  | 'CREDIT'
  /** ISO 4217 code, or what Chinese banks call it. */
  | 'CURRENCY'
  /** Day of booking; needed. */
  | 'DATE'
  /** Money out. */
  | 'DEBIT'
  /** A word for in or out. */
  | 'DIRECTION'
  /** What the channel kept. */
  | 'FEE'
  /** Account of the other side. */
  | 'PARTY_ACCOUNT'
  /** Name of the other side. */
  | 'PARTY_NAME'
  /** What the payer was asked to quote. */
  | 'REFERENCE'
  /** State of the trade. */
  | 'STATUS'
  /** Remittance text; several columns are joined. */
  | 'TEXT'
  /** Kind of business. */
  | 'TYPE'
  /** Day from which interest counts. */
  | 'VALUE_DATE';

/** Order of day, month and year. */
export type StatementDateOrder =
  /** 31.10.2026 */
  | 'DMY'
  /** 10/31/2026 */
  | 'MDY'
  /** 2026-10-31 */
  | 'YMD';

/** Decimal sign. */
export type StatementDecimalSign =
  /** 1.234,56 */
  | 'COMMA'
  /** 1,234.56 */
  | 'POINT';

/** Which lines to list. */
export type StatementLineFilter = {
  /** Only of this statement (UUID). */
  statementId?: string | number | null | undefined;
  /** Only in these states. */
  status?: Array<StatementLineStatus> | null | undefined;
};

/** Where a statement line stands. */
export type StatementLineStatus =
  /** Set aside by a person. */
  | 'IGNORED'
  /** Tied to a payment. */
  | 'MATCHED'
  /** Candidates wait for a decision. */
  | 'SUGGESTED'
  /** No bill found. */
  | 'UNMATCHED';

/** How a table is read, as a person points it out. */
export type StatementTableInput = {
  /** What the columns hold. */
  columns: Array<StatementColumnInput>;
  /** ISO 4217 code where no column says it; null: that of the account. */
  currency?: string | null | undefined;
  /** Order of its dates; null: as they look. */
  dates?: StatementDateOrder | null | undefined;
  /** Decimal sign of its figures; null: as they look. */
  decimal?: StatementDecimalSign | null | undefined;
  /** Headings by which a file is recognised; empty for a table without any. */
  headings: Array<string>;
  /** Words of the DIRECTION column for money in. */
  inWords?: Array<string>;
  /** A positive amount is money out, as on credit cards. */
  inverted?: boolean;
  /** Rows in which a cell begins with one of these are no movements. */
  leaveOut?: Array<string>;
  /** Words of the DIRECTION column for money out. */
  outWords?: Array<string>;
};

/** What a line is, or would be. */
export type TrialState =
  /** It is booked as something that pays no bill. */
  | 'BOOKED'
  /** It pays bills. */
  | 'MATCHED'
  /** A person undid or rejected this. */
  | 'UNDONE'
  /** Nothing is decided. */
  | 'WAITS';

/** What a rule would have made of a line. */
export type TrialVerdict =
  /** It would have done by itself what stands. */
  | 'AGREES'
  /** It would have done by itself something else than what stands, or what a person undid or rejected. */
  | 'DISAGREES'
  /** What stands by itself would have waited for a person. */
  | 'HOLDS_BACK'
  /** It would match or book a line that waits. */
  | 'NEW'
  /** It would suggest something. */
  | 'SUGGESTS';

/** A rule to try before it is kept. */
export type TryMatchingRuleInput = {
  /** Lines booked on this day or later. */
  from: string;
  /** The rule that it takes the place of (UUID); leave it out for a new one, which comes first. */
  id?: string | number | null | undefined;
  /** What it would be. */
  rule: MatchingRuleInput;
  /** Lines booked on this day or earlier. */
  to: string;
};

/** A match to undo. */
export type UnmatchLineInput = {
  /** Idempotency key. */
  key: string;
  /** The statement line. */
  lineId: string | number;
  /** Whether the lines that pay the same bills together are set free as well. */
  together?: boolean;
};

/** A payment to void. */
export type VoidPaymentInput = {
  /** Idempotency key. */
  key: string;
  /** Number of the payment; it is never used again. */
  payment: string;
  /** Why; stays in the audit trail. */
  reason: string;
};

/** Where a write-off stands. */
export type WriteOffStatus =
  /** It counts: the bill owes less. */
  | 'POSTED'
  /** Refused; it never counted. */
  | 'REJECTED'
  /** Waits for somebody to decide. */
  | 'REQUESTED'
  /** Taken back: the bill is open again. */
  | 'REVERSED';

export type FiguresQueryVariables = Exact<{
  requests: Array<FigureRequest> | FigureRequest;
  language: Language;
}>;


export type FiguresQuery = { feedPosition: string, figures: Array<{ value: string | null, text: string | null, error: { code: string, message: string } | null }> };

export type FeedPositionQueryVariables = Exact<{ [key: string]: never; }>;


export type FeedPositionQuery = { feedPosition: string };

export type RunHeadFragment = { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string };

export type RunPartsFragment = { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string, totals: Array<{ feeItem: string, nameZh: string, nameEn: string, count: number, amount: string, previousAmount: string }>, comparison: { newCount: number, newAmount: string, changedCount: number, changedAmount: string, sameCount: number, caughtUpCount: number, caughtUpAmount: string }, warnings: Array<{ customer: string, customerName: string, binding: string, feeItem: string, code: string, amount: string, previousAmount: string }>, exceptions: Array<{ customer: string, customerName: string, binding: string, feeItem: string, code: string, message: string }> };

export type BillingRunQueryVariables = Exact<{
  id: string | number;
}>;


export type BillingRunQuery = { billingRun: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string, totals: Array<{ feeItem: string, nameZh: string, nameEn: string, count: number, amount: string, previousAmount: string }>, comparison: { newCount: number, newAmount: string, changedCount: number, changedAmount: string, sameCount: number, caughtUpCount: number, caughtUpAmount: string }, warnings: Array<{ customer: string, customerName: string, binding: string, feeItem: string, code: string, amount: string, previousAmount: string }>, exceptions: Array<{ customer: string, customerName: string, binding: string, feeItem: string, code: string, message: string }> } | null };

export type BillingRunProgressQueryVariables = Exact<{
  id: string | number;
}>;


export type BillingRunProgressQuery = { billingRun: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string } | null };

export type BillingRunsQueryVariables = Exact<{ [key: string]: never; }>;


export type BillingRunsQuery = { billingRuns: Array<{ id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string }> };

export type CommunitiesQueryVariables = Exact<{ [key: string]: never; }>;


export type CommunitiesQuery = { premises: { nodes: Array<{ id: string, code: string, name: string }> } };

export type FindCustomersQueryVariables = Exact<{
  search: string;
}>;


export type FindCustomersQuery = { customers: { nodes: Array<{ id: string, code: string, name: string }> } };

export type PreviewBillingRunMutationVariables = Exact<{
  input: PreviewBillingRunInput;
}>;


export type PreviewBillingRunMutation = { previewBillingRun: { run: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string } } };

export type ApproveBillingRunMutationVariables = Exact<{
  input: ApproveBillingRunInput;
}>;


export type ApproveBillingRunMutation = { approveBillingRun: { run: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string } } };

export type PostBillingRunMutationVariables = Exact<{
  input: PostBillingRunInput;
}>;


export type PostBillingRunMutation = { postBillingRun: { run: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string } } };

export type PauseBillingRunMutationVariables = Exact<{
  input: PauseBillingRunInput;
}>;


export type PauseBillingRunMutation = { pauseBillingRun: { run: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string } } };

export type CancelBillingRunMutationVariables = Exact<{
  input: CancelBillingRunInput;
}>;


export type CancelBillingRunMutation = { cancelBillingRun: { run: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string } } };

export type BillingRunChangesSubscriptionVariables = Exact<{
  id: string | number;
}>;


export type BillingRunChangesSubscription = { billingRunProgress: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string } };

export type AccountingPeriodsQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountingPeriodsQuery = { accountingPeriods: Array<{ month: string, status: string, closedAt: string | null, closedBy: string | null, entryCount: number }> };

export type ClosingChecklistQueryVariables = Exact<{
  month: string;
}>;


export type ClosingChecklistQuery = { closingChecklist: Array<{ code: ClosingCheckCode, count: number, blocking: boolean }> };

export type VoucherExportQueryVariables = Exact<{
  month: string;
}>;


export type VoucherExportQuery = { voucherExport: { fileName: string, mediaType: string, content: string } };

export type ReleaseRevenueMutationVariables = Exact<{
  input: ReleaseRevenueInput;
}>;


export type ReleaseRevenueMutation = { releaseRevenue: { released: number } };

export type CloseAccountingPeriodMutationVariables = Exact<{
  input: CloseAccountingPeriodInput;
}>;


export type CloseAccountingPeriodMutation = { closeAccountingPeriod: { period: { month: string, status: string } | null } };

export type ReopenAccountingPeriodMutationVariables = Exact<{
  input: ReopenAccountingPeriodInput;
}>;


export type ReopenAccountingPeriodMutation = { reopenAccountingPeriod: { period: { month: string, status: string } | null } };

export type RefundPartsFragment = { id: string, number: string, payment: string, amount: string, currency: string, method: RefundMethod, payeeName: string, payeeAccount: string, reason: string, status: RefundStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } };

export type WriteOffPartsFragment = { id: string, number: string, bill: string, amount: string, currency: string, reason: string, status: WriteOffStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } };

export type WaitingRequestsQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingRequestsQuery = { refunds: Array<{ id: string, number: string, payment: string, amount: string, currency: string, method: RefundMethod, payeeName: string, payeeAccount: string, reason: string, status: RefundStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } }>, writeOffs: Array<{ id: string, number: string, bill: string, amount: string, currency: string, reason: string, status: WriteOffStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } }> };

export type RefundsOfPaymentQueryVariables = Exact<{
  payment: string;
}>;


export type RefundsOfPaymentQuery = { refunds: Array<{ id: string, number: string, payment: string, amount: string, currency: string, method: RefundMethod, payeeName: string, payeeAccount: string, reason: string, status: RefundStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } }> };

export type WriteOffsOfBillQueryVariables = Exact<{
  bill: string;
}>;


export type WriteOffsOfBillQuery = { writeOffs: Array<{ id: string, number: string, bill: string, amount: string, currency: string, reason: string, status: WriteOffStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } }> };

export type RequestRefundMutationVariables = Exact<{
  input: RequestRefundInput;
}>;


export type RequestRefundMutation = { requestRefund: { refund: { id: string, number: string, payment: string, amount: string, currency: string, method: RefundMethod, payeeName: string, payeeAccount: string, reason: string, status: RefundStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } } } };

export type DecideRefundMutationVariables = Exact<{
  input: DecideRequestInput;
}>;


export type DecideRefundMutation = { decideRefund: { refund: { id: string, number: string, payment: string, amount: string, currency: string, method: RefundMethod, payeeName: string, payeeAccount: string, reason: string, status: RefundStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } } } };

export type ReverseRefundMutationVariables = Exact<{
  input: ReverseRequestInput;
}>;


export type ReverseRefundMutation = { reverseRefund: { refund: { id: string, number: string, payment: string, amount: string, currency: string, method: RefundMethod, payeeName: string, payeeAccount: string, reason: string, status: RefundStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } } } };

export type RequestWriteOffMutationVariables = Exact<{
  input: RequestWriteOffInput;
}>;


export type RequestWriteOffMutation = { requestWriteOff: { writeOff: { id: string, number: string, bill: string, amount: string, currency: string, reason: string, status: WriteOffStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } } } };

export type DecideWriteOffMutationVariables = Exact<{
  input: DecideRequestInput;
}>;


export type DecideWriteOffMutation = { decideWriteOff: { writeOff: { id: string, number: string, bill: string, amount: string, currency: string, reason: string, status: WriteOffStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } } } };

export type ReverseWriteOffMutationVariables = Exact<{
  input: ReverseRequestInput;
}>;


export type ReverseWriteOffMutation = { reverseWriteOff: { writeOff: { id: string, number: string, bill: string, amount: string, currency: string, reason: string, status: WriteOffStatus, note: string, requestedBy: string | null, decidedBy: string | null, own: boolean, customer: { code: string, name: string } } } };

export type NotePartsFragment = { id: string, number: string, kind: CreditKind, status: CreditStatus, reason: string, issueDate: string, currency: string, total: string, requestedBy: string | null, decidedBy: string | null, bill: { id: string, number: string, customer: { code: string, name: string } } };

export type BillToCorrectQueryVariables = Exact<{
  number: string;
}>;


export type BillToCorrectQuery = { bills: { nodes: Array<{ id: string, number: string, status: string, currency: string, dueDate: string, total: string, allocated: string, credited: string, open: string, customer: { code: string, name: string }, charges: Array<{ id: string, feeItem: string, periodStart: string, periodEnd: string, quantity: string, amount: string }> }> }, creditNotes: { nodes: Array<{ id: string, number: string, kind: CreditKind, status: CreditStatus, reason: string, issueDate: string, currency: string, total: string, requestedBy: string | null, decidedBy: string | null, bill: { id: string, number: string, customer: { code: string, name: string } } }> } };

export type WaitingWaiversQueryVariables = Exact<{ [key: string]: never; }>;


export type WaitingWaiversQuery = { creditNotes: { nodes: Array<{ id: string, number: string, kind: CreditKind, status: CreditStatus, reason: string, issueDate: string, currency: string, total: string, requestedBy: string | null, decidedBy: string | null, bill: { id: string, number: string, customer: { code: string, name: string } } }> } };

export type EntriesOfDocumentQueryVariables = Exact<{
  id: string | number;
}>;


export type EntriesOfDocumentQuery = { journalEntries: Array<{ id: string, kind: string, postingDate: string, description: string, transfers: Array<{ id: string, debitAccount: string, creditAccount: string, amount: string }> }> };

export type PaymentToShowQueryVariables = Exact<{
  number: string;
}>;


export type PaymentToShowQuery = { payment: { id: string, number: string, channel: PaymentChannel, amount: string, allocated: string, refunded: string, currency: string } | null };

export type ExplainedChargeQueryVariables = Exact<{
  id: string | number;
}>;


export type ExplainedChargeQuery = { explainCharge: { recomputed: string, explanation: unknown } | null };

export type CreditBillMutationVariables = Exact<{
  input: CreditBillInput;
}>;


export type CreditBillMutation = { creditBill: { creditNote: { id: string, number: string, kind: CreditKind, status: CreditStatus, reason: string, issueDate: string, currency: string, total: string, requestedBy: string | null, decidedBy: string | null, bill: { id: string, number: string, customer: { code: string, name: string } } } } };

export type RequestWaiverMutationVariables = Exact<{
  input: CreditBillInput;
}>;


export type RequestWaiverMutation = { requestWaiver: { creditNote: { id: string, number: string, kind: CreditKind, status: CreditStatus, reason: string, issueDate: string, currency: string, total: string, requestedBy: string | null, decidedBy: string | null, bill: { id: string, number: string, customer: { code: string, name: string } } } } };

export type ReverseBillMutationVariables = Exact<{
  input: ReverseBillInput;
}>;


export type ReverseBillMutation = { reverseBill: { creditNote: { id: string, number: string, kind: CreditKind, status: CreditStatus, reason: string, issueDate: string, currency: string, total: string, requestedBy: string | null, decidedBy: string | null, bill: { id: string, number: string, customer: { code: string, name: string } } } } };

export type DecideWaiverMutationVariables = Exact<{
  input: DecideWaiverInput;
}>;


export type DecideWaiverMutation = { decideWaiver: { creditNote: { id: string, number: string, kind: CreditKind, status: CreditStatus, reason: string, issueDate: string, currency: string, total: string, requestedBy: string | null, decidedBy: string | null, bill: { id: string, number: string, customer: { code: string, name: string } } } } };

export type ReverseBillingRunMutationVariables = Exact<{
  input: ReverseBillingRunInput;
}>;


export type ReverseBillingRunMutation = { reverseBillingRun: { run: { id: string, number: string, scopeKind: RunScopeKind, scopeCode: string | null, periodStart: string, issueDate: string, status: RunStatus, contentHash: string | null, customerCount: number, lineCount: number, exceptionCount: number, postedCount: number, total: string, previousTotal: string, failure: string | null, approved: boolean, approvedBy: string | null, needsApproval: boolean, createdBy: string | null, secondsLeft: number | null, currency: string } } };

export type BillDocumentQueryVariables = Exact<{
  number: string;
  language?: Language | null | undefined;
}>;


export type BillDocumentQuery = { billDocument: { fileName: string, mediaType: string, content: string } };

export type PaymentReceiptQueryVariables = Exact<{
  number: string;
  language?: Language | null | undefined;
}>;


export type PaymentReceiptQuery = { paymentReceipt: { fileName: string, mediaType: string, content: string } };

export type StatementDocumentQueryVariables = Exact<{
  customer: string;
  from: string;
  to: string;
}>;


export type StatementDocumentQuery = { customerStatementDocument: { fileName: string, mediaType: string, content: string } };

export type DepositsOfBillQueryVariables = Exact<{
  bill: string;
}>;


export type DepositsOfBillQuery = { deposits: Array<{ id: string, feeItemName: string, held: string, currency: string }> };

export type ReleaseDepositMutationVariables = Exact<{
  input: ReleaseDepositInput;
}>;


export type ReleaseDepositMutation = { releaseDeposit: { payment: { number: string, amount: string, currency: string } } };

export type VoidPaymentMutationVariables = Exact<{
  input: VoidPaymentInput;
}>;


export type VoidPaymentMutation = { voidPayment: { payment: { number: string } } };

export type AllocatePaymentMutationVariables = Exact<{
  input: AllocatePaymentInput;
}>;


export type AllocatePaymentMutation = { allocatePayment: { payment: { number: string, allocated: string } } };

export type CounterCustomerQueryVariables = Exact<{
  code: string;
}>;


export type CounterCustomerQuery = { customers: { nodes: Array<{ id: string, currency: string, balance: { open: string, unallocated: string } | null }> }, bills: { nodes: Array<{ id: string, number: string, dueDate: string, currency: string, open: string }>, pageInfo: { hasNextPage: boolean } } };

export type PackagesOnSaleQueryVariables = Exact<{ [key: string]: never; }>;


export type PackagesOnSaleQuery = { prepaymentPackages: Array<{ code: string, name: string, price: string, bonus: string }> };

export type RecordPaymentMutationVariables = Exact<{
  input: RecordPaymentInput;
}>;


export type RecordPaymentMutation = { recordPayment: { payment: { id: string, number: string, amount: string, allocated: string, currency: string } } };

export type OpenCounterDayQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type OpenCounterDayQuery = { openCounterDay: { drawers: Array<{ channel: PaymentChannel, currency: string, booked: string, count: number, since: string | null }>, movements: { nodes: Array<{ amount: string, payment: { id: string, number: string, channel: PaymentChannel, currency: string, void: boolean, takenAt: string | null, customer: { code: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } };

export type ClosePartsFragment = { id: string, number: string, cashier: string, channel: PaymentChannel, currency: string, booked: string, counted: string, difference: string, explanation: string, closedOn: string, reverses: string | null, reversedBy: string | null, paymentCount: number };

export type DayClosesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type DayClosesQuery = { dayCloses: { nodes: Array<{ id: string, number: string, cashier: string, channel: PaymentChannel, currency: string, booked: string, counted: string, difference: string, explanation: string, closedOn: string, reverses: string | null, reversedBy: string | null, paymentCount: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CloseCounterDayMutationVariables = Exact<{
  input: CloseCounterDayInput;
}>;


export type CloseCounterDayMutation = { closeCounterDay: { dayClose: { id: string, number: string, cashier: string, channel: PaymentChannel, currency: string, booked: string, counted: string, difference: string, explanation: string, closedOn: string, reverses: string | null, reversedBy: string | null, paymentCount: number } } };

export type ReverseDayCloseMutationVariables = Exact<{
  input: ReverseDayCloseInput;
}>;


export type ReverseDayCloseMutation = { reverseDayClose: { dayClose: { id: string, number: string, cashier: string, channel: PaymentChannel, currency: string, booked: string, counted: string, difference: string, explanation: string, closedOn: string, reverses: string | null, reversedBy: string | null, paymentCount: number } } };

export type CustomerToShowQueryVariables = Exact<{
  code: string;
  phone: boolean;
}>;


export type CustomerToShowQuery = { customers: { nodes: Array<{ id: string, code: string, name: string, kind: CustomerKind, customerGroup: string, currency: string, phone?: string | null }> }, premises: { nodes: Array<{ id: string, code: string, name: string, kind: string, area: string | null }>, pageInfo: { hasNextPage: boolean } } };

export type CustomerAccountQueryVariables = Exact<{
  code: string;
}>;


export type CustomerAccountQuery = { customers: { nodes: Array<{ id: string, balance: { open: string, overdue: string, unallocated: string } | null }> }, bills: { nodes: Array<{ id: string, number: string, dueDate: string, total: string, open: string }>, pageInfo: { hasNextPage: boolean } } };

export type ProfilePartsFragment = { id: string | null, name: string, label: string, headings: Array<string>, inWords: Array<string>, outWords: Array<string>, inverted: boolean, dates: StatementDateOrder | null, decimal: StatementDecimalSign | null, currency: string | null, leaveOut: Array<string>, archived: boolean, version: number, columns: Array<{ kind: StatementColumnKind, column: string }> };

export type StatementProfilesQueryVariables = Exact<{
  archived: boolean;
}>;


export type StatementProfilesQuery = { statementProfiles: Array<{ id: string | null, name: string, label: string, headings: Array<string>, inWords: Array<string>, outWords: Array<string>, inverted: boolean, dates: StatementDateOrder | null, decimal: StatementDecimalSign | null, currency: string | null, leaveOut: Array<string>, archived: boolean, version: number, columns: Array<{ kind: StatementColumnKind, column: string }> }> };

export type PreviewStatementQueryVariables = Exact<{
  input: PreviewStatementInput;
}>;


export type PreviewStatementQuery = { previewStatement: { encoding: string, separator: string, headingLine: number, profile: string, rows: Array<{ line: number, cells: Array<string> }>, columns: Array<{ name: string, heading: string, kind: StatementColumnKind | null }>, table: { id: string | null, name: string, label: string, headings: Array<string>, inWords: Array<string>, outWords: Array<string>, inverted: boolean, dates: StatementDateOrder | null, decimal: StatementDecimalSign | null, currency: string | null, leaveOut: Array<string>, archived: boolean, version: number, columns: Array<{ kind: StatementColumnKind, column: string }> } | null, result: { format: string, count: number, countIn: number, sumIn: string, sumOut: string, account: string, opening: string | null, closing: string | null, ties: boolean | null, lines: Array<{ line: number, bookedOn: string, direction: string, amount: string, currency: string, partyName: string, partyAccount: string, reference: string, text: string }>, warnings: Array<{ name: string, params: unknown, message: string, line: number | null, file: string | null }> } | null, problem: { code: string, message: string, field: string | null, line: number | null, params: unknown } | null } };

export type SaveStatementProfileMutationVariables = Exact<{
  input: SaveStatementProfileInput;
}>;


export type SaveStatementProfileMutation = { saveStatementProfile: { profile: { id: string | null, name: string, label: string, headings: Array<string>, inWords: Array<string>, outWords: Array<string>, inverted: boolean, dates: StatementDateOrder | null, decimal: StatementDecimalSign | null, currency: string | null, leaveOut: Array<string>, archived: boolean, version: number, columns: Array<{ kind: StatementColumnKind, column: string }> } } };

export type ArchiveStatementProfileMutationVariables = Exact<{
  input: ArchiveStatementProfileInput;
}>;


export type ArchiveStatementProfileMutation = { archiveStatementProfile: { profile: { id: string | null, name: string, label: string, headings: Array<string>, inWords: Array<string>, outWords: Array<string>, inverted: boolean, dates: StatementDateOrder | null, decimal: StatementDecimalSign | null, currency: string | null, leaveOut: Array<string>, archived: boolean, version: number, columns: Array<{ kind: StatementColumnKind, column: string }> } } };

export type NoticePartsFragment = { name: string, params: unknown, message: string, line: number | null, file: string | null };

export type StatementPartsFragment = { id: string, number: string, format: string, encoding: string, fileName: string, opening: string | null, closing: string | null, ties: boolean | null, lineCount: number, newLineCount: number, matchedCount: number, suggestedCount: number, unmatchedCount: number, importedAt: string, profile: string, bankAccount: { code: string, name: string, channel: string }, notices: Array<{ name: string, params: unknown, message: string, line: number | null, file: string | null }> };

export type MatchPartsFragment = { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> };

export type BookingPartsFragment = { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null };

export type LinePartsFragment = { id: string, bookedOn: string, direction: string, amount: string, currency: string, payerName: string, payerAccount: string, reference: string, text: string, kind: string, status: StatementLineStatus, comment: string, booking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, suggestedBooking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, match: { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> } | null, candidates: Array<{ id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> }> };

export type StatementsQueryVariables = Exact<{
  first: number;
  ids?: Array<string | number> | string | number | null | undefined;
}>;


export type StatementsQuery = { statements: Array<{ id: string, number: string, format: string, encoding: string, fileName: string, opening: string | null, closing: string | null, ties: boolean | null, lineCount: number, newLineCount: number, matchedCount: number, suggestedCount: number, unmatchedCount: number, importedAt: string, profile: string, bankAccount: { code: string, name: string, channel: string }, notices: Array<{ name: string, params: unknown, message: string, line: number | null, file: string | null }> }> };

export type BankAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type BankAccountsQuery = { bankAccounts: Array<{ id: string, code: string, name: string, channel: string, accountNumber: string, currency: string }> };

export type StatementLinesQueryVariables = Exact<{
  filter?: StatementLineFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type StatementLinesQuery = { statementLines: { nodes: Array<{ id: string, bookedOn: string, direction: string, amount: string, currency: string, payerName: string, payerAccount: string, reference: string, text: string, kind: string, status: StatementLineStatus, comment: string, booking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, suggestedBooking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, match: { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> } | null, candidates: Array<{ id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BillByNumberQueryVariables = Exact<{
  number: string;
}>;


export type BillByNumberQuery = { bills: { nodes: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string, customer: { code: string, name: string } }> } };

export type OpenBillsQueryVariables = Exact<{
  customer: string;
}>;


export type OpenBillsQuery = { bills: { nodes: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string, customer: { code: string, name: string } }> } };

export type ImportStatementMutationVariables = Exact<{
  input: ImportStatementInput;
}>;


export type ImportStatementMutation = { importStatement: { knownLines: number, statements: Array<{ id: string, number: string, format: string, encoding: string, fileName: string, opening: string | null, closing: string | null, ties: boolean | null, lineCount: number, newLineCount: number, matchedCount: number, suggestedCount: number, unmatchedCount: number, importedAt: string, profile: string, bankAccount: { code: string, name: string, channel: string }, notices: Array<{ name: string, params: unknown, message: string, line: number | null, file: string | null }> }> } };

export type MatchLineMutationVariables = Exact<{
  input: MatchLineInput;
}>;


export type MatchLineMutation = { matchLine: { line: { id: string, bookedOn: string, direction: string, amount: string, currency: string, payerName: string, payerAccount: string, reference: string, text: string, kind: string, status: StatementLineStatus, comment: string, booking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, suggestedBooking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, match: { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> } | null, candidates: Array<{ id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> }> } } };

export type MatchLinesTogetherMutationVariables = Exact<{
  input: MatchLinesTogetherInput;
}>;


export type MatchLinesTogetherMutation = { matchLinesTogether: { lines: Array<{ id: string, bookedOn: string, direction: string, amount: string, currency: string, payerName: string, payerAccount: string, reference: string, text: string, kind: string, status: StatementLineStatus, comment: string, booking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, suggestedBooking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, match: { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> } | null, candidates: Array<{ id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> }> }> } };

export type MatchAgainMutationVariables = Exact<{
  input: MatchAgainInput;
}>;


export type MatchAgainMutation = { matchAgain: { matched: number } };

export type BookLineMutationVariables = Exact<{
  input: BookLineInput;
}>;


export type BookLineMutation = { bookLine: { line: { id: string, bookedOn: string, direction: string, amount: string, currency: string, payerName: string, payerAccount: string, reference: string, text: string, kind: string, status: StatementLineStatus, comment: string, booking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, suggestedBooking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, match: { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> } | null, candidates: Array<{ id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> }> } } };

export type UnmatchLineMutationVariables = Exact<{
  input: UnmatchLineInput;
}>;


export type UnmatchLineMutation = { unmatchLine: { line: { id: string, bookedOn: string, direction: string, amount: string, currency: string, payerName: string, payerAccount: string, reference: string, text: string, kind: string, status: StatementLineStatus, comment: string, booking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, suggestedBooking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, match: { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> } | null, candidates: Array<{ id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> }> } } };

export type RejectSuggestionMutationVariables = Exact<{
  input: RejectSuggestionInput;
}>;


export type RejectSuggestionMutation = { rejectSuggestion: { line: { id: string, bookedOn: string, direction: string, amount: string, currency: string, payerName: string, payerAccount: string, reference: string, text: string, kind: string, status: StatementLineStatus, comment: string, booking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, suggestedBooking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, match: { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> } | null, candidates: Array<{ id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> }> } } };

export type CommentLineMutationVariables = Exact<{
  input: CommentLineInput;
}>;


export type CommentLineMutation = { commentLine: { line: { id: string, bookedOn: string, direction: string, amount: string, currency: string, payerName: string, payerAccount: string, reference: string, text: string, kind: string, status: StatementLineStatus, comment: string, booking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, suggestedBooking: { id: string, kind: LineBookingKind, reason: string, trades: number, account: string | null, channelAccount: string | null, ruleName: string | null } | null, match: { id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> } | null, candidates: Array<{ id: string, rule: string, score: number, reason: string, state: string, ruleName: string | null, difference: string, confirmed: boolean, customer: { code: string, name: string }, together: Array<{ id: string, bookedOn: string, amount: string }>, bills: Array<{ number: string, periodStart: string, dueDate: string, open: string, total: string, currency: string }> }> } } };

export type RulePartsFragment = { id: string, name: string, enabled: boolean, action: RuleAction, tolerance: string, automatic: boolean, threshold: number | null, account: string | null, channelAccount: string | null, version: number, conditions: { direction: string | null, accounts: Array<string>, channels: Array<string>, amountFrom: string | null, amountTo: string | null, words: Array<string>, pattern: string | null, payers: Array<string>, bookedFrom: string | null, bookedTo: string | null }, statistics: { applied: number, confirmed: number, waiting: number, rejected: number } };

export type OutcomePartsFragment = { state: TrialState, bills: Array<string>, customer: string | null, booking: LineBookingKind | null, byPerson: boolean, reason: string };

export type MatchingRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type MatchingRulesQuery = { matchingRules: Array<{ id: string, name: string, enabled: boolean, action: RuleAction, tolerance: string, automatic: boolean, threshold: number | null, account: string | null, channelAccount: string | null, version: number, conditions: { direction: string | null, accounts: Array<string>, channels: Array<string>, amountFrom: string | null, amountTo: string | null, words: Array<string>, pattern: string | null, payers: Array<string>, bookedFrom: string | null, bookedTo: string | null }, statistics: { applied: number, confirmed: number, waiting: number, rejected: number } }> };

export type BookableAccountsQueryVariables = Exact<{ [key: string]: never; }>;


export type BookableAccountsQuery = { bookableAccounts: Array<{ code: string, nameZh: string, nameEn: string, currency: string }> };

export type TryMatchingRuleQueryVariables = Exact<{
  input: TryMatchingRuleInput;
}>;


export type TryMatchingRuleQuery = { tryMatchingRule: { lines: number, cut: boolean, holds: number, agrees: number, agreesWithPeople: number, disagrees: number, disagreesWithPeople: number, fresh: number, suggests: number, holdsBack: number, examples: Array<{ lineId: string, bookedOn: string, direction: string, amount: string, payerName: string, said: string, verdict: TrialVerdict, was: { state: TrialState, bills: Array<string>, customer: string | null, booking: LineBookingKind | null, byPerson: boolean, reason: string }, would: { state: TrialState, bills: Array<string>, customer: string | null, booking: LineBookingKind | null, byPerson: boolean, reason: string } }> } };

export type SaveMatchingRuleMutationVariables = Exact<{
  input: SaveMatchingRuleInput;
}>;


export type SaveMatchingRuleMutation = { saveMatchingRule: { id: string | null, rules: Array<{ id: string, name: string, enabled: boolean, action: RuleAction, tolerance: string, automatic: boolean, threshold: number | null, account: string | null, channelAccount: string | null, version: number, conditions: { direction: string | null, accounts: Array<string>, channels: Array<string>, amountFrom: string | null, amountTo: string | null, words: Array<string>, pattern: string | null, payers: Array<string>, bookedFrom: string | null, bookedTo: string | null }, statistics: { applied: number, confirmed: number, waiting: number, rejected: number } }> } };

export type RemoveMatchingRuleMutationVariables = Exact<{
  input: RemoveMatchingRuleInput;
}>;


export type RemoveMatchingRuleMutation = { removeMatchingRule: { rules: Array<{ id: string, name: string, enabled: boolean, action: RuleAction, tolerance: string, automatic: boolean, threshold: number | null, account: string | null, channelAccount: string | null, version: number, conditions: { direction: string | null, accounts: Array<string>, channels: Array<string>, amountFrom: string | null, amountTo: string | null, words: Array<string>, pattern: string | null, payers: Array<string>, bookedFrom: string | null, bookedTo: string | null }, statistics: { applied: number, confirmed: number, waiting: number, rejected: number } }> } };

export type OrderMatchingRulesMutationVariables = Exact<{
  input: OrderMatchingRulesInput;
}>;


export type OrderMatchingRulesMutation = { orderMatchingRules: { rules: Array<{ id: string, name: string, enabled: boolean, action: RuleAction, tolerance: string, automatic: boolean, threshold: number | null, account: string | null, channelAccount: string | null, version: number, conditions: { direction: string | null, accounts: Array<string>, channels: Array<string>, amountFrom: string | null, amountTo: string | null, words: Array<string>, pattern: string | null, payers: Array<string>, bookedFrom: string | null, bookedTo: string | null }, statistics: { applied: number, confirmed: number, waiting: number, rejected: number } }> } };

export type KpisQueryVariables = Exact<{
  input: KpiInput;
}>;


export type KpisQuery = { kpis: Array<{ month: string, feeItem: string | null, nameZh: string | null, nameEn: string | null, currency: string, due: string, collected: string, open: string, overdue: string, collectionRate: string | null }> };

export type JobPartsFragment = { id: string, schedule: string, scheduleName: string, dueAt: string, action: ScheduleAction, status: ScheduledJobStatus, errorCode: string | null, errorMessage: string | null, result: unknown, finishedAt: string | null };

export type SchedulePartsFragment = { id: string, code: string, name: string, kind: ScheduleKind, time: string | null, weekdays: Array<number>, monthDay: number | null, cron: string | null, timeZone: string, action: ScheduleAction, arguments: unknown, catchUp: CatchUp, enabled: boolean, nextRunAt: string | null, version: number, lastJob: { id: string, schedule: string, scheduleName: string, dueAt: string, action: ScheduleAction, status: ScheduledJobStatus, errorCode: string | null, errorMessage: string | null, result: unknown, finishedAt: string | null } | null };

export type SchedulesQueryVariables = Exact<{ [key: string]: never; }>;


export type SchedulesQuery = { schedules: Array<{ id: string, code: string, name: string, kind: ScheduleKind, time: string | null, weekdays: Array<number>, monthDay: number | null, cron: string | null, timeZone: string, action: ScheduleAction, arguments: unknown, catchUp: CatchUp, enabled: boolean, nextRunAt: string | null, version: number, lastJob: { id: string, schedule: string, scheduleName: string, dueAt: string, action: ScheduleAction, status: ScheduledJobStatus, errorCode: string | null, errorMessage: string | null, result: unknown, finishedAt: string | null } | null }>, scheduledJobs: Array<{ id: string, schedule: string, scheduleName: string, dueAt: string, action: ScheduleAction, status: ScheduledJobStatus, errorCode: string | null, errorMessage: string | null, result: unknown, finishedAt: string | null }>, skipped: Array<{ id: string, schedule: string, scheduleName: string, dueAt: string, action: ScheduleAction, status: ScheduledJobStatus, errorCode: string | null, errorMessage: string | null, result: unknown, finishedAt: string | null }> };

export type SaveScheduleMutationVariables = Exact<{
  input: SaveScheduleInput;
}>;


export type SaveScheduleMutation = { saveSchedule: { schedule: { id: string } } };

export type RemoveScheduleMutationVariables = Exact<{
  input: RemoveScheduleInput;
}>;


export type RemoveScheduleMutation = { removeSchedule: { code: string } };

export type RunScheduleNowMutationVariables = Exact<{
  input: RunScheduleNowInput;
}>;


export type RunScheduleNowMutation = { runScheduleNow: { job: { id: string } } };

export type RerunJobMutationVariables = Exact<{
  input: RerunJobInput;
}>;


export type RerunJobMutation = { rerunJob: { job: { id: string } } };

export type ViewerPartsFragment = { operator: { id: string, login: string, name: string, roles: Array<Role>, language: Language }, tenant: { id: string, code: string, name: string, currency: string, timeZone: string, today: string, paymentDays: number, matchThreshold: number, postingNeedsApproval: boolean }, datasets: Array<{ dataset: DatasetName, readable: boolean, hiddenColumns: Array<string>, mayAddRows: boolean, editableColumns: Array<string>, reason: string | null }> };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { operator: { id: string, login: string, name: string, roles: Array<Role>, language: Language }, tenant: { id: string, code: string, name: string, currency: string, timeZone: string, today: string, paymentDays: number, matchThreshold: number, postingNeedsApproval: boolean }, datasets: Array<{ dataset: DatasetName, readable: boolean, hiddenColumns: Array<string>, mayAddRows: boolean, editableColumns: Array<string>, reason: string | null }> } | null };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { token: string, expiresAt: string, viewer: { operator: { id: string, login: string, name: string, roles: Array<Role>, language: Language }, tenant: { id: string, code: string, name: string, currency: string, timeZone: string, today: string, paymentDays: number, matchThreshold: number, postingNeedsApproval: boolean }, datasets: Array<{ dataset: DatasetName, readable: boolean, hiddenColumns: Array<string>, mayAddRows: boolean, editableColumns: Array<string>, reason: string | null }> } } };

export type ChangeTenantSettingsMutationVariables = Exact<{
  input: ChangeTenantSettingsInput;
}>;


export type ChangeTenantSettingsMutation = { changeTenantSettings: { viewer: { operator: { id: string, login: string, name: string, roles: Array<Role>, language: Language }, tenant: { id: string, code: string, name: string, currency: string, timeZone: string, today: string, paymentDays: number, matchThreshold: number, postingNeedsApproval: boolean }, datasets: Array<{ dataset: DatasetName, readable: boolean, hiddenColumns: Array<string>, mayAddRows: boolean, editableColumns: Array<string>, reason: string | null }> } } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: boolean };

export type RowsQueryVariables = Exact<{
  input: RowsInput;
}>;


export type RowsQuery = { rows: { cursor: string, endCursor: string | null, hasMore: boolean, asOf: string, rows: Array<{ id: string, version: number, archived: boolean, cells: Record<string, string | null> }> } };

export type PublishMutationVariables = Exact<{
  input: PublishInput;
}>;


export type PublishMutation = { publish: { cursor: string, results: Array<{ index: number, status: RowStatus, row: { id: string, version: number, archived: boolean, cells: Record<string, string | null> } | null, errors: Array<{ field: string | null, code: string, message: string }> }> } };

export type LastChangeQueryVariables = Exact<{
  rowId: string | number;
}>;


export type LastChangeQuery = { history: Array<{ at: string, operator: string | null }> };

export type RowHistoryQueryVariables = Exact<{
  rowId: string | number;
}>;


export type RowHistoryQuery = { history: Array<{ id: string, at: string, operator: string | null, kind: string, before: unknown, after: unknown }> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RunHeadFragmentDoc = new TypedDocumentString(`
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}
    `, {"fragmentName":"RunHead"}) as unknown as TypedDocumentString<RunHeadFragment, unknown>;
export const RunPartsFragmentDoc = new TypedDocumentString(`
    fragment RunParts on BillingRun {
  ...RunHead
  totals {
    feeItem
    nameZh
    nameEn
    count
    amount
    previousAmount
  }
  comparison {
    newCount
    newAmount
    changedCount
    changedAmount
    sameCount
    caughtUpCount
    caughtUpAmount
  }
  warnings(first: 50) {
    customer
    customerName
    binding
    feeItem
    code
    amount
    previousAmount
  }
  exceptions(first: 200) {
    customer
    customerName
    binding
    feeItem
    code
    message
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`, {"fragmentName":"RunParts"}) as unknown as TypedDocumentString<RunPartsFragment, unknown>;
export const RefundPartsFragmentDoc = new TypedDocumentString(`
    fragment RefundParts on Refund {
  id
  number
  payment
  amount
  currency
  method
  payeeName
  payeeAccount
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}
    `, {"fragmentName":"RefundParts"}) as unknown as TypedDocumentString<RefundPartsFragment, unknown>;
export const WriteOffPartsFragmentDoc = new TypedDocumentString(`
    fragment WriteOffParts on WriteOff {
  id
  number
  bill
  amount
  currency
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}
    `, {"fragmentName":"WriteOffParts"}) as unknown as TypedDocumentString<WriteOffPartsFragment, unknown>;
export const NotePartsFragmentDoc = new TypedDocumentString(`
    fragment NoteParts on CreditNote {
  id
  number
  kind
  status
  reason
  issueDate
  currency
  total
  requestedBy
  decidedBy
  bill {
    id
    number
    customer {
      code
      name
    }
  }
}
    `, {"fragmentName":"NoteParts"}) as unknown as TypedDocumentString<NotePartsFragment, unknown>;
export const ClosePartsFragmentDoc = new TypedDocumentString(`
    fragment CloseParts on DayClose {
  id
  number
  cashier
  channel
  currency
  booked
  counted
  difference
  explanation
  closedOn
  reverses
  reversedBy
  paymentCount
}
    `, {"fragmentName":"CloseParts"}) as unknown as TypedDocumentString<ClosePartsFragment, unknown>;
export const ProfilePartsFragmentDoc = new TypedDocumentString(`
    fragment ProfileParts on StatementProfile {
  id
  name
  label
  headings
  columns {
    kind
    column
  }
  inWords
  outWords
  inverted
  dates
  decimal
  currency
  leaveOut
  archived
  version
}
    `, {"fragmentName":"ProfileParts"}) as unknown as TypedDocumentString<ProfilePartsFragment, unknown>;
export const NoticePartsFragmentDoc = new TypedDocumentString(`
    fragment NoticeParts on StatementWarning {
  name
  params
  message
  line
  file
}
    `, {"fragmentName":"NoticeParts"}) as unknown as TypedDocumentString<NoticePartsFragment, unknown>;
export const StatementPartsFragmentDoc = new TypedDocumentString(`
    fragment StatementParts on Statement {
  id
  number
  bankAccount {
    code
    name
    channel
  }
  format
  encoding
  fileName
  opening
  closing
  ties
  lineCount
  newLineCount
  matchedCount
  suggestedCount
  unmatchedCount
  importedAt
  profile
  notices {
    ...NoticeParts
  }
}
    fragment NoticeParts on StatementWarning {
  name
  params
  message
  line
  file
}`, {"fragmentName":"StatementParts"}) as unknown as TypedDocumentString<StatementPartsFragment, unknown>;
export const BookingPartsFragmentDoc = new TypedDocumentString(`
    fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}
    `, {"fragmentName":"BookingParts"}) as unknown as TypedDocumentString<BookingPartsFragment, unknown>;
export const MatchPartsFragmentDoc = new TypedDocumentString(`
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
    `, {"fragmentName":"MatchParts"}) as unknown as TypedDocumentString<MatchPartsFragment, unknown>;
export const LinePartsFragmentDoc = new TypedDocumentString(`
    fragment LineParts on StatementLine {
  id
  bookedOn
  direction
  amount
  currency
  payerName
  payerAccount
  reference
  text
  kind
  status
  comment
  booking {
    ...BookingParts
  }
  suggestedBooking {
    ...BookingParts
  }
  match {
    ...MatchParts
  }
  candidates {
    ...MatchParts
  }
}
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}`, {"fragmentName":"LineParts"}) as unknown as TypedDocumentString<LinePartsFragment, unknown>;
export const RulePartsFragmentDoc = new TypedDocumentString(`
    fragment RuleParts on MatchingRule {
  id
  name
  enabled
  action
  conditions {
    direction
    accounts
    channels
    amountFrom
    amountTo
    words
    pattern
    payers
    bookedFrom
    bookedTo
  }
  tolerance
  automatic
  threshold
  account
  channelAccount
  statistics {
    applied
    confirmed
    waiting
    rejected
  }
  version
}
    `, {"fragmentName":"RuleParts"}) as unknown as TypedDocumentString<RulePartsFragment, unknown>;
export const OutcomePartsFragmentDoc = new TypedDocumentString(`
    fragment OutcomeParts on TrialOutcome {
  state
  bills
  customer
  booking
  byPerson
  reason
}
    `, {"fragmentName":"OutcomeParts"}) as unknown as TypedDocumentString<OutcomePartsFragment, unknown>;
export const JobPartsFragmentDoc = new TypedDocumentString(`
    fragment JobParts on ScheduledJob {
  id
  schedule
  scheduleName
  dueAt
  action
  status
  errorCode
  errorMessage
  result
  finishedAt
}
    `, {"fragmentName":"JobParts"}) as unknown as TypedDocumentString<JobPartsFragment, unknown>;
export const SchedulePartsFragmentDoc = new TypedDocumentString(`
    fragment ScheduleParts on Schedule {
  id
  code
  name
  kind
  time
  weekdays
  monthDay
  cron
  timeZone
  action
  arguments
  catchUp
  enabled
  nextRunAt
  version
  lastJob {
    ...JobParts
  }
}
    fragment JobParts on ScheduledJob {
  id
  schedule
  scheduleName
  dueAt
  action
  status
  errorCode
  errorMessage
  result
  finishedAt
}`, {"fragmentName":"ScheduleParts"}) as unknown as TypedDocumentString<SchedulePartsFragment, unknown>;
export const ViewerPartsFragmentDoc = new TypedDocumentString(`
    fragment ViewerParts on Viewer {
  operator {
    id
    login
    name
    roles
    language
  }
  tenant {
    id
    code
    name
    currency
    timeZone
    today
    paymentDays
    matchThreshold
    postingNeedsApproval
  }
  datasets {
    dataset
    readable
    hiddenColumns
    mayAddRows
    editableColumns
    reason
  }
}
    `, {"fragmentName":"ViewerParts"}) as unknown as TypedDocumentString<ViewerPartsFragment, unknown>;
export const FiguresDocument = new TypedDocumentString(`
    query Figures($requests: [FigureRequest!]!, $language: Language!) {
  figures(requests: $requests, language: $language) {
    value
    text
    error {
      code
      message
    }
  }
  feedPosition
}
    `) as unknown as TypedDocumentString<FiguresQuery, FiguresQueryVariables>;
export const FeedPositionDocument = new TypedDocumentString(`
    query FeedPosition {
  feedPosition
}
    `) as unknown as TypedDocumentString<FeedPositionQuery, FeedPositionQueryVariables>;
export const BillingRunDocument = new TypedDocumentString(`
    query BillingRun($id: ID!) {
  billingRun(id: $id) {
    ...RunParts
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}
fragment RunParts on BillingRun {
  ...RunHead
  totals {
    feeItem
    nameZh
    nameEn
    count
    amount
    previousAmount
  }
  comparison {
    newCount
    newAmount
    changedCount
    changedAmount
    sameCount
    caughtUpCount
    caughtUpAmount
  }
  warnings(first: 50) {
    customer
    customerName
    binding
    feeItem
    code
    amount
    previousAmount
  }
  exceptions(first: 200) {
    customer
    customerName
    binding
    feeItem
    code
    message
  }
}`) as unknown as TypedDocumentString<BillingRunQuery, BillingRunQueryVariables>;
export const BillingRunProgressDocument = new TypedDocumentString(`
    query BillingRunProgress($id: ID!) {
  billingRun(id: $id) {
    ...RunHead
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<BillingRunProgressQuery, BillingRunProgressQueryVariables>;
export const BillingRunsDocument = new TypedDocumentString(`
    query BillingRuns {
  billingRuns(first: 20) {
    ...RunHead
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<BillingRunsQuery, BillingRunsQueryVariables>;
export const CommunitiesDocument = new TypedDocumentString(`
    query Communities {
  premises(filter: {kind: "COMMUNITY"}, first: 200) {
    nodes {
      id
      code
      name
    }
  }
}
    `) as unknown as TypedDocumentString<CommunitiesQuery, CommunitiesQueryVariables>;
export const FindCustomersDocument = new TypedDocumentString(`
    query FindCustomers($search: String!) {
  customers(filter: {search: $search}, first: 12) {
    nodes {
      id
      code
      name
    }
  }
}
    `) as unknown as TypedDocumentString<FindCustomersQuery, FindCustomersQueryVariables>;
export const PreviewBillingRunDocument = new TypedDocumentString(`
    mutation PreviewBillingRun($input: PreviewBillingRunInput!) {
  previewBillingRun(input: $input) {
    run {
      ...RunHead
    }
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<PreviewBillingRunMutation, PreviewBillingRunMutationVariables>;
export const ApproveBillingRunDocument = new TypedDocumentString(`
    mutation ApproveBillingRun($input: ApproveBillingRunInput!) {
  approveBillingRun(input: $input) {
    run {
      ...RunHead
    }
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<ApproveBillingRunMutation, ApproveBillingRunMutationVariables>;
export const PostBillingRunDocument = new TypedDocumentString(`
    mutation PostBillingRun($input: PostBillingRunInput!) {
  postBillingRun(input: $input) {
    run {
      ...RunHead
    }
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<PostBillingRunMutation, PostBillingRunMutationVariables>;
export const PauseBillingRunDocument = new TypedDocumentString(`
    mutation PauseBillingRun($input: PauseBillingRunInput!) {
  pauseBillingRun(input: $input) {
    run {
      ...RunHead
    }
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<PauseBillingRunMutation, PauseBillingRunMutationVariables>;
export const CancelBillingRunDocument = new TypedDocumentString(`
    mutation CancelBillingRun($input: CancelBillingRunInput!) {
  cancelBillingRun(input: $input) {
    run {
      ...RunHead
    }
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<CancelBillingRunMutation, CancelBillingRunMutationVariables>;
export const BillingRunChangesDocument = new TypedDocumentString(`
    subscription BillingRunChanges($id: ID!) {
  billingRunProgress(id: $id) {
    ...RunHead
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<BillingRunChangesSubscription, BillingRunChangesSubscriptionVariables>;
export const AccountingPeriodsDocument = new TypedDocumentString(`
    query AccountingPeriods {
  accountingPeriods {
    month
    status
    closedAt
    closedBy
    entryCount
  }
}
    `) as unknown as TypedDocumentString<AccountingPeriodsQuery, AccountingPeriodsQueryVariables>;
export const ClosingChecklistDocument = new TypedDocumentString(`
    query ClosingChecklist($month: Month!) {
  closingChecklist(month: $month) {
    code
    count
    blocking
  }
}
    `) as unknown as TypedDocumentString<ClosingChecklistQuery, ClosingChecklistQueryVariables>;
export const VoucherExportDocument = new TypedDocumentString(`
    query VoucherExport($month: Month!) {
  voucherExport(month: $month) {
    fileName
    mediaType
    content
  }
}
    `) as unknown as TypedDocumentString<VoucherExportQuery, VoucherExportQueryVariables>;
export const ReleaseRevenueDocument = new TypedDocumentString(`
    mutation ReleaseRevenue($input: ReleaseRevenueInput!) {
  releaseRevenue(input: $input) {
    released
  }
}
    `) as unknown as TypedDocumentString<ReleaseRevenueMutation, ReleaseRevenueMutationVariables>;
export const CloseAccountingPeriodDocument = new TypedDocumentString(`
    mutation CloseAccountingPeriod($input: CloseAccountingPeriodInput!) {
  closeAccountingPeriod(input: $input) {
    period {
      month
      status
    }
  }
}
    `) as unknown as TypedDocumentString<CloseAccountingPeriodMutation, CloseAccountingPeriodMutationVariables>;
export const ReopenAccountingPeriodDocument = new TypedDocumentString(`
    mutation ReopenAccountingPeriod($input: ReopenAccountingPeriodInput!) {
  reopenAccountingPeriod(input: $input) {
    period {
      month
      status
    }
  }
}
    `) as unknown as TypedDocumentString<ReopenAccountingPeriodMutation, ReopenAccountingPeriodMutationVariables>;
export const WaitingRequestsDocument = new TypedDocumentString(`
    query WaitingRequests {
  refunds(status: REQUESTED) {
    ...RefundParts
  }
  writeOffs(status: REQUESTED) {
    ...WriteOffParts
  }
}
    fragment RefundParts on Refund {
  id
  number
  payment
  amount
  currency
  method
  payeeName
  payeeAccount
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}
fragment WriteOffParts on WriteOff {
  id
  number
  bill
  amount
  currency
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<WaitingRequestsQuery, WaitingRequestsQueryVariables>;
export const RefundsOfPaymentDocument = new TypedDocumentString(`
    query RefundsOfPayment($payment: String!) {
  refunds(payment: $payment) {
    ...RefundParts
  }
}
    fragment RefundParts on Refund {
  id
  number
  payment
  amount
  currency
  method
  payeeName
  payeeAccount
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<RefundsOfPaymentQuery, RefundsOfPaymentQueryVariables>;
export const WriteOffsOfBillDocument = new TypedDocumentString(`
    query WriteOffsOfBill($bill: String!) {
  writeOffs(bill: $bill) {
    ...WriteOffParts
  }
}
    fragment WriteOffParts on WriteOff {
  id
  number
  bill
  amount
  currency
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<WriteOffsOfBillQuery, WriteOffsOfBillQueryVariables>;
export const RequestRefundDocument = new TypedDocumentString(`
    mutation RequestRefund($input: RequestRefundInput!) {
  requestRefund(input: $input) {
    refund {
      ...RefundParts
    }
  }
}
    fragment RefundParts on Refund {
  id
  number
  payment
  amount
  currency
  method
  payeeName
  payeeAccount
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<RequestRefundMutation, RequestRefundMutationVariables>;
export const DecideRefundDocument = new TypedDocumentString(`
    mutation DecideRefund($input: DecideRequestInput!) {
  decideRefund(input: $input) {
    refund {
      ...RefundParts
    }
  }
}
    fragment RefundParts on Refund {
  id
  number
  payment
  amount
  currency
  method
  payeeName
  payeeAccount
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<DecideRefundMutation, DecideRefundMutationVariables>;
export const ReverseRefundDocument = new TypedDocumentString(`
    mutation ReverseRefund($input: ReverseRequestInput!) {
  reverseRefund(input: $input) {
    refund {
      ...RefundParts
    }
  }
}
    fragment RefundParts on Refund {
  id
  number
  payment
  amount
  currency
  method
  payeeName
  payeeAccount
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<ReverseRefundMutation, ReverseRefundMutationVariables>;
export const RequestWriteOffDocument = new TypedDocumentString(`
    mutation RequestWriteOff($input: RequestWriteOffInput!) {
  requestWriteOff(input: $input) {
    writeOff {
      ...WriteOffParts
    }
  }
}
    fragment WriteOffParts on WriteOff {
  id
  number
  bill
  amount
  currency
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<RequestWriteOffMutation, RequestWriteOffMutationVariables>;
export const DecideWriteOffDocument = new TypedDocumentString(`
    mutation DecideWriteOff($input: DecideRequestInput!) {
  decideWriteOff(input: $input) {
    writeOff {
      ...WriteOffParts
    }
  }
}
    fragment WriteOffParts on WriteOff {
  id
  number
  bill
  amount
  currency
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<DecideWriteOffMutation, DecideWriteOffMutationVariables>;
export const ReverseWriteOffDocument = new TypedDocumentString(`
    mutation ReverseWriteOff($input: ReverseRequestInput!) {
  reverseWriteOff(input: $input) {
    writeOff {
      ...WriteOffParts
    }
  }
}
    fragment WriteOffParts on WriteOff {
  id
  number
  bill
  amount
  currency
  reason
  status
  note
  requestedBy
  decidedBy
  own
  customer {
    code
    name
  }
}`) as unknown as TypedDocumentString<ReverseWriteOffMutation, ReverseWriteOffMutationVariables>;
export const BillToCorrectDocument = new TypedDocumentString(`
    query BillToCorrect($number: String!) {
  bills(filter: {number: $number}, first: 1) {
    nodes {
      id
      number
      status
      currency
      dueDate
      total
      allocated
      credited
      open
      customer {
        code
        name
      }
      charges {
        id
        feeItem
        periodStart
        periodEnd
        quantity
        amount
      }
    }
  }
  creditNotes(filter: {bill: $number}, first: 20) {
    nodes {
      ...NoteParts
    }
  }
}
    fragment NoteParts on CreditNote {
  id
  number
  kind
  status
  reason
  issueDate
  currency
  total
  requestedBy
  decidedBy
  bill {
    id
    number
    customer {
      code
      name
    }
  }
}`) as unknown as TypedDocumentString<BillToCorrectQuery, BillToCorrectQueryVariables>;
export const WaitingWaiversDocument = new TypedDocumentString(`
    query WaitingWaivers {
  creditNotes(filter: {status: REQUESTED}, first: 50) {
    nodes {
      ...NoteParts
    }
  }
}
    fragment NoteParts on CreditNote {
  id
  number
  kind
  status
  reason
  issueDate
  currency
  total
  requestedBy
  decidedBy
  bill {
    id
    number
    customer {
      code
      name
    }
  }
}`) as unknown as TypedDocumentString<WaitingWaiversQuery, WaitingWaiversQueryVariables>;
export const EntriesOfDocumentDocument = new TypedDocumentString(`
    query EntriesOfDocument($id: ID!) {
  journalEntries(sourceId: $id) {
    id
    kind
    postingDate
    description
    transfers {
      id
      debitAccount
      creditAccount
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<EntriesOfDocumentQuery, EntriesOfDocumentQueryVariables>;
export const PaymentToShowDocument = new TypedDocumentString(`
    query PaymentToShow($number: String!) {
  payment(number: $number) {
    id
    number
    channel
    amount
    allocated
    refunded
    currency
  }
}
    `) as unknown as TypedDocumentString<PaymentToShowQuery, PaymentToShowQueryVariables>;
export const ExplainedChargeDocument = new TypedDocumentString(`
    query ExplainedCharge($id: ID!) {
  explainCharge(id: $id) {
    recomputed
    explanation
  }
}
    `) as unknown as TypedDocumentString<ExplainedChargeQuery, ExplainedChargeQueryVariables>;
export const CreditBillDocument = new TypedDocumentString(`
    mutation CreditBill($input: CreditBillInput!) {
  creditBill(input: $input) {
    creditNote {
      ...NoteParts
    }
  }
}
    fragment NoteParts on CreditNote {
  id
  number
  kind
  status
  reason
  issueDate
  currency
  total
  requestedBy
  decidedBy
  bill {
    id
    number
    customer {
      code
      name
    }
  }
}`) as unknown as TypedDocumentString<CreditBillMutation, CreditBillMutationVariables>;
export const RequestWaiverDocument = new TypedDocumentString(`
    mutation RequestWaiver($input: CreditBillInput!) {
  requestWaiver(input: $input) {
    creditNote {
      ...NoteParts
    }
  }
}
    fragment NoteParts on CreditNote {
  id
  number
  kind
  status
  reason
  issueDate
  currency
  total
  requestedBy
  decidedBy
  bill {
    id
    number
    customer {
      code
      name
    }
  }
}`) as unknown as TypedDocumentString<RequestWaiverMutation, RequestWaiverMutationVariables>;
export const ReverseBillDocument = new TypedDocumentString(`
    mutation ReverseBill($input: ReverseBillInput!) {
  reverseBill(input: $input) {
    creditNote {
      ...NoteParts
    }
  }
}
    fragment NoteParts on CreditNote {
  id
  number
  kind
  status
  reason
  issueDate
  currency
  total
  requestedBy
  decidedBy
  bill {
    id
    number
    customer {
      code
      name
    }
  }
}`) as unknown as TypedDocumentString<ReverseBillMutation, ReverseBillMutationVariables>;
export const DecideWaiverDocument = new TypedDocumentString(`
    mutation DecideWaiver($input: DecideWaiverInput!) {
  decideWaiver(input: $input) {
    creditNote {
      ...NoteParts
    }
  }
}
    fragment NoteParts on CreditNote {
  id
  number
  kind
  status
  reason
  issueDate
  currency
  total
  requestedBy
  decidedBy
  bill {
    id
    number
    customer {
      code
      name
    }
  }
}`) as unknown as TypedDocumentString<DecideWaiverMutation, DecideWaiverMutationVariables>;
export const ReverseBillingRunDocument = new TypedDocumentString(`
    mutation ReverseBillingRun($input: ReverseBillingRunInput!) {
  reverseBillingRun(input: $input) {
    run {
      ...RunHead
    }
  }
}
    fragment RunHead on BillingRun {
  id
  number
  scopeKind
  scopeCode
  periodStart
  issueDate
  status
  contentHash
  customerCount
  lineCount
  exceptionCount
  postedCount
  total
  previousTotal
  failure
  approved
  approvedBy
  needsApproval
  createdBy
  secondsLeft
  currency
}`) as unknown as TypedDocumentString<ReverseBillingRunMutation, ReverseBillingRunMutationVariables>;
export const BillDocumentDocument = new TypedDocumentString(`
    query BillDocument($number: String!, $language: Language) {
  billDocument(number: $number, language: $language) {
    fileName
    mediaType
    content
  }
}
    `) as unknown as TypedDocumentString<BillDocumentQuery, BillDocumentQueryVariables>;
export const PaymentReceiptDocument = new TypedDocumentString(`
    query PaymentReceipt($number: String!, $language: Language) {
  paymentReceipt(number: $number, language: $language) {
    fileName
    mediaType
    content
  }
}
    `) as unknown as TypedDocumentString<PaymentReceiptQuery, PaymentReceiptQueryVariables>;
export const StatementDocumentDocument = new TypedDocumentString(`
    query StatementDocument($customer: String!, $from: Date!, $to: Date!) {
  customerStatementDocument(customer: $customer, from: $from, to: $to) {
    fileName
    mediaType
    content
  }
}
    `) as unknown as TypedDocumentString<StatementDocumentQuery, StatementDocumentQueryVariables>;
export const DepositsOfBillDocument = new TypedDocumentString(`
    query DepositsOfBill($bill: String!) {
  deposits(bill: $bill) {
    id
    feeItemName
    held
    currency
  }
}
    `) as unknown as TypedDocumentString<DepositsOfBillQuery, DepositsOfBillQueryVariables>;
export const ReleaseDepositDocument = new TypedDocumentString(`
    mutation ReleaseDeposit($input: ReleaseDepositInput!) {
  releaseDeposit(input: $input) {
    payment {
      number
      amount
      currency
    }
  }
}
    `) as unknown as TypedDocumentString<ReleaseDepositMutation, ReleaseDepositMutationVariables>;
export const VoidPaymentDocument = new TypedDocumentString(`
    mutation VoidPayment($input: VoidPaymentInput!) {
  voidPayment(input: $input) {
    payment {
      number
    }
  }
}
    `) as unknown as TypedDocumentString<VoidPaymentMutation, VoidPaymentMutationVariables>;
export const AllocatePaymentDocument = new TypedDocumentString(`
    mutation AllocatePayment($input: AllocatePaymentInput!) {
  allocatePayment(input: $input) {
    payment {
      number
      allocated
    }
  }
}
    `) as unknown as TypedDocumentString<AllocatePaymentMutation, AllocatePaymentMutationVariables>;
export const CounterCustomerDocument = new TypedDocumentString(`
    query CounterCustomer($code: String!) {
  customers(filter: {code: $code}, first: 1) {
    nodes {
      id
      currency
      balance {
        open
        unallocated
      }
    }
  }
  bills(filter: {customer: $code, openOnly: true}, first: 500) {
    nodes {
      id
      number
      dueDate
      currency
      open
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<CounterCustomerQuery, CounterCustomerQueryVariables>;
export const PackagesOnSaleDocument = new TypedDocumentString(`
    query PackagesOnSale {
  prepaymentPackages {
    code
    name
    price
    bonus
  }
}
    `) as unknown as TypedDocumentString<PackagesOnSaleQuery, PackagesOnSaleQueryVariables>;
export const RecordPaymentDocument = new TypedDocumentString(`
    mutation RecordPayment($input: RecordPaymentInput!) {
  recordPayment(input: $input) {
    payment {
      id
      number
      amount
      allocated
      currency
    }
  }
}
    `) as unknown as TypedDocumentString<RecordPaymentMutation, RecordPaymentMutationVariables>;
export const OpenCounterDayDocument = new TypedDocumentString(`
    query OpenCounterDay($after: String) {
  openCounterDay {
    drawers {
      channel
      currency
      booked
      count
      since
    }
    movements(first: 20, after: $after) {
      nodes {
        amount
        payment {
          id
          number
          channel
          currency
          void
          takenAt
          customer {
            code
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenCounterDayQuery, OpenCounterDayQueryVariables>;
export const DayClosesDocument = new TypedDocumentString(`
    query DayCloses($after: String) {
  dayCloses(first: 10, after: $after) {
    nodes {
      ...CloseParts
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment CloseParts on DayClose {
  id
  number
  cashier
  channel
  currency
  booked
  counted
  difference
  explanation
  closedOn
  reverses
  reversedBy
  paymentCount
}`) as unknown as TypedDocumentString<DayClosesQuery, DayClosesQueryVariables>;
export const CloseCounterDayDocument = new TypedDocumentString(`
    mutation CloseCounterDay($input: CloseCounterDayInput!) {
  closeCounterDay(input: $input) {
    dayClose {
      ...CloseParts
    }
  }
}
    fragment CloseParts on DayClose {
  id
  number
  cashier
  channel
  currency
  booked
  counted
  difference
  explanation
  closedOn
  reverses
  reversedBy
  paymentCount
}`) as unknown as TypedDocumentString<CloseCounterDayMutation, CloseCounterDayMutationVariables>;
export const ReverseDayCloseDocument = new TypedDocumentString(`
    mutation ReverseDayClose($input: ReverseDayCloseInput!) {
  reverseDayClose(input: $input) {
    dayClose {
      ...CloseParts
    }
  }
}
    fragment CloseParts on DayClose {
  id
  number
  cashier
  channel
  currency
  booked
  counted
  difference
  explanation
  closedOn
  reverses
  reversedBy
  paymentCount
}`) as unknown as TypedDocumentString<ReverseDayCloseMutation, ReverseDayCloseMutationVariables>;
export const CustomerToShowDocument = new TypedDocumentString(`
    query CustomerToShow($code: String!, $phone: Boolean!) {
  customers(filter: {code: $code}, first: 1) {
    nodes {
      id
      code
      name
      kind
      customerGroup
      currency
      phone @include(if: $phone)
    }
  }
  premises(filter: {customer: $code}, first: 50) {
    nodes {
      id
      code
      name
      kind
      area
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerToShowQuery, CustomerToShowQueryVariables>;
export const CustomerAccountDocument = new TypedDocumentString(`
    query CustomerAccount($code: String!) {
  customers(filter: {code: $code}, first: 1) {
    nodes {
      id
      balance {
        open
        overdue
        unallocated
      }
    }
  }
  bills(filter: {customer: $code, openOnly: true}, first: 20) {
    nodes {
      id
      number
      dueDate
      total
      open
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<CustomerAccountQuery, CustomerAccountQueryVariables>;
export const StatementProfilesDocument = new TypedDocumentString(`
    query StatementProfiles($archived: Boolean!) {
  statementProfiles(archived: $archived) {
    ...ProfileParts
  }
}
    fragment ProfileParts on StatementProfile {
  id
  name
  label
  headings
  columns {
    kind
    column
  }
  inWords
  outWords
  inverted
  dates
  decimal
  currency
  leaveOut
  archived
  version
}`) as unknown as TypedDocumentString<StatementProfilesQuery, StatementProfilesQueryVariables>;
export const PreviewStatementDocument = new TypedDocumentString(`
    query PreviewStatement($input: PreviewStatementInput!) {
  previewStatement(input: $input) {
    encoding
    separator
    rows {
      line
      cells
    }
    headingLine
    columns {
      name
      heading
      kind
    }
    profile
    table {
      ...ProfileParts
    }
    result {
      format
      lines {
        line
        bookedOn
        direction
        amount
        currency
        partyName
        partyAccount
        reference
        text
      }
      count
      countIn
      sumIn
      sumOut
      account
      opening
      closing
      ties
      warnings {
        ...NoticeParts
      }
    }
    problem {
      code
      message
      field
      line
      params
    }
  }
}
    fragment ProfileParts on StatementProfile {
  id
  name
  label
  headings
  columns {
    kind
    column
  }
  inWords
  outWords
  inverted
  dates
  decimal
  currency
  leaveOut
  archived
  version
}
fragment NoticeParts on StatementWarning {
  name
  params
  message
  line
  file
}`) as unknown as TypedDocumentString<PreviewStatementQuery, PreviewStatementQueryVariables>;
export const SaveStatementProfileDocument = new TypedDocumentString(`
    mutation SaveStatementProfile($input: SaveStatementProfileInput!) {
  saveStatementProfile(input: $input) {
    profile {
      ...ProfileParts
    }
  }
}
    fragment ProfileParts on StatementProfile {
  id
  name
  label
  headings
  columns {
    kind
    column
  }
  inWords
  outWords
  inverted
  dates
  decimal
  currency
  leaveOut
  archived
  version
}`) as unknown as TypedDocumentString<SaveStatementProfileMutation, SaveStatementProfileMutationVariables>;
export const ArchiveStatementProfileDocument = new TypedDocumentString(`
    mutation ArchiveStatementProfile($input: ArchiveStatementProfileInput!) {
  archiveStatementProfile(input: $input) {
    profile {
      ...ProfileParts
    }
  }
}
    fragment ProfileParts on StatementProfile {
  id
  name
  label
  headings
  columns {
    kind
    column
  }
  inWords
  outWords
  inverted
  dates
  decimal
  currency
  leaveOut
  archived
  version
}`) as unknown as TypedDocumentString<ArchiveStatementProfileMutation, ArchiveStatementProfileMutationVariables>;
export const StatementsDocument = new TypedDocumentString(`
    query Statements($first: Int!, $ids: [ID!]) {
  statements(first: $first, ids: $ids) {
    ...StatementParts
  }
}
    fragment NoticeParts on StatementWarning {
  name
  params
  message
  line
  file
}
fragment StatementParts on Statement {
  id
  number
  bankAccount {
    code
    name
    channel
  }
  format
  encoding
  fileName
  opening
  closing
  ties
  lineCount
  newLineCount
  matchedCount
  suggestedCount
  unmatchedCount
  importedAt
  profile
  notices {
    ...NoticeParts
  }
}`) as unknown as TypedDocumentString<StatementsQuery, StatementsQueryVariables>;
export const BankAccountsDocument = new TypedDocumentString(`
    query BankAccounts {
  bankAccounts {
    id
    code
    name
    channel
    accountNumber
    currency
  }
}
    `) as unknown as TypedDocumentString<BankAccountsQuery, BankAccountsQueryVariables>;
export const StatementLinesDocument = new TypedDocumentString(`
    query StatementLines($filter: StatementLineFilter, $after: String) {
  statementLines(filter: $filter, first: 50, after: $after) {
    nodes {
      ...LineParts
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}
fragment LineParts on StatementLine {
  id
  bookedOn
  direction
  amount
  currency
  payerName
  payerAccount
  reference
  text
  kind
  status
  comment
  booking {
    ...BookingParts
  }
  suggestedBooking {
    ...BookingParts
  }
  match {
    ...MatchParts
  }
  candidates {
    ...MatchParts
  }
}`) as unknown as TypedDocumentString<StatementLinesQuery, StatementLinesQueryVariables>;
export const BillByNumberDocument = new TypedDocumentString(`
    query BillByNumber($number: String!) {
  bills(filter: {number: $number}, first: 1) {
    nodes {
      number
      periodStart
      dueDate
      open
      total
      currency
      customer {
        code
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BillByNumberQuery, BillByNumberQueryVariables>;
export const OpenBillsDocument = new TypedDocumentString(`
    query OpenBills($customer: String!) {
  bills(filter: {customer: $customer, openOnly: true}, first: 60) {
    nodes {
      number
      periodStart
      dueDate
      open
      total
      currency
      customer {
        code
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenBillsQuery, OpenBillsQueryVariables>;
export const ImportStatementDocument = new TypedDocumentString(`
    mutation ImportStatement($input: ImportStatementInput!) {
  importStatement(input: $input) {
    statements {
      ...StatementParts
    }
    knownLines
  }
}
    fragment NoticeParts on StatementWarning {
  name
  params
  message
  line
  file
}
fragment StatementParts on Statement {
  id
  number
  bankAccount {
    code
    name
    channel
  }
  format
  encoding
  fileName
  opening
  closing
  ties
  lineCount
  newLineCount
  matchedCount
  suggestedCount
  unmatchedCount
  importedAt
  profile
  notices {
    ...NoticeParts
  }
}`) as unknown as TypedDocumentString<ImportStatementMutation, ImportStatementMutationVariables>;
export const MatchLineDocument = new TypedDocumentString(`
    mutation MatchLine($input: MatchLineInput!) {
  matchLine(input: $input) {
    line {
      ...LineParts
    }
  }
}
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}
fragment LineParts on StatementLine {
  id
  bookedOn
  direction
  amount
  currency
  payerName
  payerAccount
  reference
  text
  kind
  status
  comment
  booking {
    ...BookingParts
  }
  suggestedBooking {
    ...BookingParts
  }
  match {
    ...MatchParts
  }
  candidates {
    ...MatchParts
  }
}`) as unknown as TypedDocumentString<MatchLineMutation, MatchLineMutationVariables>;
export const MatchLinesTogetherDocument = new TypedDocumentString(`
    mutation MatchLinesTogether($input: MatchLinesTogetherInput!) {
  matchLinesTogether(input: $input) {
    lines {
      ...LineParts
    }
  }
}
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}
fragment LineParts on StatementLine {
  id
  bookedOn
  direction
  amount
  currency
  payerName
  payerAccount
  reference
  text
  kind
  status
  comment
  booking {
    ...BookingParts
  }
  suggestedBooking {
    ...BookingParts
  }
  match {
    ...MatchParts
  }
  candidates {
    ...MatchParts
  }
}`) as unknown as TypedDocumentString<MatchLinesTogetherMutation, MatchLinesTogetherMutationVariables>;
export const MatchAgainDocument = new TypedDocumentString(`
    mutation MatchAgain($input: MatchAgainInput!) {
  matchAgain(input: $input) {
    matched
  }
}
    `) as unknown as TypedDocumentString<MatchAgainMutation, MatchAgainMutationVariables>;
export const BookLineDocument = new TypedDocumentString(`
    mutation BookLine($input: BookLineInput!) {
  bookLine(input: $input) {
    line {
      ...LineParts
    }
  }
}
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}
fragment LineParts on StatementLine {
  id
  bookedOn
  direction
  amount
  currency
  payerName
  payerAccount
  reference
  text
  kind
  status
  comment
  booking {
    ...BookingParts
  }
  suggestedBooking {
    ...BookingParts
  }
  match {
    ...MatchParts
  }
  candidates {
    ...MatchParts
  }
}`) as unknown as TypedDocumentString<BookLineMutation, BookLineMutationVariables>;
export const UnmatchLineDocument = new TypedDocumentString(`
    mutation UnmatchLine($input: UnmatchLineInput!) {
  unmatchLine(input: $input) {
    line {
      ...LineParts
    }
  }
}
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}
fragment LineParts on StatementLine {
  id
  bookedOn
  direction
  amount
  currency
  payerName
  payerAccount
  reference
  text
  kind
  status
  comment
  booking {
    ...BookingParts
  }
  suggestedBooking {
    ...BookingParts
  }
  match {
    ...MatchParts
  }
  candidates {
    ...MatchParts
  }
}`) as unknown as TypedDocumentString<UnmatchLineMutation, UnmatchLineMutationVariables>;
export const RejectSuggestionDocument = new TypedDocumentString(`
    mutation RejectSuggestion($input: RejectSuggestionInput!) {
  rejectSuggestion(input: $input) {
    line {
      ...LineParts
    }
  }
}
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}
fragment LineParts on StatementLine {
  id
  bookedOn
  direction
  amount
  currency
  payerName
  payerAccount
  reference
  text
  kind
  status
  comment
  booking {
    ...BookingParts
  }
  suggestedBooking {
    ...BookingParts
  }
  match {
    ...MatchParts
  }
  candidates {
    ...MatchParts
  }
}`) as unknown as TypedDocumentString<RejectSuggestionMutation, RejectSuggestionMutationVariables>;
export const CommentLineDocument = new TypedDocumentString(`
    mutation CommentLine($input: CommentLineInput!) {
  commentLine(input: $input) {
    line {
      ...LineParts
    }
  }
}
    fragment MatchParts on Match {
  id
  rule
  score
  reason
  state
  ruleName
  difference
  confirmed
  customer {
    code
    name
  }
  together {
    id
    bookedOn
    amount
  }
  bills {
    number
    periodStart
    dueDate
    open
    total
    currency
  }
}
fragment BookingParts on LineBooking {
  id
  kind
  reason
  trades
  account
  channelAccount
  ruleName
}
fragment LineParts on StatementLine {
  id
  bookedOn
  direction
  amount
  currency
  payerName
  payerAccount
  reference
  text
  kind
  status
  comment
  booking {
    ...BookingParts
  }
  suggestedBooking {
    ...BookingParts
  }
  match {
    ...MatchParts
  }
  candidates {
    ...MatchParts
  }
}`) as unknown as TypedDocumentString<CommentLineMutation, CommentLineMutationVariables>;
export const MatchingRulesDocument = new TypedDocumentString(`
    query MatchingRules {
  matchingRules {
    ...RuleParts
  }
}
    fragment RuleParts on MatchingRule {
  id
  name
  enabled
  action
  conditions {
    direction
    accounts
    channels
    amountFrom
    amountTo
    words
    pattern
    payers
    bookedFrom
    bookedTo
  }
  tolerance
  automatic
  threshold
  account
  channelAccount
  statistics {
    applied
    confirmed
    waiting
    rejected
  }
  version
}`) as unknown as TypedDocumentString<MatchingRulesQuery, MatchingRulesQueryVariables>;
export const BookableAccountsDocument = new TypedDocumentString(`
    query BookableAccounts {
  bookableAccounts {
    code
    nameZh
    nameEn
    currency
  }
}
    `) as unknown as TypedDocumentString<BookableAccountsQuery, BookableAccountsQueryVariables>;
export const TryMatchingRuleDocument = new TypedDocumentString(`
    query TryMatchingRule($input: TryMatchingRuleInput!) {
  tryMatchingRule(input: $input) {
    lines
    cut
    holds
    agrees
    agreesWithPeople
    disagrees
    disagreesWithPeople
    fresh
    suggests
    holdsBack
    examples {
      lineId
      bookedOn
      direction
      amount
      payerName
      said
      verdict
      was {
        ...OutcomeParts
      }
      would {
        ...OutcomeParts
      }
    }
  }
}
    fragment OutcomeParts on TrialOutcome {
  state
  bills
  customer
  booking
  byPerson
  reason
}`) as unknown as TypedDocumentString<TryMatchingRuleQuery, TryMatchingRuleQueryVariables>;
export const SaveMatchingRuleDocument = new TypedDocumentString(`
    mutation SaveMatchingRule($input: SaveMatchingRuleInput!) {
  saveMatchingRule(input: $input) {
    id
    rules {
      ...RuleParts
    }
  }
}
    fragment RuleParts on MatchingRule {
  id
  name
  enabled
  action
  conditions {
    direction
    accounts
    channels
    amountFrom
    amountTo
    words
    pattern
    payers
    bookedFrom
    bookedTo
  }
  tolerance
  automatic
  threshold
  account
  channelAccount
  statistics {
    applied
    confirmed
    waiting
    rejected
  }
  version
}`) as unknown as TypedDocumentString<SaveMatchingRuleMutation, SaveMatchingRuleMutationVariables>;
export const RemoveMatchingRuleDocument = new TypedDocumentString(`
    mutation RemoveMatchingRule($input: RemoveMatchingRuleInput!) {
  removeMatchingRule(input: $input) {
    rules {
      ...RuleParts
    }
  }
}
    fragment RuleParts on MatchingRule {
  id
  name
  enabled
  action
  conditions {
    direction
    accounts
    channels
    amountFrom
    amountTo
    words
    pattern
    payers
    bookedFrom
    bookedTo
  }
  tolerance
  automatic
  threshold
  account
  channelAccount
  statistics {
    applied
    confirmed
    waiting
    rejected
  }
  version
}`) as unknown as TypedDocumentString<RemoveMatchingRuleMutation, RemoveMatchingRuleMutationVariables>;
export const OrderMatchingRulesDocument = new TypedDocumentString(`
    mutation OrderMatchingRules($input: OrderMatchingRulesInput!) {
  orderMatchingRules(input: $input) {
    rules {
      ...RuleParts
    }
  }
}
    fragment RuleParts on MatchingRule {
  id
  name
  enabled
  action
  conditions {
    direction
    accounts
    channels
    amountFrom
    amountTo
    words
    pattern
    payers
    bookedFrom
    bookedTo
  }
  tolerance
  automatic
  threshold
  account
  channelAccount
  statistics {
    applied
    confirmed
    waiting
    rejected
  }
  version
}`) as unknown as TypedDocumentString<OrderMatchingRulesMutation, OrderMatchingRulesMutationVariables>;
export const KpisDocument = new TypedDocumentString(`
    query Kpis($input: KpiInput!) {
  kpis(input: $input) {
    month
    feeItem
    nameZh
    nameEn
    currency
    due
    collected
    open
    overdue
    collectionRate
  }
}
    `) as unknown as TypedDocumentString<KpisQuery, KpisQueryVariables>;
export const SchedulesDocument = new TypedDocumentString(`
    query Schedules {
  schedules {
    ...ScheduleParts
  }
  scheduledJobs(statuses: [FAILED, GIVEN_UP, WAITING, RUNNING], first: 50) {
    ...JobParts
  }
  skipped: scheduledJobs(statuses: [SKIPPED], first: 20) {
    ...JobParts
  }
}
    fragment JobParts on ScheduledJob {
  id
  schedule
  scheduleName
  dueAt
  action
  status
  errorCode
  errorMessage
  result
  finishedAt
}
fragment ScheduleParts on Schedule {
  id
  code
  name
  kind
  time
  weekdays
  monthDay
  cron
  timeZone
  action
  arguments
  catchUp
  enabled
  nextRunAt
  version
  lastJob {
    ...JobParts
  }
}`) as unknown as TypedDocumentString<SchedulesQuery, SchedulesQueryVariables>;
export const SaveScheduleDocument = new TypedDocumentString(`
    mutation SaveSchedule($input: SaveScheduleInput!) {
  saveSchedule(input: $input) {
    schedule {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SaveScheduleMutation, SaveScheduleMutationVariables>;
export const RemoveScheduleDocument = new TypedDocumentString(`
    mutation RemoveSchedule($input: RemoveScheduleInput!) {
  removeSchedule(input: $input) {
    code
  }
}
    `) as unknown as TypedDocumentString<RemoveScheduleMutation, RemoveScheduleMutationVariables>;
export const RunScheduleNowDocument = new TypedDocumentString(`
    mutation RunScheduleNow($input: RunScheduleNowInput!) {
  runScheduleNow(input: $input) {
    job {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RunScheduleNowMutation, RunScheduleNowMutationVariables>;
export const RerunJobDocument = new TypedDocumentString(`
    mutation RerunJob($input: RerunJobInput!) {
  rerunJob(input: $input) {
    job {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RerunJobMutation, RerunJobMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    ...ViewerParts
  }
}
    fragment ViewerParts on Viewer {
  operator {
    id
    login
    name
    roles
    language
  }
  tenant {
    id
    code
    name
    currency
    timeZone
    today
    paymentDays
    matchThreshold
    postingNeedsApproval
  }
  datasets {
    dataset
    readable
    hiddenColumns
    mayAddRows
    editableColumns
    reason
  }
}`) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    token
    expiresAt
    viewer {
      ...ViewerParts
    }
  }
}
    fragment ViewerParts on Viewer {
  operator {
    id
    login
    name
    roles
    language
  }
  tenant {
    id
    code
    name
    currency
    timeZone
    today
    paymentDays
    matchThreshold
    postingNeedsApproval
  }
  datasets {
    dataset
    readable
    hiddenColumns
    mayAddRows
    editableColumns
    reason
  }
}`) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const ChangeTenantSettingsDocument = new TypedDocumentString(`
    mutation ChangeTenantSettings($input: ChangeTenantSettingsInput!) {
  changeTenantSettings(input: $input) {
    viewer {
      ...ViewerParts
    }
  }
}
    fragment ViewerParts on Viewer {
  operator {
    id
    login
    name
    roles
    language
  }
  tenant {
    id
    code
    name
    currency
    timeZone
    today
    paymentDays
    matchThreshold
    postingNeedsApproval
  }
  datasets {
    dataset
    readable
    hiddenColumns
    mayAddRows
    editableColumns
    reason
  }
}`) as unknown as TypedDocumentString<ChangeTenantSettingsMutation, ChangeTenantSettingsMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const RowsDocument = new TypedDocumentString(`
    query Rows($input: RowsInput!) {
  rows(input: $input) {
    rows {
      id
      version
      archived
      cells
    }
    cursor
    endCursor
    hasMore
    asOf
  }
}
    `) as unknown as TypedDocumentString<RowsQuery, RowsQueryVariables>;
export const PublishDocument = new TypedDocumentString(`
    mutation Publish($input: PublishInput!) {
  publish(input: $input) {
    results {
      index
      status
      row {
        id
        version
        archived
        cells
      }
      errors {
        field
        code
        message
      }
    }
    cursor
  }
}
    `) as unknown as TypedDocumentString<PublishMutation, PublishMutationVariables>;
export const LastChangeDocument = new TypedDocumentString(`
    query LastChange($rowId: ID!) {
  history(rowId: $rowId, first: 1) {
    at
    operator
  }
}
    `) as unknown as TypedDocumentString<LastChangeQuery, LastChangeQueryVariables>;
export const RowHistoryDocument = new TypedDocumentString(`
    query RowHistory($rowId: ID!) {
  history(rowId: $rowId, first: 50) {
    id
    at
    operator
    kind
    before
    after
  }
}
    `) as unknown as TypedDocumentString<RowHistoryQuery, RowHistoryQueryVariables>;