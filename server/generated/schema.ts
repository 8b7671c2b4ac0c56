import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { BillView } from '../billing/bills.ts';
import type { Run } from '../billing/runs.ts';
import type { CounterDayView, MovementView, DayCloseView } from '../payments/counter/views.ts';
import type { CreditNoteView } from '../payments/credits/views.ts';
import type { CustomerStatementView } from '../payments/customer-statement.ts';
import type { FeeItemView } from '../catalog/views.ts';
import type { BookingView, MatchView, StatementView, LineView } from '../reconciliation/views.ts';
import type { RuleView } from '../reconciliation/rules/views.ts';
import type { MeterView } from '../metering/views.ts';
import type { PaymentView } from '../payments/views.ts';
import type { RefundView, WriteOffView } from '../payments/approvals/views.ts';
import type { RefusedRow } from '../metering/import-readings.ts';
import type { UsageAnswers } from '../metering/record-usage.ts';
import type { ScheduleView, JobView } from '../schedules/views.ts';
import type { ProfileView } from '../reconciliation/profiles/views.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * The cells of a row: an object of column name to text, or null for an empty cell. It never fails coercion as a whole;
   * each cell is parsed by its row's rules, so one bad cell costs one row.
   */
  Cells: { input: Record<string, string | null>; output: Record<string, string | null>; }
  /** A business date `YYYY-MM-DD` in the tenant's time zone. */
  Date: { input: string; output: string; }
  /** A moment in UTC, ISO 8601. */
  DateTime: { input: string; output: string; }
  /** An exact decimal as a string, such as "2.85"; never a float. Numbers are accepted on input and read exactly as written. */
  Decimal: { input: string; output: string; }
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown; }
  /** A month `YYYY-MM`. */
  Month: { input: string; output: string; }
};

/** A flagged reading to accept. */
export type AcceptReadingInput = {
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** UUID of the reading. */
  readingId: Scalars['ID']['input'];
  /** Why it is right. */
  reason: Scalars['String']['input'];
};

/** An accepted reading. */
export type AcceptReadingPayload = {
  __typename?: 'AcceptReadingPayload';
  /** UUID of the reading. */
  readingId: Scalars['ID']['output'];
};

/** Balance of one account. */
export type AccountBalance = {
  __typename?: 'AccountBalance';
  /** Code of the account. */
  code: Scalars['String']['output'];
  /** Sum of credits. */
  credit: Scalars['Decimal']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Sum of debits. */
  debit: Scalars['Decimal']['output'];
  /** ASSET, LIABILITY, EQUITY, INCOME or EXPENSE. */
  kind: Scalars['String']['output'];
  /** English name. */
  nameEn: Scalars['String']['output'];
  /** Chinese name. */
  nameZh: Scalars['String']['output'];
};

/** One month of the books. */
export type AccountingPeriod = {
  __typename?: 'AccountingPeriod';
  /** When it was closed. */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Name of who closed it. */
  closedBy?: Maybe<Scalars['String']['output']>;
  /** Journal entries in it. */
  entryCount: Scalars['Int']['output'];
  /** The month. */
  month: Scalars['Month']['output'];
  /** OPEN or CLOSED. */
  status: Scalars['String']['output'];
};

/** A month after a change. */
export type AccountingPeriodPayload = {
  __typename?: 'AccountingPeriodPayload';
  /** The month. */
  period?: Maybe<AccountingPeriod>;
};

/** Waiting money to put to bills. */
export type AllocatePaymentInput = {
  /** Numbers of the bills it pays, in order; empty: oldest open bills first. */
  bills?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Number of the payment. */
  payment: Scalars['String']['input'];
};

/** What to approve. */
export type ApproveBillingRunInput = {
  /** Hash of the preview that was looked at. */
  contentHash: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** UUID of the run. */
  runId: Scalars['ID']['input'];
};

/** A profile to put away, or to use again. */
export type ArchiveStatementProfileInput = {
  /** Whether to put it away. */
  archived?: Scalars['Boolean']['input'];
  /** UUID of the profile. */
  id: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** Who did what to a row, when, before and after. */
export type AuditEvent = {
  __typename?: 'AuditEvent';
  /** What was done, such as `publish.FEE_ITEMS`. */
  action: Scalars['String']['output'];
  /** After. */
  after?: Maybe<Scalars['JSON']['output']>;
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Before. */
  before?: Maybe<Scalars['JSON']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** CREATED, CHANGED or ARCHIVED for rows; the step for documents. */
  kind: Scalars['String']['output'];
  /** Name of the operator; null for the product itself. */
  operator?: Maybe<Scalars['String']['output']>;
};

/** An account of ours at a bank or channel. */
export type BankAccount = {
  __typename?: 'BankAccount';
  /** As files name it. */
  accountNumber: Scalars['String']['output'];
  /** BANK, WECHAT, ALIPAY, STRIPE, UNIONPAY, PAYPAL or ADYEN. */
  channel: Scalars['String']['output'];
  /** Code, unique in the tenant. */
  code: Scalars['String']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Name. */
  name: Scalars['String']['output'];
};

/** What a customer owes from a run. */
export type Bill = {
  __typename?: 'Bill';
  /** Paid so far. */
  allocated: Scalars['Decimal']['output'];
  /** Its lines. */
  charges: Array<Charge>;
  /** Taken back by credit notes so far. */
  credited: Scalars['Decimal']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Who owes it. */
  customer: Customer;
  /** Due date. */
  dueDate: Scalars['Date']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Issue date. */
  issueDate: Scalars['Date']['output'];
  /** Number, gapless in the tenant. */
  number: Scalars['String']['output'];
  /** Not yet paid. */
  open: Scalars['Decimal']['output'];
  /** First day after it. */
  periodEnd: Scalars['Date']['output'];
  /** First day of the month billed. */
  periodStart: Scalars['Date']['output'];
  /** LIVE or VOID. */
  status: Scalars['String']['output'];
  /** Tax in it. */
  taxTotal: Scalars['Decimal']['output'];
  /** Sum of its charges, tax included. */
  total: Scalars['Decimal']['output'];
};

/** A page of bills. */
export type BillConnection = {
  __typename?: 'BillConnection';
  /** The bills, by number. */
  nodes: Array<Bill>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Which bills to list. */
export type BillFilter = {
  /** Only of this customer (code). */
  customer?: InputMaybe<Scalars['String']['input']>;
  /** Only those of this month. */
  month?: InputMaybe<Scalars['Month']['input']>;
  /** Only this number. */
  number?: InputMaybe<Scalars['String']['input']>;
  /** Only those not fully paid. */
  openOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How often a fee item is billed. */
export type BillingCycle =
  /** Each day. */
  | 'DAILY'
  /** Each six months. */
  | 'HALF_YEARLY'
  /** Each month. */
  | 'MONTHLY'
  /** Once. */
  | 'ONE_OFF'
  /** Each three months. */
  | 'QUARTERLY'
  /** Each week. */
  | 'WEEKLY'
  /** Each year. */
  | 'YEARLY';

/** One pass that bills the cycles due in a scope, up to the end of a month. */
export type BillingRun = {
  __typename?: 'BillingRun';
  /** Whether somebody other than who made it approved what it holds now. */
  approved: Scalars['Boolean']['output'];
  /** Name of who approved it; null for nobody. */
  approvedBy?: Maybe<Scalars['String']['output']>;
  /** How its cycles stand beside those before, of the tenant's currency; asked of a previewed run. */
  comparison: RunComparison;
  /** Hash of the previewed content; posting must name it. */
  contentHash?: Maybe<Scalars['String']['output']>;
  /** UUID of the operator who made it; null for a schedule. */
  createdBy?: Maybe<Scalars['ID']['output']>;
  /** Currency of the sums. */
  currency: Scalars['String']['output'];
  /** Customers with charges. */
  customerCount: Scalars['Int']['output'];
  /** Cycles that could not be priced; they are not billed. */
  exceptionCount: Scalars['Int']['output'];
  /** Exceptions, by customer. */
  exceptions: Array<RunException>;
  /** Why the run is paused or was cancelled, as a stable code; null where a person did it. */
  failure?: Maybe<Scalars['String']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Issue date of its bills. */
  issueDate: Scalars['Date']['output'];
  /** Charges computed. */
  lineCount: Scalars['Int']['output'];
  /** A customer's bill of less than this waits for a later run. */
  minimum: Scalars['Decimal']['output'];
  /** Whether it must be approved before it can be posted. */
  needsApproval: Scalars['Boolean']['output'];
  /** Number, such as `R-000012`. */
  number: Scalars['String']['output'];
  /** First day after the month billed; cycles due before it are billed, earlier missed ones too. */
  periodEnd: Scalars['Date']['output'];
  /** First day of the month billed. */
  periodStart: Scalars['Date']['output'];
  /** Bills written so far. */
  postedCount: Scalars['Int']['output'];
  /** Sum of the same bindings' charges in the cycle before. */
  previousTotal: Scalars['Decimal']['output'];
  /** Codes or names of what is billed, as people read them; null for ALL. */
  scopeCode?: Maybe<Scalars['String']['output']>;
  /** Kind of scope. */
  scopeKind: RunScopeKind;
  /** About how many seconds posting still takes; null while that is not known. */
  secondsLeft?: Maybe<Scalars['Int']['output']>;
  /** Where it stands. */
  status: RunStatus;
  /** Sum of the charges, tax included. */
  total: Scalars['Decimal']['output'];
  /** Totals by fee item, largest first. */
  totals: Array<RunTotal>;
  /** Lines that will be billed and deserve a look, largest change first. */
  warnings: Array<RunWarning>;
};


/** One pass that bills the cycles due in a scope, up to the end of a month. */
export type BillingRunExceptionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** One pass that bills the cycles due in a scope, up to the end of a month. */
export type BillingRunWarningsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  percent?: InputMaybe<Scalars['Int']['input']>;
};

/** A billing run after a change. */
export type BillingRunPayload = {
  __typename?: 'BillingRunPayload';
  /** The run. */
  run: BillingRun;
};

/** Whether a cycle is billed at its start or at its end. */
export type BillingTiming =
  /** At its start. */
  | 'ADVANCE'
  /** At its end. */
  | 'ARREARS';

/** One fee item to bind. */
export type BindFeeItem = {
  /** Code of the new binding; made of fee item and premise (or customer) where it is left out. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Code of the fee item. */
  feeItem: Scalars['String']['input'];
  /** Code of the meter of METER. */
  meter?: InputMaybe<Scalars['String']['input']>;
  /** The quantity of FIXED; 1 where it is left out. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** Where its quantity comes from: FIXED, AREA or METER. */
  quantitySource?: Scalars['String']['input'];
};

/** Fee items to bind together. */
export type BindFeeItemsInput = {
  /** Number of the contract. */
  contract?: InputMaybe<Scalars['String']['input']>;
  /** Code of the customer. */
  customer: Scalars['String']['input'];
  /** First day that is not charged any more; null: no end. */
  endDate?: InputMaybe<Scalars['Date']['input']>;
  /** What to bind, at most 100. */
  feeItems: Array<BindFeeItem>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Who pays: CUSTOMER, or OCCUPANT for whoever pays for the premise on each day. */
  payer?: Scalars['String']['input'];
  /** Code of the premise that is charged for. */
  premise?: InputMaybe<Scalars['String']['input']>;
  /** First day that is charged. */
  startDate: Scalars['Date']['input'];
};

/** What became of fee items that were bound together. */
export type BindFeeItemsPayload = {
  __typename?: 'BindFeeItemsPayload';
  /** Whether all are bound. If not, none is. */
  bound: Scalars['Boolean']['output'];
  /** One per fee item, in the order of the input: the binding, or what is wrong with it. */
  results: Array<RowResult>;
};

/** What a line is that pays no bill. */
export type BookLineInput = {
  /** Code of the ledger account; for ACCOUNT. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** Code of the channel's account that paid out; for PAYOUT. */
  channelAccount?: InputMaybe<Scalars['String']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** What it is. */
  kind: LineBookingKind;
  /** The statement line. */
  lineId: Scalars['ID']['input'];
  /** Number of the payment; for REFUND without one that was approved, and for BOUNCE where it cannot be found by amount and payer. */
  payment?: InputMaybe<Scalars['String']['input']>;
  /** Number of the approved refund that the line pays; for REFUND. */
  refund?: InputMaybe<Scalars['String']['input']>;
};

/** A ledger account that lines may be booked to. */
export type BookableAccount = {
  __typename?: 'BookableAccount';
  /** Code. */
  code: Scalars['String']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** English name. */
  nameEn: Scalars['String']['output'];
  /** Chinese name. */
  nameZh: Scalars['String']['output'];
};

/** A run to end. */
export type CancelBillingRunInput = {
  /** The run. */
  runId: Scalars['ID']['input'];
};

/** A subscription that ends. */
export type CancelSubscriptionInput = {
  /** Code of the binding. */
  binding: Scalars['String']['input'];
  /** Whether billed days that are not used are given back. */
  credit?: Scalars['Boolean']['input'];
  /** Show what would be charged; nothing is written. */
  dryRun?: Scalars['Boolean']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** First day without it; null: when what is billed (or the current cycle, or the trial) ends. */
  on?: InputMaybe<Scalars['Date']['input']>;
  /** Why, for the trail. */
  reason?: Scalars['String']['input'];
};

/** What happens to times that passed while no server ran. */
export type CatchUp =
  /** Every one is caught up, the oldest first. */
  | 'ALL'
  /** The last one is caught up; the others are listed as skipped. */
  | 'LATEST';

/** Another plan, another quantity, or both, from a day on. */
export type ChangeSubscriptionInput = {
  /** Code of the binding. */
  binding: Scalars['String']['input'];
  /** Show what would be charged; nothing is written. */
  dryRun?: Scalars['Boolean']['input'];
  /** Code of the new plan; null: the same. */
  feeItem?: InputMaybe<Scalars['String']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** First day of what is new; it may lie in the cycle that was billed last. */
  on: Scalars['Date']['input'];
  /** New quantity; null: the same. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
};

/** Settings of the tenant; what is left out stays as it is. */
export type ChangeTenantSettingsInput = {
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Score from which on a match is applied by itself: 50 to 100. */
  matchThreshold?: InputMaybe<Scalars['Int']['input']>;
  /** Days within which a bill is to be paid: 0 to 365. */
  paymentDays?: InputMaybe<Scalars['Int']['input']>;
  /** Whether somebody other than who made a billing run approves it before it is posted. */
  postingNeedsApproval?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Settings after a change. */
export type ChangeTenantSettingsPayload = {
  __typename?: 'ChangeTenantSettingsPayload';
  /** Who is signed in, with the tenant as it is now. */
  viewer: Viewer;
};

/** One line of a bill. */
export type Charge = {
  __typename?: 'Charge';
  /** To pay, tax included. */
  amount: Scalars['Decimal']['output'];
  /** Discount. */
  discount: Scalars['Decimal']['output'];
  /** Code of the fee item. */
  feeItem: Scalars['String']['output'];
  /** Before discount, tax included. */
  gross: Scalars['Decimal']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Without tax. */
  net: Scalars['Decimal']['output'];
  /** First day no longer charged for. */
  periodEnd: Scalars['Date']['output'];
  /** First day charged for. */
  periodStart: Scalars['Date']['output'];
  /** Quantity. */
  quantity: Scalars['Decimal']['output'];
  /** Tax. */
  tax: Scalars['Decimal']['output'];
};

/** How a charge came about. */
export type ChargeExplanation = {
  __typename?: 'ChargeExplanation';
  /** The charge. */
  charge: Charge;
  /** Inputs, price version, tiers, discount, rounding. */
  explanation: Scalars['JSON']['output'];
  /** The amount computed anew from the explanation; equals the charge's amount. */
  recomputed: Scalars['Decimal']['output'];
};

/** A month to close. */
export type CloseAccountingPeriodInput = {
  /** Checks that were looked at and are let be. */
  acknowledged: Array<ClosingCheckCode>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The month. */
  month: Scalars['Month']['input'];
};

/** A drawer to close. */
export type CloseCounterDayInput = {
  /** What was seen as booked; the close is refused where that has changed since. */
  booked?: InputMaybe<Scalars['Decimal']['input']>;
  /** Which: CASH, POS or CHEQUE. */
  channel: PaymentChannel;
  /** What was counted; zero or more, unless more was given back than taken. */
  counted: Scalars['Decimal']['input'];
  /** ISO 4217 code; default the tenant's currency. */
  currency?: InputMaybe<Scalars['String']['input']>;
  /** Notes and coins; they must come to what was counted. Empty: counted in one sum. */
  denominations?: InputMaybe<Array<CountedPiecesInput>>;
  /** Why counted and booked differ; needed where they do. */
  explanation?: InputMaybe<Scalars['String']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** A check before a month is closed. */
export type ClosingCheck = {
  __typename?: 'ClosingCheck';
  /** Whether the month cannot be closed while there are any; the others can be acknowledged. */
  blocking: Scalars['Boolean']['output'];
  /** What it looks at. */
  code: ClosingCheckCode;
  /** How many there are; 0 is well. */
  count: Scalars['Int']['output'];
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
  comment: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The statement line (UUID). */
  lineId: Scalars['ID']['input'];
};

/** So many pieces of a note or coin. */
export type CountedPieces = {
  __typename?: 'CountedPieces';
  /** What one is worth. */
  denomination: Scalars['Decimal']['output'];
  /** How many. */
  pieces: Scalars['Int']['output'];
};

/** Pieces of a note or coin. */
export type CountedPiecesInput = {
  /** What one is worth, such as 100 or 0.5. */
  denomination: Scalars['Decimal']['input'];
  /** How many there are. */
  pieces: Scalars['Int']['input'];
};

/** What lies in the drawers of an operator. */
export type CounterDay = {
  __typename?: 'CounterDay';
  /** Drawers that are not empty, by channel and currency. */
  drawers: Array<CounterDrawer>;
  /** What lies in them. */
  movements: CounterMovementConnection;
};


/** What lies in the drawers of an operator. */
export type CounterDayMovementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  channel?: InputMaybe<PaymentChannel>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What lies in a drawer: money that a cashier took in a channel and currency and did not close yet. */
export type CounterDrawer = {
  __typename?: 'CounterDrawer';
  /** What it must hold: payments taken, less those that were voided after they were closed. */
  booked: Scalars['Decimal']['output'];
  /** How it came. */
  channel: PaymentChannel;
  /** Payments in it. */
  count: Scalars['Int']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** When it was last closed; null where it never was. */
  since?: Maybe<Scalars['DateTime']['output']>;
};

/** What a payment puts into a drawer. */
export type CounterMovement = {
  __typename?: 'CounterMovement';
  /** Its amount; below zero where it was voided after it was closed. */
  amount: Scalars['Decimal']['output'];
  /** The payment. */
  payment: Payment;
};

/** A page of movements. */
export type CounterMovementConnection = {
  __typename?: 'CounterMovementConnection';
  /** The movements, newest payment first. */
  nodes: Array<CounterMovement>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** What is taken back of a bill: all that is left, unless an amount or charges are named. */
export type CreditBillInput = {
  /** Amount above zero, tax included; spread over the charges in proportion to what is left of each. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The bill. */
  billId: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Charges with what is taken back of each. */
  lines?: InputMaybe<Array<CreditLineInput>>;
  /** Why; stands on the document. */
  reason: Scalars['String']['input'];
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
  amount: Scalars['Decimal']['input'];
  /** The charge. */
  chargeId: Scalars['ID']['input'];
};

/** What takes a bill back, in part or whole. */
export type CreditNote = {
  __typename?: 'CreditNote';
  /** The bill. */
  bill: Bill;
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Name of who decided a waiver. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Day issued, or asked for. */
  issueDate: Scalars['Date']['output'];
  /** What it is. */
  kind: CreditKind;
  /** Number, gapless in the tenant. */
  number: Scalars['String']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** Name of who asked for it. */
  requestedBy?: Maybe<Scalars['String']['output']>;
  /** Whether it counts. */
  status: CreditStatus;
  /** Tax in it. */
  taxTotal: Scalars['Decimal']['output'];
  /** Sum taken back, tax included. */
  total: Scalars['Decimal']['output'];
};

/** A page of credit notes. */
export type CreditNoteConnection = {
  __typename?: 'CreditNoteConnection';
  /** The credit notes, newest first. */
  nodes: Array<CreditNote>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Which credit notes to list. */
export type CreditNoteFilter = {
  /** Only those of this bill (number). */
  bill?: InputMaybe<Scalars['String']['input']>;
  /** Only those in this status. */
  status?: InputMaybe<CreditStatus>;
};

/** A credit note after a change. */
export type CreditNotePayload = {
  __typename?: 'CreditNotePayload';
  /** The credit note. */
  creditNote: CreditNote;
};

/** Whether a credit note counts. */
export type CreditStatus =
  /** It counts. */
  | 'POSTED'
  /** A waiver that was refused; it never counted. */
  | 'REJECTED'
  /** A waiver that waits for somebody to decide. */
  | 'REQUESTED';

/** Who pays. */
export type Customer = {
  __typename?: 'Customer';
  /** What is owed on open bills and what waits unallocated; hidden from those who may not see money. */
  balance?: Maybe<CustomerBalance>;
  /** Code, unique in the tenant, such as `C-00123`. */
  code: Scalars['String']['output'];
  /** Currency of the account. */
  currency: Scalars['String']['output'];
  /** Group for reports and discounts. */
  customerGroup: Scalars['String']['output'];
  /** E-mail address; hidden from analysts. */
  email?: Maybe<Scalars['String']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Person or company. */
  kind: CustomerKind;
  /** Name. */
  name: Scalars['String']['output'];
  /** Telephone; hidden from analysts. */
  phone?: Maybe<Scalars['String']['output']>;
};

/** Where a customer's account stands. */
export type CustomerBalance = {
  __typename?: 'CustomerBalance';
  /** Open amount of live bills. */
  open: Scalars['Decimal']['output'];
  /** Of it past due today. */
  overdue: Scalars['Decimal']['output'];
  /** Payments not yet allocated. */
  unallocated: Scalars['Decimal']['output'];
};

/** A page of customers. */
export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  /** The customers, by code. */
  nodes: Array<Customer>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Which customers to list. */
export type CustomerFilter = {
  /** Only this code. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Only those who own or rent in this community (code). */
  community?: InputMaybe<Scalars['String']['input']>;
  /** Part of the code, the name or the telephone (for those who may see it), or of code or name of a premise of theirs. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** Person or company. */
export type CustomerKind =
  /** Company or other organisation. */
  | 'COMPANY'
  /** Natural person. */
  | 'PERSON';

/** What a customer was billed, paid and got back between two days. Void bills and reversed payments are left out. */
export type CustomerStatement = {
  __typename?: 'CustomerStatement';
  /** What was put to bills in the period; it does not change the balance. */
  allocations: Array<CustomerStatementAllocation>;
  /** Owed after the last day. */
  closing: Scalars['Decimal']['output'];
  /** ISO 4217 code of the customer's account; documents in others are left out. */
  currency: Scalars['String']['output'];
  /** Whose statement. */
  customer: Customer;
  /** First day. */
  from: Scalars['Date']['output'];
  /** Documents of the period, by day. */
  lines: Array<CustomerStatementLine>;
  /** Owed before the first day: bills less payments, with what was given back; below zero where money waited beyond them. */
  opening: Scalars['Decimal']['output'];
  /** Last day. */
  to: Scalars['Date']['output'];
  /** Received, not given back and not put to a bill by the last day; the balance has it taken off already. */
  unallocated: Scalars['Decimal']['output'];
};

/** Money of a payment that was put to a bill. */
export type CustomerStatementAllocation = {
  __typename?: 'CustomerStatementAllocation';
  /** Amount; below zero where it was taken back. */
  amount: Scalars['Decimal']['output'];
  /** Number of the bill. */
  bill: Scalars['String']['output'];
  /** Day it counts for. */
  date: Scalars['Date']['output'];
  /** Number of the payment. */
  payment: Scalars['String']['output'];
};

/** A document on a customer's statement. */
export type CustomerStatementLine = {
  __typename?: 'CustomerStatementLine';
  /** What it adds to the balance: below zero for a payment. */
  amount: Scalars['Decimal']['output'];
  /** Owed after it; below zero where the customer has paid more than was billed. */
  balance: Scalars['Decimal']['output'];
  /** Day issued, received or given back. */
  date: Scalars['Date']['output'];
  /** What it is. */
  kind: CustomerStatementLineKind;
  /** Number of the bill, payment, refund or write-off; for money given back without a refund of its own, of the payment that it came with. */
  number: Scalars['String']['output'];
};

/** What a line of a customer's statement is. */
export type CustomerStatementLineKind =
  /** A bill issued. */
  | 'BILL'
  /** A bill taken back, in part or whole. */
  | 'CREDIT_NOTE'
  /** Money received. */
  | 'PAYMENT'
  /** Money given back. */
  | 'REFUND'
  /** A debt that was given up. */
  | 'WRITE_OFF';

/** A binding with a fixed quantity or an area, seen as what a customer subscribed to. */
export type CustomerSubscription = {
  __typename?: 'CustomerSubscription';
  /** Until when it is billed (exclusive). */
  billedUntil?: Maybe<Scalars['Date']['output']>;
  /** Code of the binding. */
  binding: Scalars['String']['output'];
  /** Code of the customer. */
  customer: Scalars['String']['output'];
  /** First day that is not charged any more. */
  endDate?: Maybe<Scalars['Date']['output']>;
  /** Code of the fee item: the plan. */
  feeItem: Scalars['String']['output'];
  /** UUID of the binding. */
  id: Scalars['ID']['output'];
  /** The plan's English name. */
  nameEn: Scalars['String']['output'];
  /** The plan's Chinese name. */
  nameZh: Scalars['String']['output'];
  /** Code of the premise. */
  premise?: Maybe<Scalars['String']['output']>;
  /** Quantity today, such as seats; null where it is the premise's area. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** First day. */
  startDate: Scalars['Date']['output'];
  /** Where it stands today. */
  status: SubscriptionStatus;
  /** First day that is charged, where it began with a trial. */
  trialEnd?: Maybe<Scalars['Date']['output']>;
  /** Unit of the quantity. */
  unit: Scalars['String']['output'];
};

/** What the signed-in operator may do with a dataset. */
export type DatasetAccess = {
  __typename?: 'DatasetAccess';
  /** The dataset. */
  dataset: DatasetName;
  /** Columns that may be changed; empty when the dataset is read-only for this operator. */
  editableColumns: Array<Scalars['String']['output']>;
  /** Columns whose cells this operator does not get to see; rows come without them. */
  hiddenColumns: Array<Scalars['String']['output']>;
  /** Whether rows may be added and archived. */
  mayAddRows: Scalars['Boolean']['output'];
  /** Whether its rows may be read. */
  readable: Scalars['Boolean']['output'];
  /** Why not more may be changed, as a stable code; null when everything editable is allowed. */
  reason?: Maybe<Scalars['String']['output']>;
};

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

/** A row as a sheet shows it. */
export type DatasetRow = {
  __typename?: 'DatasetRow';
  /** Whether the row was archived and should leave the sheet. */
  archived: Scalars['Boolean']['output'];
  /** Its cells: decimals as plain strings, dates as YYYY-MM-DD, references by code. */
  cells: Scalars['Cells']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Version for conflict detection; 0 where the dataset is read-only. */
  version: Scalars['Int']['output'];
};

/** A drawer that was counted and closed. It is never changed; a wrong one is taken back by another. */
export type DayClose = {
  __typename?: 'DayClose';
  /** What its payments come to. */
  booked: Scalars['Decimal']['output'];
  /** Name of the cashier whose drawer it is. */
  cashier: Scalars['String']['output'];
  /** How the money came. */
  channel: PaymentChannel;
  /** When. */
  closedAt: Scalars['DateTime']['output'];
  /** Name of who closed it. */
  closedBy: Scalars['String']['output'];
  /** Business day. */
  closedOn: Scalars['Date']['output'];
  /** What was counted. */
  counted: Scalars['Decimal']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Notes and coins, where they were counted one by one; the largest first. */
  denominations: Array<CountedPieces>;
  /** Counted less booked. That of cash and cheques is booked to payment differences. */
  difference: Scalars['Decimal']['output'];
  /** Why it differs; of one that takes another back: why. */
  explanation: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** What it holds. */
  movements: CounterMovementConnection;
  /** Number, gapless in the tenant. */
  number: Scalars['String']['output'];
  /** Payments that it holds. */
  paymentCount: Scalars['Int']['output'];
  /** Number of the close that took it back; null while it stands. */
  reversedBy?: Maybe<Scalars['String']['output']>;
  /** Number of the close that it takes back; null where it takes back none. */
  reverses?: Maybe<Scalars['String']['output']>;
};


/** A drawer that was counted and closed. It is never changed; a wrong one is taken back by another. */
export type DayCloseMovementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of closes. */
export type DayCloseConnection = {
  __typename?: 'DayCloseConnection';
  /** The closes, newest first. */
  nodes: Array<DayClose>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** A close after a change. */
export type DayClosePayload = {
  __typename?: 'DayClosePayload';
  /** The close that was written. */
  dayClose: DayClose;
};

/** What is decided of a refund or a write-off. */
export type DecideRequestInput = {
  /** Whether it is approved. */
  approve: Scalars['Boolean']['input'];
  /** UUID of the refund or write-off. */
  id: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Why; needed where it is rejected. */
  note?: InputMaybe<Scalars['String']['input']>;
};

/** What is decided of a waiver. */
export type DecideWaiverInput = {
  /** Whether it is granted. */
  approve: Scalars['Boolean']['input'];
  /** The waiver. */
  creditNoteId: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** A deposit on a bill that stands. */
export type Deposit = {
  __typename?: 'Deposit';
  /** Billed, less what was credited. */
  amount: Scalars['Decimal']['output'];
  /** Number of the bill. */
  bill: Scalars['String']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Code of the fee item. */
  feeItem: Scalars['String']['output'];
  /** Name of the fee item. */
  feeItemName: Scalars['String']['output'];
  /** Paid and not released: it belongs to the customer. */
  held: Scalars['Decimal']['output'];
  /** UUID of its charge. */
  id: Scalars['ID']['output'];
  /** Of it paid. */
  paid: Scalars['Decimal']['output'];
  /** Of that released. */
  released: Scalars['Decimal']['output'];
};

/** A document to save or to send. */
export type DocumentFile = {
  __typename?: 'DocumentFile';
  /** Its bytes, in base64. */
  content: Scalars['String']['output'];
  /** Name to save it by. */
  fileName: Scalars['String']['output'];
  /** Its media type. */
  mediaType: Scalars['String']['output'];
};

/** A month whose missing readings are to be estimated. */
export type EstimateReadingsInput = {
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The month, over already. */
  month: Scalars['Month']['input'];
};

/** Estimated readings. */
export type EstimateReadingsPayload = {
  __typename?: 'EstimateReadingsPayload';
  /** Every charged meter without a reading in the month, by code. */
  estimates: Array<ReadingEstimate>;
};

/** Kind of a fee item. */
export type FeeCategory =
  /** Basic service, such as the property management fee. */
  | 'BASIC'
  /** Held to be given back. */
  | 'DEPOSIT'
  /** Charged once. */
  | 'ONE_OFF'
  /** Collected for somebody else, such as water. */
  | 'PASS_THROUGH'
  /** Late fee. */
  | 'PENALTY'
  /** Value-added service. */
  | 'VALUE_ADDED';

/** Something that can be charged. */
export type FeeItem = {
  __typename?: 'FeeItem';
  /** Day on which a cycle begins: 1 (Monday) to 7 of a week, 1 to 31 of a month; null: the first. */
  anchorDay?: Maybe<Scalars['Int']['output']>;
  /** Whether it was archived. */
  archived: Scalars['Boolean']['output'];
  /** Kind. */
  category: FeeCategory;
  /** Code, unique in the tenant, such as `FEE-MGMT`. */
  code: Scalars['String']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** How often it is billed. */
  cycle: BillingCycle;
  /** First day it can be charged for. */
  effectiveFrom: Scalars['Date']['output'];
  /** First day it can no longer be charged for; null when open. */
  effectiveTo?: Maybe<Scalars['Date']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** English name. */
  nameEn: Scalars['String']['output'];
  /** Chinese name. */
  nameZh: Scalars['String']['output'];
  /** Price versions, newest first. */
  prices: Array<PriceVersion>;
  /** Code of the tax code; null when not taxed. */
  taxCode?: Maybe<Scalars['String']['output']>;
  /** In advance or in arrears. */
  timing: BillingTiming;
  /** Unit of the quantity, such as `m²`. */
  unit: Scalars['String']['output'];
  /** Version for conflict detection. */
  version: Scalars['Int']['output'];
};

/** A page of fee items. */
export type FeeItemConnection = {
  __typename?: 'FeeItemConnection';
  /** The fee items, by code. */
  nodes: Array<FeeItem>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Which fee items to list. */
export type FeeItemFilter = {
  /** Only this code. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Archived ones too; default false. */
  includeArchived?: InputMaybe<Scalars['Boolean']['input']>;
};

/** One problem of one field of a row. */
export type FieldError = {
  __typename?: 'FieldError';
  /** Stable code, such as `value.not_a_number`. */
  code: Scalars['String']['output'];
  /** Name of the column or input field; null when the row as a whole is meant. */
  field?: Maybe<Scalars['String']['output']>;
  /** English sentence that says what is wrong and what to do. */
  message: Scalars['String']['output'];
};

/** A figure, or why there is none: one of the three fields has a value. */
export type Figure = {
  __typename?: 'Figure';
  /** Why there is no figure. */
  error?: Maybe<FieldError>;
  /** A sentence, for `EXPLAIN`. */
  text?: Maybe<Scalars['String']['output']>;
  /** An amount, or a fraction with 4 decimals for a rate. */
  value?: Maybe<Scalars['Decimal']['output']>;
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
  charge?: InputMaybe<Scalars['String']['input']>;
  /** Code of a customer. */
  customer?: InputMaybe<Scalars['String']['input']>;
  /** `YYYY-MM-DD`; default today. */
  date?: InputMaybe<Scalars['String']['input']>;
  /** `FEE_ITEM`, `COMMUNITY` or `CUSTOMER_GROUP`; all together without one. */
  dimension?: InputMaybe<Scalars['String']['input']>;
  /** Code of a fee item. */
  feeItem?: InputMaybe<Scalars['String']['input']>;
  /** `KPI`, `BILLED`, `COLLECTED`, `BALANCE`, `PRICE` or `EXPLAIN`. */
  function: Scalars['String']['input'];
  /** Name of a customer group. */
  group?: InputMaybe<Scalars['String']['input']>;
  /** `DUE`, `COLLECTED`, `OPEN`, `OVERDUE` or `COLLECTION_RATE`; see `KpiRow`. */
  kpi?: InputMaybe<Scalars['String']['input']>;
  /** Code of the fee item or community, or name of the customer group. */
  member?: InputMaybe<Scalars['String']['input']>;
  /** A month `2026-10`, a quarter `2026-Q3` or a year `2026`; for KPIs of due dates, else of the day of booking. */
  period?: InputMaybe<Scalars['String']['input']>;
  /** Quantity to price, a decimal. */
  quantity?: InputMaybe<Scalars['String']['input']>;
};

/** A file of readings. */
export type ImportReadingsInput = {
  /**
   * The file as base64: comma, semicolon or tab separated text in UTF-8, UTF-16, GB18030 or windows-1252, with a header that
   * names meter, date and value (表计, 抄表日期, 读数), and kind and note where there are.
   */
  content: Scalars['String']['input'];
  /** Its name. */
  fileName: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** What became of a file of readings. */
export type ImportReadingsPayload = {
  __typename?: 'ImportReadingsPayload';
  /** How many readings are new. */
  applied: Scalars['Int']['output'];
  /** How many of the new ones are in doubt and wait for somebody to accept them. */
  flagged: Scalars['Int']['output'];
  /** Rows that did not go in, by line. */
  refused: Array<RefusedReading>;
  /** How many were there already, with the same value. */
  unchanged: Scalars['Int']['output'];
};

/** A file to import. */
export type ImportStatementInput = {
  /** Code of the bank account; needed only where the file does not name one of ours. */
  bankAccount?: InputMaybe<Scalars['String']['input']>;
  /** The file, base64. */
  content: Scalars['String']['input'];
  /** Name of the file, for people; the format is found from the content. */
  fileName: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Name of the profile to read a table by; none: the one that knows its headings. */
  profile?: InputMaybe<Scalars['String']['input']>;
};

/** What an import did. */
export type ImportStatementPayload = {
  __typename?: 'ImportStatementPayload';
  /** Lines that were already known and were not added again. */
  knownLines: Scalars['Int']['output'];
  /** The statements in the file. */
  statements: Array<Statement>;
};

/** Transfers booked together. */
export type JournalEntry = {
  __typename?: 'JournalEntry';
  /** What it is for. */
  description: Scalars['String']['output'];
  /** Date of the document. */
  documentDate: Scalars['Date']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** What it books: BILL, RECEIPT, PAYMENT, ALLOCATION or a reversal of one. */
  kind: Scalars['String']['output'];
  /** Date it counts for; lies in an open accounting period when booked. */
  postingDate: Scalars['Date']['output'];
  /** Its rows. */
  transfers: Array<Transfer>;
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
  asOf?: InputMaybe<Scalars['Date']['input']>;
  /** Grouping; default MONTH. */
  by?: InputMaybe<KpiGrouping>;
  /** Only charges of this community (code). */
  community?: InputMaybe<Scalars['String']['input']>;
  /** First month. */
  fromMonth: Scalars['Month']['input'];
  /** Last month. */
  toMonth: Scalars['Month']['input'];
};

/**
 * KPIs of one month, or of one fee item in it. Due: posted charges whose due date lies in the month, tax included, without
 * deposits and late fees. Collected: allocations to exactly these, as of the day asked.
 */
export type KpiRow = {
  __typename?: 'KpiRow';
  /** Of it collected. */
  collected: Scalars['Decimal']['output'];
  /** Current collection rate: collected ÷ due, 0 to 1 with 4 decimals; null where nothing was due. */
  collectionRate?: Maybe<Scalars['Decimal']['output']>;
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Amount due. */
  due: Scalars['Decimal']['output'];
  /** Code of the fee item; null for all together. */
  feeItem?: Maybe<Scalars['String']['output']>;
  /** Month of the due dates. */
  month: Scalars['Month']['output'];
  /** Its English name. */
  nameEn?: Maybe<Scalars['String']['output']>;
  /** Its Chinese name. */
  nameZh?: Maybe<Scalars['String']['output']>;
  /** Of it not collected. */
  open: Scalars['Decimal']['output'];
  /** Of the open amount what is past its due date. */
  overdue: Scalars['Decimal']['output'];
};

/** Language of the interface and of labels. */
export type Language =
  /** English. */
  | 'EN'
  /** Simplified Chinese. */
  | 'ZH';

/** What a line was booked as. */
export type LineBooking = {
  __typename?: 'LineBooking';
  /** Code of the ledger account; null but for ACCOUNT. */
  account?: Maybe<Scalars['String']['output']>;
  /** Code of the channel's account; null but for PAYOUT. */
  channelAccount?: Maybe<Scalars['String']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** What it is. */
  kind: LineBookingKind;
  /** A sentence. */
  reason: Scalars['String']['output'];
  /** Name of the rule by which it is booked; null when a person or the file said so, empty where the rule has no name. */
  ruleName?: Maybe<Scalars['String']['output']>;
  /** How many trades a payout is of. */
  trades: Scalars['Int']['output'];
};

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

/** Which bills a line pays, and why we think so. */
export type Match = {
  __typename?: 'Match';
  /** Which bills, in order. */
  bills: Array<Bill>;
  /** Whether a person decided it. */
  confirmed: Scalars['Boolean']['output'];
  /** Who pays. */
  customer: Customer;
  /** What the bills come to beyond the line's amount, booked to payment differences; below zero: what was paid beyond them. */
  difference: Scalars['Decimal']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** A sentence. */
  reason: Scalars['String']['output'];
  /** Rule that found it: `reference`, `payer_amount`, `payer_all_open`, `payer_subset`, `several_lines`, `pinyin_amount`, `pinyin`, `amount`, `payer`, `manual`. */
  rule: Scalars['String']['output'];
  /** Name of the rule that found it; null for what a person thought of, empty where the rule has no name. */
  ruleName?: Maybe<Scalars['String']['output']>;
  /** 0 to 100. */
  score: Scalars['Int']['output'];
  /** SUGGESTED, APPLIED, REJECTED or UNDONE. */
  state: Scalars['String']['output'];
  /** Other lines that pay the bills together with this one; empty where it pays them alone. */
  together: Array<StatementLine>;
};

/** Waiting lines to match anew. */
export type MatchAgainInput = {
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Only those of this statement (UUID); null: all. */
  statementId?: InputMaybe<Scalars['ID']['input']>;
};

/** What matching anew did. */
export type MatchAgainPayload = {
  __typename?: 'MatchAgainPayload';
  /** Lines that were matched, or booked by a rule. */
  matched: Scalars['Int']['output'];
};

/** A match by hand. */
export type MatchLineInput = {
  /** Numbers of the bills it pays, in order. What is left over waits as unallocated payment of the customer. */
  bills: Array<Scalars['String']['input']>;
  /** The suggestion that is confirmed (UUID), with just its bills: its rule and its sentence stay, and its difference is booked. */
  candidate?: InputMaybe<Scalars['ID']['input']>;
  /** Code of the customer, when no bill is named: the money waits unallocated. */
  customer?: InputMaybe<Scalars['String']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The statement line. */
  lineId: Scalars['ID']['input'];
};

/** Several lines that pay the same bills. */
export type MatchLinesTogetherInput = {
  /** Numbers of the bills they pay, in order. What is left over waits as unallocated payment of the customer. */
  bills: Array<Scalars['String']['input']>;
  /** The suggestion of one of the lines (UUID) that is confirmed for all of them, with just its bills. */
  candidate?: InputMaybe<Scalars['ID']['input']>;
  /** Code of the customer, when no bill is named: the money waits unallocated. */
  customer?: InputMaybe<Scalars['String']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The statement lines, 2 to 50; the earliest one pays first. */
  lineIds: Array<Scalars['ID']['input']>;
};

/** One rule of matching. Rules are asked of each line in their order. */
export type MatchingRule = {
  __typename?: 'MatchingRule';
  /** Code of the ledger account; null but for BOOK_ACCOUNT. */
  account?: Maybe<Scalars['String']['output']>;
  /** What it does. */
  action: RuleAction;
  /** Whether it acts by itself; else it only suggests. */
  automatic: Scalars['Boolean']['output'];
  /** Code of the channel's account; null but for BOOK_PAYOUT. */
  channelAccount?: Maybe<Scalars['String']['output']>;
  /** When it is asked. */
  conditions: RuleConditions;
  /** Whether it is asked at all. */
  enabled: Scalars['Boolean']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** What people call it; empty: it is called by what it does. */
  name: Scalars['String']['output'];
  /** What became of what it found. */
  statistics: RuleStatistics;
  /** Score from which its matches are applied, 0 to 100; null: the tenant's. */
  threshold?: Maybe<Scalars['Int']['output']>;
  /** By how much bills and money may differ; the difference is booked to payment differences. In the line's currency. */
  tolerance: Scalars['Decimal']['output'];
  /** Counts changes; pass it on when changing. */
  version: Scalars['Int']['output'];
};

/** A rule as it shall be. */
export type MatchingRuleInput = {
  /** Code of the ledger account; for BOOK_ACCOUNT. */
  account?: InputMaybe<Scalars['String']['input']>;
  /** What it does. */
  action: RuleAction;
  /** Whether it acts by itself; else it only suggests. */
  automatic?: Scalars['Boolean']['input'];
  /** Code of the channel's account; for BOOK_PAYOUT. */
  channelAccount?: InputMaybe<Scalars['String']['input']>;
  /** When it is asked. */
  conditions: RuleConditionsInput;
  /** What people call it. */
  name?: Scalars['String']['input'];
  /** Score from which its matches are applied; leave it out for the tenant's. */
  threshold?: InputMaybe<Scalars['Int']['input']>;
  /** By how much bills and money may differ; only for REFERENCE and PAYER_AMOUNT. */
  tolerance?: Scalars['String']['input'];
};

/** All rules after a change, in their order. */
export type MatchingRulesPayload = {
  __typename?: 'MatchingRulesPayload';
  /** The rule that was kept (UUID); null where none was. */
  id?: Maybe<Scalars['ID']['output']>;
  /** The rules. */
  rules: Array<MatchingRule>;
};

/** A device that measures. */
export type Meter = {
  __typename?: 'Meter';
  /** Code, unique in the tenant. */
  code: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** WATER, ELECTRICITY, GAS or USAGE. */
  kind: Scalars['String']['output'];
  /** What a difference of readings is multiplied by. */
  multiplier: Scalars['Decimal']['output'];
  /** Readings, newest first. */
  readings: Array<MeterReading>;
};


/** A device that measures. */
export type MeterReadingsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What a parent meter measured less what the meters below it did. */
export type MeterLoss = {
  __typename?: 'MeterLoss';
  /** How many meters are below it. */
  children: Scalars['Int']['output'];
  /** Use of the meters below it; null where that of one cannot be told. */
  childrenUse?: Maybe<Scalars['Decimal']['output']>;
  /** Use less children's use; null where either cannot be told. */
  loss?: Maybe<Scalars['Decimal']['output']>;
  /** Code of the parent meter. */
  meter: Scalars['String']['output'];
  /** Why a use cannot be told, a sentence a meter. */
  problems: Array<Scalars['String']['output']>;
  /** Loss ÷ use as a fraction; null where nothing was used. */
  rate?: Maybe<Scalars['Decimal']['output']>;
  /** Its use; null where it cannot be told. */
  use?: Maybe<Scalars['Decimal']['output']>;
};

/** What a meter showed on a day. */
export type MeterReading = {
  __typename?: 'MeterReading';
  /** UUID. */
  id: Scalars['ID']['output'];
  /** ACTUAL or ESTIMATED. */
  kind: Scalars['String']['output'];
  /** Day of the reading; usage counts up to the end of the day before the next one. */
  readOn: Scalars['Date']['output'];
  /** What the meter showed. */
  value: Scalars['Decimal']['output'];
};

/** What a source is read with. */
export type MeteringSourceKind =
  /** A folder of CSV files with names in order. Settings: folder. */
  | 'CSV_FOLDER'
  /** A service that answers JSON. Settings: url, next (path of the next cursor), and as needed rows (path of the list), cursorParameter, tokenVariable (environment variable with a bearer token). */
  | 'HTTP_JSON';

/** What a source holds. */
export type MeteringTarget =
  /** Meter readings: meter, readOn, value, kind, note. */
  | 'READINGS'
  /** Usage events, as recordUsage takes them. */
  | 'USAGE';

/** Changes. Each takes one input and returns a payload. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Accepts a flagged reading with a reason, so that it is billed. */
  acceptReading: AcceptReadingPayload;
  /** Puts what waits of a payment to bills: those named, or the oldest first. */
  allocatePayment: PaymentPayload;
  /** Approves a preview that somebody else made; where the tenant wants a second person, posting waits for it. */
  approveBillingRun: BillingRunPayload;
  /** Puts a profile away, or uses it again. What was imported by it stays. */
  archiveStatementProfile: SaveStatementProfilePayload;
  /** Binds several fee items to a customer, all or none. */
  bindFeeItems: BindFeeItemsPayload;
  /** Books a line that pays no bill: a fee, a channel's payout, a payment that bounced, money given back, other income or expense. */
  bookLine: StatementLinePayload;
  /** Ends a run that was not posted; while posting, stops it after the current chunk (what is posted stays). */
  cancelBillingRun: BillingRunPayload;
  /** Ends a subscription, at once or at the end of its period. */
  cancelSubscription: SubscriptionPayload;
  /** Changes plan or seats from a day on; billed days are credited and charged anew. */
  changeSubscription: SubscriptionPayload;
  /** Changes settings of the tenant; they hold from the next request on. */
  changeTenantSettings: ChangeTenantSettingsPayload;
  /** Closes a month: it takes no entry any more, and its trial balance is kept. */
  closeAccountingPeriod: AccountingPeriodPayload;
  /**
   * Closes the drawer of a channel of the operator who asks: counted against booked, the difference explained. That of cash and
   * cheques is booked; that of POS is only recorded, since the bank's statement settles it.
   */
  closeCounterDay: DayClosePayload;
  /** Writes a remark about a line. */
  commentLine: StatementLinePayload;
  /** Takes a bill back, in part or whole, by a document and entries of its own. Money that paid it waits with the customer. */
  creditBill: CreditNotePayload;
  /** Approves or rejects a refund that somebody else asked for. */
  decideRefund: RefundPayload;
  /** Approves or rejects a waiver that somebody else asked for. */
  decideWaiver: CreditNotePayload;
  /** Approves or rejects a write-off that somebody else asked for. */
  decideWriteOff: WriteOffPayload;
  /** Writes estimated readings, from the usual use, for the charged meters that nobody read in a month. */
  estimateReadings: EstimateReadingsPayload;
  /** Imports readings from a file. Good rows go in whatever is wrong with others. */
  importReadings: ImportReadingsPayload;
  /**
   * Imports a file whole or refuses it whole, then matches its lines: those that name a bill, or whose payer and amount
   * fit exactly one open bill, are applied; the rest wait with candidates. Importing twice adds nothing. A file that is too
   * large for a request goes to `POST /statements?key=…&fileName=…` as it is, by the same people and with the same result.
   */
  importStatement: ImportStatementPayload;
  /** Matches all waiting lines anew, of one statement or of all: bills were posted since, or a payer is known now. */
  matchAgain: MatchAgainPayload;
  /** Ties a line to bills by hand. */
  matchLine: StatementLinePayload;
  /** Ties several lines to the same bills: each becomes a payment that pays what the ones before it left open. */
  matchLinesTogether: StatementLinesPayload;
  /** Puts the rules in another order. */
  orderMatchingRules: MatchingRulesPayload;
  /** Lets posting wait after the current chunk; post the run again to go on. */
  pauseBillingRun: BillingRunPayload;
  /**
   * Bills what was previewed. Refuses with `billing.input_changed` when prices, bindings, readings or customers of the run
   * changed since, naming them. Answers at once in POSTING; poll `billingRun` until POSTED. Posting twice bills once.
   */
  postBillingRun: BillingRunPayload;
  /**
   * Computes everything that a run would bill and stores it; writes no bill. Answers at once with the run in PREVIEWING;
   * poll `billingRun` until it is PREVIEWED.
   */
  previewBillingRun: BillingRunPayload;
  /** Publishes changed rows of a sheet. What may be changed depends on the operator's roles, column by column. */
  publish: PublishPayload;
  /** Takes in what is new in a source; it goes on where it stopped, so it may be called again at any time. */
  pullMeteringSource: PullMeteringSourcePayload;
  /** Books a payment taken at the counter and allocates it: the bills named, or the oldest first; the rest waits unallocated. */
  recordPayment: PaymentPayload;
  /** Records usage events. Good ones go in whatever is wrong with others; an event that comes again counts once. */
  recordUsage: RecordUsagePayload;
  /** Says that a suggestion is wrong: it is not suggested for this line again. */
  rejectSuggestion: StatementLinePayload;
  /** Releases a deposit as a payment of channel DEPOSIT, for bills or to wait for the customer. */
  releaseDeposit: PaymentPayload;
  /** Makes revenue of what was billed in advance for the time up to the end of a month. */
  releaseRevenue: ReleaseRevenuePayload;
  /** Removes a rule; what it matched stays. */
  removeMatchingRule: MatchingRulesPayload;
  /** Removes a schedule. Its jobs stay to be seen. */
  removeSchedule: RemoveSchedulePayload;
  /** Opens the month that was closed last again; somebody else than who closed it must do so. */
  reopenAccountingPeriod: AccountingPeriodPayload;
  /** Closes a meter and opens the next one at the same place, without a gap; bindings follow. */
  replaceMeter: ReplaceMeterPayload;
  /** Asks for money to be given back that waits with its payer; nothing moves until somebody else approves it. */
  requestRefund: RefundPayload;
  /** Asks for a waiver; nothing changes until somebody else approves it. */
  requestWaiver: CreditNotePayload;
  /** Asks for a bill to be written off; nothing changes until somebody else approves it. */
  requestWriteOff: WriteOffPayload;
  /** Runs a job again that failed, was given up or was skipped. */
  rerunJob: RerunJobPayload;
  /** Takes all that is left of a bill back; it is void, and its cycles are due again. */
  reverseBill: CreditNotePayload;
  /**
   * Reverses all bills of a run, the last one first. Answers at once; poll `billingRun` until REVERSED. Asked again, it goes on
   * where it stopped.
   */
  reverseBillingRun: BillingRunPayload;
  /** Takes a day close back by a counter-close; its payments lie in the cashier's drawer again. Somebody else than the cashier does it. */
  reverseDayClose: DayClosePayload;
  /** Takes a refund back that was paid in cash, or not paid yet: its money waits with the customer again. */
  reverseRefund: RefundPayload;
  /** Takes a write-off back, because the money comes after all: its bill is open again. */
  reverseWriteOff: WriteOffPayload;
  /** Does now what a schedule does at its times. */
  runScheduleNow: RunScheduleNowPayload;
  /** Makes a rule of matching, or changes one. It holds for lines that are matched from now on. */
  saveMatchingRule: MatchingRulesPayload;
  /** Makes or changes a source of readings or usage events. */
  saveMeteringSource: SaveMeteringSourcePayload;
  /** Makes or changes a schedule. A change counts from now on. */
  saveSchedule: SaveSchedulePayload;
  /** Makes or changes a profile. Files that have its headings are read by it from now on. */
  saveStatementProfile: SaveStatementProfilePayload;
  /** Opens a session. Refuses with `access.sign_in_refused` without saying which part was wrong. */
  signIn: SignInPayload;
  /** Ends the session at once. Answers true also when there was none. */
  signOut: Scalars['Boolean']['output'];
  /** Begins a subscription, with a trial or without. */
  startSubscription: SubscriptionPayload;
  /** Undoes a match or a booking by reversing entries; the line waits again. */
  unmatchLine: StatementLinePayload;
  /**
   * Takes a payment back that was entered by hand, or a release of a deposit, by entries that mirror it: its bills are open again,
   * its receipt is void.
   */
  voidPayment: PaymentPayload;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationAcceptReadingArgs = {
  input: AcceptReadingInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationAllocatePaymentArgs = {
  input: AllocatePaymentInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationApproveBillingRunArgs = {
  input: ApproveBillingRunInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationArchiveStatementProfileArgs = {
  input: ArchiveStatementProfileInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationBindFeeItemsArgs = {
  input: BindFeeItemsInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationBookLineArgs = {
  input: BookLineInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationCancelBillingRunArgs = {
  input: CancelBillingRunInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationCancelSubscriptionArgs = {
  input: CancelSubscriptionInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationChangeSubscriptionArgs = {
  input: ChangeSubscriptionInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationChangeTenantSettingsArgs = {
  input: ChangeTenantSettingsInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationCloseAccountingPeriodArgs = {
  input: CloseAccountingPeriodInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationCloseCounterDayArgs = {
  input: CloseCounterDayInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationCommentLineArgs = {
  input: CommentLineInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationCreditBillArgs = {
  input: CreditBillInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationDecideRefundArgs = {
  input: DecideRequestInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationDecideWaiverArgs = {
  input: DecideWaiverInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationDecideWriteOffArgs = {
  input: DecideRequestInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationEstimateReadingsArgs = {
  input: EstimateReadingsInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationImportReadingsArgs = {
  input: ImportReadingsInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationImportStatementArgs = {
  input: ImportStatementInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationMatchAgainArgs = {
  input: MatchAgainInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationMatchLineArgs = {
  input: MatchLineInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationMatchLinesTogetherArgs = {
  input: MatchLinesTogetherInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationOrderMatchingRulesArgs = {
  input: OrderMatchingRulesInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationPauseBillingRunArgs = {
  input: PauseBillingRunInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationPostBillingRunArgs = {
  input: PostBillingRunInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationPreviewBillingRunArgs = {
  input: PreviewBillingRunInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationPublishArgs = {
  input: PublishInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationPullMeteringSourceArgs = {
  input: PullMeteringSourceInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRecordPaymentArgs = {
  input: RecordPaymentInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRecordUsageArgs = {
  input: RecordUsageInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRejectSuggestionArgs = {
  input: RejectSuggestionInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReleaseDepositArgs = {
  input: ReleaseDepositInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReleaseRevenueArgs = {
  input: ReleaseRevenueInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRemoveMatchingRuleArgs = {
  input: RemoveMatchingRuleInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRemoveScheduleArgs = {
  input: RemoveScheduleInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReopenAccountingPeriodArgs = {
  input: ReopenAccountingPeriodInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReplaceMeterArgs = {
  input: ReplaceMeterInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRequestRefundArgs = {
  input: RequestRefundInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRequestWaiverArgs = {
  input: CreditBillInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRequestWriteOffArgs = {
  input: RequestWriteOffInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRerunJobArgs = {
  input: RerunJobInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReverseBillArgs = {
  input: ReverseBillInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReverseBillingRunArgs = {
  input: ReverseBillingRunInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReverseDayCloseArgs = {
  input: ReverseDayCloseInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReverseRefundArgs = {
  input: ReverseRequestInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationReverseWriteOffArgs = {
  input: ReverseRequestInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationRunScheduleNowArgs = {
  input: RunScheduleNowInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationSaveMatchingRuleArgs = {
  input: SaveMatchingRuleInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationSaveMeteringSourceArgs = {
  input: SaveMeteringSourceInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationSaveScheduleArgs = {
  input: SaveScheduleInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationSaveStatementProfileArgs = {
  input: SaveStatementProfileInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationSignInArgs = {
  input: SignInInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationStartSubscriptionArgs = {
  input: StartSubscriptionInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationUnmatchLineArgs = {
  input: UnmatchLineInput;
};


/** Changes. Each takes one input and returns a payload. */
export type MutationVoidPaymentArgs = {
  input: VoidPaymentInput;
};

/** A person who signs in. */
export type Operator = {
  __typename?: 'Operator';
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Preferred language. */
  language: Language;
  /** Name used at sign-in. */
  login: Scalars['String']['output'];
  /** Name as people know it. */
  name: Scalars['String']['output'];
  /** Roles held. */
  roles: Array<Role>;
};

/** Rules in another order. */
export type OrderMatchingRulesInput = {
  /** All rules (UUIDs), in the order in which they shall be asked. */
  ids: Array<Scalars['ID']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** Where a page of a list ends. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last row; pass it as `after`. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more rows follow. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** A run that is to wait. */
export type PauseBillingRunInput = {
  /** The run. */
  runId: Scalars['ID']['input'];
};

/** Money received from a known payer. */
export type Payment = {
  __typename?: 'Payment';
  /** Of it allocated to bills. */
  allocated: Scalars['Decimal']['output'];
  /** Amount. */
  amount: Scalars['Decimal']['output'];
  /** How. */
  channel: PaymentChannel;
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Who paid. */
  customer: Customer;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Number, gapless in the tenant. */
  number: Scalars['String']['output'];
  /** Day received. */
  receivedOn: Scalars['Date']['output'];
  /** Of it given back. */
  refunded: Scalars['Decimal']['output'];
  /** When it was taken at the counter. */
  takenAt?: Maybe<Scalars['DateTime']['output']>;
  /** Name of the operator who took it at the counter; null for money that came otherwise. */
  takenBy?: Maybe<Scalars['String']['output']>;
  /** Whether it was taken back. */
  void: Scalars['Boolean']['output'];
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

/** A payment after a change. */
export type PaymentPayload = {
  __typename?: 'PaymentPayload';
  /** The payment. */
  payment: Payment;
};

/** What to post. */
export type PostBillingRunInput = {
  /** The hash of the preview that was approved. */
  contentHash: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The run. */
  runId: Scalars['ID']['input'];
};

/** A place that is charged for, or a community that holds such places. */
export type Premise = {
  __typename?: 'Premise';
  /** Area in square metres. */
  area?: Maybe<Scalars['Decimal']['output']>;
  /** Code, unique in the tenant. */
  code: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** COMMUNITY, ROOM, SHOP, PARKING or SITE. */
  kind: Scalars['String']['output'];
  /** Name. */
  name: Scalars['String']['output'];
};

/** A page of premises. */
export type PremiseConnection = {
  __typename?: 'PremiseConnection';
  /** The premises, by code. */
  nodes: Array<Premise>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Which premises to list. */
export type PremiseFilter = {
  /** Only those of this community (code). */
  community?: InputMaybe<Scalars['String']['input']>;
  /** Only those that this customer (code) owns, lives in today or is charged for. */
  customer?: InputMaybe<Scalars['String']['input']>;
  /** Only this kind, such as `COMMUNITY`. */
  kind?: InputMaybe<Scalars['String']['input']>;
};

/** What customers pay in advance, and what they get on top. */
export type PrepaymentPackage = {
  __typename?: 'PrepaymentPackage';
  /** What is given on top. */
  bonus: Scalars['Decimal']['output'];
  /** Code. */
  code: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Name. */
  name: Scalars['String']['output'];
  /** What the customer pays, in the tenant's currency. */
  price: Scalars['Decimal']['output'];
};

/** What to preview. */
export type PreviewBillingRunInput = {
  /** Issue date of the bills; default the tenant's today, but not before the month's last day. */
  issueDate?: InputMaybe<Scalars['Date']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** A customer's bill of less than this waits, its cycles unbilled, for a later run; default 0. */
  minimum?: InputMaybe<Scalars['Decimal']['input']>;
  /** Month to bill. */
  month: Scalars['Month']['input'];
  /** Whom. */
  scope: RunScopeInput;
};

/** A file to look at. */
export type PreviewStatementInput = {
  /** Whether the content is only the beginning of the file; its last line is left out then. */
  beginning?: Scalars['Boolean']['input'];
  /** The file, base64; of a large text its beginning is enough. */
  content: Scalars['String']['input'];
  /** Line of the headings, with `table`: 0 for a table without any. Null: the line that has them. */
  headingLine?: InputMaybe<Scalars['Int']['input']>;
  /** Read it by the profile of that name. */
  profile?: InputMaybe<Scalars['String']['input']>;
  /** Read it so; goes before `profile`. */
  table?: InputMaybe<StatementTableInput>;
};

/** What a price would change. Nothing is written. */
export type PriceImpact = {
  __typename?: 'PriceImpact';
  /** Bindings that the price would hold for, by code. */
  bindings: Array<PriceImpactRow>;
  /** How many there are. */
  count: Scalars['Int']['output'];
  /** ISO 4217 code of the amounts. */
  currency: Scalars['String']['output'];
  /** Sum of all periods at the prices of today, of those where both amounts are known. */
  current: Scalars['Decimal']['output'];
  /** `proposed` less `current`. */
  difference: Scalars['Decimal']['output'];
  /** Whether there are more than are listed. */
  hasMore: Scalars['Boolean']['output'];
  /** Sum of the same periods with the new price. */
  proposed: Scalars['Decimal']['output'];
};

/** A price that somebody thinks of. */
export type PriceImpactInput = {
  /** Customer group whose price list it belongs to; default every group. */
  customerGroup?: InputMaybe<Scalars['String']['input']>;
  /** First day. */
  effectiveFrom: Scalars['Date']['input'];
  /** First day that no longer belongs to it; null: until further notice. */
  effectiveTo?: InputMaybe<Scalars['Date']['input']>;
  /** Code of the fee item. */
  feeItem: Scalars['String']['input'];
  /** How many bindings to list, at most 500; the totals count all. */
  first?: InputMaybe<Scalars['Int']['input']>;
  /** The price model as JSON, as in a price version. */
  model: Scalars['JSON']['input'];
  /** How parts of a cycle are priced; default by actual days. */
  proration?: InputMaybe<Proration>;
  /** Region whose price list it belongs to; default every region. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** What a price would change for one binding, in its first whole period with it. */
export type PriceImpactRow = {
  __typename?: 'PriceImpactRow';
  /** Code of the binding. */
  binding: Scalars['String']['output'];
  /** What the period costs at the prices of today, discounts taken off; null where it cannot be priced. */
  current?: Maybe<Scalars['Decimal']['output']>;
  /** Code of the customer. */
  customer: Scalars['String']['output'];
  /** Name of the customer. */
  customerName: Scalars['String']['output'];
  /** `proposed` less `current`. */
  difference?: Maybe<Scalars['Decimal']['output']>;
  /** First day after the period. */
  periodEnd: Scalars['Date']['output'];
  /** First day of the period. */
  periodStart: Scalars['Date']['output'];
  /** Code of the premise; null where there is none. */
  premise?: Maybe<Scalars['String']['output']>;
  /** What it would cost; null where it cannot be priced. */
  proposed?: Maybe<Scalars['Decimal']['output']>;
  /** Quantity that both prices are asked for: what is bound, or of a meter what was billed last; null where it is not known. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
  /** Why one of them is not known; null where both are. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** What a quantity would cost. */
export type PriceQuote = {
  __typename?: 'PriceQuote';
  /** Amount rounded to the currency's minor unit. */
  amount: Scalars['Decimal']['output'];
  /** Exact result before rounding. */
  exact: Scalars['Decimal']['output'];
  /** How it was computed. */
  explanation: Scalars['JSON']['output'];
};

/** A question for a price. */
export type PriceQuoteInput = {
  /** On which day; default today. */
  at?: InputMaybe<Scalars['Date']['input']>;
  /** Quantity earlier in the year, for yearly tiers. */
  before?: InputMaybe<Scalars['Decimal']['input']>;
  /** Customer group whose price list is asked; default: the prices for everybody. */
  customerGroup?: InputMaybe<Scalars['String']['input']>;
  /** Code of the fee item. */
  feeItem: Scalars['String']['input'];
  /** Quantity. */
  quantity: Scalars['Decimal']['input'];
  /** Region whose price list is asked; default: the prices for everybody. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** How a fee item is priced, from a date to a date. */
export type PriceVersion = {
  __typename?: 'PriceVersion';
  /** Customer group whose price list it belongs to; empty: every group. */
  customerGroup: Scalars['String']['output'];
  /** First day. */
  effectiveFrom: Scalars['Date']['output'];
  /** First day that no longer belongs to it; null when open. */
  effectiveTo?: Maybe<Scalars['Date']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** The price model as JSON; see the pricing contract in the design. */
  model: Scalars['JSON']['output'];
  /** How parts of a cycle are priced. */
  proration: Proration;
  /** Region whose price list it belongs to; empty: every region. */
  region: Scalars['String']['output'];
  /** Version for conflict detection. */
  version: Scalars['Int']['output'];
};

/** How a period that is not a whole cycle is priced. */
export type Proration =
  /** By actual days of the cycle. */
  | 'ACTUAL_DAYS'
  /** Not at all: the whole price. */
  | 'NONE'
  /** By days of a 30-day month. */
  | 'THIRTY_360';

/** Rows to publish. */
export type PublishInput = {
  /** The dataset. */
  dataset: DatasetName;
  /** Check only; nothing is written. */
  dryRun?: Scalars['Boolean']['input'];
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

/** Results of a publish. */
export type PublishPayload = {
  __typename?: 'PublishPayload';
  /** Position of the change feed after it. */
  cursor: Scalars['String']['output'];
  /** One per row, in the order of the input. */
  results: Array<RowResult>;
};

/** One changed row. */
export type PublishRow = {
  /** Archive the row instead of changing it. */
  archive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Changed cells; all cells for a new row. */
  cells: Scalars['Cells']['input'];
  /** UUID of the row; made by the client (UUIDv7) for a new row. */
  id: Scalars['ID']['input'];
  /** Idempotency key of this change, made by the client and kept until answered. */
  key: Scalars['String']['input'];
  /** Version that the edit was based on; null for a new row. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** A source to pull from. */
export type PullMeteringSourceInput = {
  /** Its code. */
  source: Scalars['String']['input'];
};

/** What a pull brought. */
export type PullMeteringSourcePayload = {
  __typename?: 'PullMeteringSourcePayload';
  /** How many are new. */
  applied: Scalars['Int']['output'];
  /** Where the next pull begins. */
  cursor: Scalars['String']['output'];
  /** How many were set aside with their reasons. */
  rejected: Scalars['Int']['output'];
  /** Rows that were read. */
  rows: Scalars['Int']['output'];
  /** Code of the source. */
  source: Scalars['String']['output'];
  /** How many were there already. */
  unchanged: Scalars['Int']['output'];
};

/** Questions. Lists are paged; none is unbounded. */
export type Query = {
  __typename?: 'Query';
  /** Accounting periods, newest first, at most 60. */
  accountingPeriods: Array<AccountingPeriod>;
  /** Our accounts at banks and channels, by code. */
  bankAccounts: Array<BankAccount>;
  /** A bill as PDF. */
  billDocument: DocumentFile;
  /** A billing run; null when there is none. */
  billingRun?: Maybe<BillingRun>;
  /** Billing runs, newest first. */
  billingRuns: Array<BillingRun>;
  /** Bills, by number. */
  bills: BillConnection;
  /** Ledger accounts that lines may be booked to, by code. */
  bookableAccounts: Array<BookableAccount>;
  /** What to look at before a month is closed. */
  closingChecklist: Array<ClosingCheck>;
  /** Credit notes, waivers and reversals, newest first. */
  creditNotes: CreditNoteConnection;
  /** What a customer was billed, paid and got back between two days, with what was owed before and after. */
  customerStatement: CustomerStatement;
  /** What a customer owes and paid, as PDF. */
  customerStatementDocument: DocumentFile;
  /** Customers, by code. */
  customers: CustomerConnection;
  /** Day closes of all cashiers, newest first. */
  dayCloses: DayCloseConnection;
  /** Deposits on a bill. */
  deposits: Array<Deposit>;
  /** How a charge came about, recomputed. */
  explainCharge?: Maybe<ChargeExplanation>;
  /** Fee items, by code. */
  feeItems: FeeItemConnection;
  /** Position of the change feed now, as `rows` gives it: while it stands still, nothing has changed. */
  feedPosition: Scalars['String']['output'];
  /**
   * Figures in the order asked for, computed from one snapshot as of today. What is wrong with a request is the error in its
   * place; the others are answered. At most 1,000 requests.
   */
  figures: Array<Figure>;
  /** History of a row, newest first. */
  history: Array<AuditEvent>;
  /** Journal entries of a document: a bill, payment, allocation or statement line. */
  journalEntries: Array<JournalEntry>;
  /** Collection rate, due, collected, open, overdue by month or by month and fee item. At most 60 months. */
  kpis: Array<KpiRow>;
  /** The rules of matching, in the order in which they are asked. */
  matchingRules: Array<MatchingRule>;
  /** A meter by its code; null when there is none. */
  meter?: Maybe<Meter>;
  /** Losses of a month, by code of the parent meter; at most 500. */
  meterLoss: Array<MeterLoss>;
  /** What the operator who asks took at the counter and did not close yet. */
  openCounterDay: CounterDay;
  /** A payment by its number; null when there is none. */
  payment?: Maybe<Payment>;
  /** The receipt of a payment as PDF. */
  paymentReceipt: DocumentFile;
  /** Premises, by code. */
  premises: PremiseConnection;
  /** Prepayment packages that are sold today. */
  prepaymentPackages: Array<PrepaymentPackage>;
  /** What a file holds and would come to. Nothing is written. */
  previewStatement: StatementPreview;
  /** What a price would change: the bindings that it would hold for and the difference per period. Writes nothing. */
  priceImpact: PriceImpact;
  /** Price of a quantity of a fee item on a day, with the explanation. */
  priceQuote: PriceQuote;
  /** Refunds, newest first. */
  refunds: Array<Refund>;
  /** Rows of a dataset: all, or only what changed since a cursor. What may be read depends on the operator's roles. */
  rows: RowsPage;
  /** Jobs, those that were due last first. */
  scheduledJobs: Array<ScheduledJob>;
  /** Schedules by code, without removed ones. */
  schedules: Array<Schedule>;
  /** A statement line; null when there is none. */
  statementLine?: Maybe<StatementLine>;
  /** Statement lines. */
  statementLines: StatementLineConnection;
  /** Profiles of tables: the tenant's own by name, then those that ship. */
  statementProfiles: Array<StatementProfile>;
  /** Statements, newest first. */
  statements: Array<Statement>;
  /** Subscriptions of a customer, at most 200: first those that go on. */
  subscriptions: Array<CustomerSubscription>;
  /** Trial balance: debits and credits of every account up to and with a day. */
  trialBalance: Array<AccountBalance>;
  /** What a rule would have done with past lines, at most 20,000 of them. Nothing is changed. */
  tryMatchingRule: RuleTrial;
  /** The signed-in operator, or null without a session. */
  viewer?: Maybe<Viewer>;
  /** The vouchers of a month as CSV, in the account codes of the sheet of accounts. */
  voucherExport: TextFile;
  /** Write-offs, newest first. */
  writeOffs: Array<WriteOff>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryBillDocumentArgs = {
  language?: InputMaybe<Language>;
  number: Scalars['String']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryBillingRunArgs = {
  id: Scalars['ID']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryBillingRunsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryBillsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<BillFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryClosingChecklistArgs = {
  month: Scalars['Month']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryCreditNotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CreditNoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryCustomerStatementArgs = {
  customer: Scalars['String']['input'];
  from: Scalars['Date']['input'];
  to: Scalars['Date']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryCustomerStatementDocumentArgs = {
  customer: Scalars['String']['input'];
  from: Scalars['Date']['input'];
  language?: InputMaybe<Language>;
  to: Scalars['Date']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryDayClosesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryDepositsArgs = {
  bill: Scalars['String']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryExplainChargeArgs = {
  id: Scalars['ID']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryFeeItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FeeItemFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryFiguresArgs = {
  language?: Language;
  requests: Array<FigureRequest>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryHistoryArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  rowId: Scalars['ID']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryJournalEntriesArgs = {
  sourceId: Scalars['ID']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryKpisArgs = {
  input: KpiInput;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryMeterArgs = {
  code: Scalars['String']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryMeterLossArgs = {
  month: Scalars['Month']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryPaymentArgs = {
  number: Scalars['String']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryPaymentReceiptArgs = {
  language?: InputMaybe<Language>;
  number: Scalars['String']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryPremisesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PremiseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryPreviewStatementArgs = {
  input: PreviewStatementInput;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryPriceImpactArgs = {
  input: PriceImpactInput;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryPriceQuoteArgs = {
  input: PriceQuoteInput;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryRefundsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  payment?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<RefundStatus>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryRowsArgs = {
  input: RowsInput;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryScheduledJobsArgs = {
  first?: Scalars['Int']['input'];
  statuses?: InputMaybe<Array<ScheduledJobStatus>>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryStatementLineArgs = {
  id: Scalars['ID']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryStatementLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<StatementLineFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryStatementProfilesArgs = {
  archived?: Scalars['Boolean']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryStatementsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QuerySubscriptionsArgs = {
  customer: Scalars['String']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryTrialBalanceArgs = {
  to?: InputMaybe<Scalars['Date']['input']>;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryTryMatchingRuleArgs = {
  input: TryMatchingRuleInput;
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryVoucherExportArgs = {
  month: Scalars['Month']['input'];
};


/** Questions. Lists are paged; none is unbounded. */
export type QueryWriteOffsArgs = {
  bill?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<WriteOffStatus>;
};

/** What was made of a meter that nobody read. */
export type ReadingEstimate = {
  __typename?: 'ReadingEstimate';
  /** Code of the meter. */
  meter: Scalars['String']['output'];
  /** Day of the estimated reading. */
  readOn: Scalars['Date']['output'];
  /** Why not, as a code such as `metering.no_usual_use`; null where it could. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What the meter will have shown; null where it could not be estimated. */
  value?: Maybe<Scalars['Decimal']['output']>;
};

/** A payment entered by hand. */
export type RecordPaymentInput = {
  /** Amount in the currency of the customer's account. */
  amount: Scalars['Decimal']['input'];
  /** Numbers of the bills it pays, in order; empty: oldest open bills first. */
  bills?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How: CASH, POS or CHEQUE. */
  channel: PaymentChannel;
  /** Code of the customer. */
  customer: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Code of the prepayment package that is paid: the amount is its price, and there are no bills. Its bonus waits with it. */
  package?: InputMaybe<Scalars['String']['input']>;
  /** Day received; default today. */
  receivedOn?: InputMaybe<Scalars['Date']['input']>;
  /** What the payer wrote. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** Usage events to record. */
export type RecordUsageInput = {
  /**
   * At most 10,000 events, each an object, read one by one so that a bad one costs itself only: `id` (the sender's own, by which
   * it counts once), `at` (a moment such as 2026-10-31T08:00:00Z), `quantity` (a decimal; 1 where the metric only counts),
   * `properties` (an object), and who used it: `binding` (code), or `customer` or `meter` (code) with `metric` (code).
   */
  events: Array<Scalars['JSON']['input']>;
  /** Idempotency key: the same key and events give the same answer again. */
  key: Scalars['String']['input'];
};

/** What became of a batch of usage events. */
export type RecordUsagePayload = {
  __typename?: 'RecordUsagePayload';
  /** How many events are new. */
  applied: Scalars['Int']['output'];
  /** How many were refused. */
  refused: Scalars['Int']['output'];
  /** A result for each event, in the order of the input. */
  results: Array<UsageResult>;
  /** How many were there already. */
  unchanged: Scalars['Int']['output'];
};


/** What became of a batch of usage events. */
export type RecordUsagePayloadResultsArgs = {
  refusedOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Money that waits with its payer and goes back. */
export type Refund = {
  __typename?: 'Refund';
  /** Amount. */
  amount: Scalars['Decimal']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Whose money it is. */
  customer: Customer;
  /** Name of who decided. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  /** Day decided. */
  decidedOn?: Maybe<Scalars['Date']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** How. */
  method: RefundMethod;
  /** What who decided, or took it back, had to say. */
  note: Scalars['String']['output'];
  /** Number, gapless in the tenant. */
  number: Scalars['String']['output'];
  /** Whether the signed-in operator asked for it, and so may not decide it. */
  own: Scalars['Boolean']['output'];
  /** Account that it is paid to; empty for cash. */
  payeeAccount: Scalars['String']['output'];
  /** Whom it is paid to. */
  payeeName: Scalars['String']['output'];
  /** Number of the payment that it is of. */
  payment: Scalars['String']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** Name of who asked for it. */
  requestedBy?: Maybe<Scalars['String']['output']>;
  /** Day asked for. */
  requestedOn: Scalars['Date']['output'];
  /** Where it stands. */
  status: RefundStatus;
};

/** How money goes back. */
export type RefundMethod =
  /** By a transfer, which the bank's statement will show. */
  | 'BANK'
  /** Out of the till, at once. */
  | 'CASH';

/** A refund after a change. */
export type RefundPayload = {
  __typename?: 'RefundPayload';
  /** The refund. */
  refund: Refund;
};

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

/** A row of a file that did not go in. */
export type RefusedReading = {
  __typename?: 'RefusedReading';
  /** Problems, by field. */
  errors: Array<FieldError>;
  /** Line of the file, counted from 1. */
  line: Scalars['Int']['output'];
};

/** A suggestion that is wrong. */
export type RejectSuggestionInput = {
  /** The match or booking that is suggested (UUID). */
  id: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** A deposit to release. */
export type ReleaseDepositInput = {
  /** How much; default all that is held. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Numbers of the customer's bills that it pays, in order; empty: it waits, to be given back or used later. */
  bills?: InputMaybe<Array<Scalars['String']['input']>>;
  /** UUID of the deposit's charge. */
  chargeId: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Why; stands beside the payment. */
  reason: Scalars['String']['input'];
};

/** A month whose revenue is released. */
export type ReleaseRevenueInput = {
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The month. */
  month: Scalars['Month']['input'];
};

/** How many charges became revenue. */
export type ReleaseRevenuePayload = {
  __typename?: 'ReleaseRevenuePayload';
  /** Charges of which something was released, or taken back. */
  released: Scalars['Int']['output'];
};

/** A rule to remove. */
export type RemoveMatchingRuleInput = {
  /** The rule (UUID). */
  id: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** A schedule to remove. */
export type RemoveScheduleInput = {
  /** Its code. */
  code: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** A removed schedule. */
export type RemoveSchedulePayload = {
  __typename?: 'RemoveSchedulePayload';
  /** Its code. */
  code: Scalars['String']['output'];
};

/** A month to open again. */
export type ReopenAccountingPeriodInput = {
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The month. */
  month: Scalars['Month']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
};

/** A meter that is replaced. */
export type ReplaceMeterInput = {
  /** Day on which it goes and the next one comes. */
  closedOn: Scalars['Date']['input'];
  /** What it shows then. */
  closingValue: Scalars['Decimal']['input'];
  /** Its digits; those of the old one where left out. */
  digits?: InputMaybe<Scalars['Int']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Code of the meter that goes. */
  meter: Scalars['String']['input'];
  /** Its multiplier; that of the old one where left out. */
  multiplier?: InputMaybe<Scalars['Decimal']['input']>;
  /** Code of the meter that comes. */
  newCode: Scalars['String']['input'];
  /** What that one shows when it comes. */
  openingValue: Scalars['Decimal']['input'];
};

/** A replaced meter. */
export type ReplaceMeterPayload = {
  __typename?: 'ReplaceMeterPayload';
  /** The meter that measures from now on. */
  meter: Meter;
};

/** A refund to ask for. */
export type RequestRefundInput = {
  /** Amount above zero; default all that waits. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** How. */
  method: RefundMethod;
  /** Account that the bank pays to; default the customer's. */
  payeeAccount?: InputMaybe<Scalars['String']['input']>;
  /** Whom it is paid to; default the customer. */
  payeeName?: InputMaybe<Scalars['String']['input']>;
  /** Number of the payment whose money waits. */
  payment: Scalars['String']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
};

/** A write-off to ask for. */
export type RequestWriteOffInput = {
  /** Amount above zero; default all that is open. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** The bill. */
  billId: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
};

/** A job to run again. */
export type RerunJobInput = {
  /** UUID of the job. */
  jobId: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** What is run again. */
export type RerunJobPayload = {
  __typename?: 'RerunJobPayload';
  /** The job; it waits for a server, for an instant. */
  job: ScheduledJob;
};

/** A bill to reverse. */
export type ReverseBillInput = {
  /** The bill. */
  billId: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Why; stands on the document. */
  reason: Scalars['String']['input'];
};

/** A run to reverse. */
export type ReverseBillingRunInput = {
  /** Why; stands on the documents. */
  reason: Scalars['String']['input'];
  /** The run. */
  runId: Scalars['ID']['input'];
};

/** A close to take back. */
export type ReverseDayCloseInput = {
  /** Number of the close. */
  dayClose: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Why; stands on the counter-close. */
  reason: Scalars['String']['input'];
};

/** A refund or a write-off to take back. */
export type ReverseRequestInput = {
  /** UUID of the refund or write-off. */
  id: Scalars['ID']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Why. */
  reason: Scalars['String']['input'];
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

/** Result for one row. */
export type RowResult = {
  __typename?: 'RowResult';
  /** Problems, by field. */
  errors: Array<FieldError>;
  /** Position in the input. */
  index: Scalars['Int']['output'];
  /** The row as stored now; null when it was never written. */
  row?: Maybe<DatasetRow>;
  /** What became of it. */
  status: RowStatus;
};

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
  after?: InputMaybe<Scalars['String']['input']>;
  /** The dataset. */
  dataset: DatasetName;
  /** Filter of the dataset, such as `{"runId": "…"}`. */
  filter?: InputMaybe<Scalars['JSON']['input']>;
  /** How many, at most 5,000. */
  first?: InputMaybe<Scalars['Int']['input']>;
  /** A cursor from an earlier answer: only rows changed since, archived ones included. */
  since?: InputMaybe<Scalars['String']['input']>;
};

/** A page of rows. */
export type RowsPage = {
  __typename?: 'RowsPage';
  /** When it was read. */
  asOf: Scalars['DateTime']['output'];
  /** Position of the change feed before the page was read. Keep that of the first page; pass it as `since` next time. */
  cursor: Scalars['String']['output'];
  /** Pass as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more rows follow. */
  hasMore: Scalars['Boolean']['output'];
  /** The rows, in the dataset's order. */
  rows: Array<DatasetRow>;
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

/** When a rule is asked of a line: every condition that is named must hold, of a list one entry. */
export type RuleConditions = {
  __typename?: 'RuleConditions';
  /** Codes of our accounts at banks and channels. */
  accounts: Array<Scalars['String']['output']>;
  /** At least this amount, in the line's currency. */
  amountFrom?: Maybe<Scalars['Decimal']['output']>;
  /** At most this amount. */
  amountTo?: Maybe<Scalars['Decimal']['output']>;
  /** Booked on this day or later. */
  bookedFrom?: Maybe<Scalars['Date']['output']>;
  /** Booked on this day or earlier. */
  bookedTo?: Maybe<Scalars['Date']['output']>;
  /** BANK, WECHAT, ALIPAY, STRIPE, UNIONPAY, PAYPAL or ADYEN. */
  channels: Array<Scalars['String']['output']>;
  /** IN or OUT. */
  direction?: Maybe<Scalars['String']['output']>;
  /** A regular expression (RE2) that is found in the reference or the text. */
  pattern?: Maybe<Scalars['String']['output']>;
  /** Parts of the payer's name, or accounts of the payer. */
  payers: Array<Scalars['String']['output']>;
  /** Words, one of which stands in the reference or the text, in capitals or not. */
  words: Array<Scalars['String']['output']>;
};

/** Conditions as they shall be; leave out what shall not matter. */
export type RuleConditionsInput = {
  /** Codes of our accounts. */
  accounts?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At least this amount. */
  amountFrom?: InputMaybe<Scalars['String']['input']>;
  /** At most this amount. */
  amountTo?: InputMaybe<Scalars['String']['input']>;
  /** Booked on this day or later. */
  bookedFrom?: InputMaybe<Scalars['Date']['input']>;
  /** Booked on this day or earlier. */
  bookedTo?: InputMaybe<Scalars['Date']['input']>;
  /** BANK, WECHAT, ALIPAY, STRIPE, UNIONPAY, PAYPAL or ADYEN. */
  channels?: InputMaybe<Array<Scalars['String']['input']>>;
  /** IN or OUT. */
  direction?: InputMaybe<Scalars['String']['input']>;
  /** A regular expression (RE2: no look-around, no back-references), at most 200 characters. */
  pattern?: InputMaybe<Scalars['String']['input']>;
  /** Parts of names, or accounts, at most 20. */
  payers?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Words, at most 20 of 60 characters. */
  words?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What became of what a rule found. */
export type RuleStatistics = {
  __typename?: 'RuleStatistics';
  /** Lines that stand matched or booked by it without a person. */
  applied: Scalars['Int']['output'];
  /** Lines that stand matched or booked because a person confirmed its suggestion. */
  confirmed: Scalars['Int']['output'];
  /** Suggestions that a person rejected, and matches and bookings of it that a person undid. */
  rejected: Scalars['Int']['output'];
  /** Suggestions of it that wait. */
  waiting: Scalars['Int']['output'];
};

/** What a rule would have done with past lines, on the books as they were when each line was decided. Nothing is changed. */
export type RuleTrial = {
  __typename?: 'RuleTrial';
  /** Lines that it would have done as it stands. */
  agrees: Scalars['Int']['output'];
  /** Of these, those that a person decided. */
  agreesWithPeople: Scalars['Int']['output'];
  /** Whether there were more lines than the most that is looked at; the latest were taken. */
  cut: Scalars['Boolean']['output'];
  /** Lines that it would have done otherwise. */
  disagrees: Scalars['Int']['output'];
  /** Of these, those that a person decided. */
  disagreesWithPeople: Scalars['Int']['output'];
  /** At most 100 of the lines, those that speak against the rule first. */
  examples: Array<TrialLine>;
  /** Lines that wait and that it would do now. */
  fresh: Scalars['Int']['output'];
  /** Lines that the conditions hold for. */
  holds: Scalars['Int']['output'];
  /** Lines that stand by themselves and would have waited. */
  holdsBack: Scalars['Int']['output'];
  /** Lines looked at. */
  lines: Scalars['Int']['output'];
  /** Lines that it would suggest something for. */
  suggests: Scalars['Int']['output'];
};

/** How a run's cycles stand beside those before. */
export type RunComparison = {
  __typename?: 'RunComparison';
  /** What they come to. */
  caughtUpAmount: Scalars['Decimal']['output'];
  /** Missed cycles, which ended before the run's period, that it catches up on. */
  caughtUpCount: Scalars['Int']['output'];
  /** By how much, in sum. */
  changedAmount: Scalars['Decimal']['output'];
  /** Cycles that cost another amount than the one before. */
  changedCount: Scalars['Int']['output'];
  /** What they come to. */
  newAmount: Scalars['Decimal']['output'];
  /** Cycles whose binding was not charged in the cycle before. */
  newCount: Scalars['Int']['output'];
  /** Cycles that cost the same. */
  sameCount: Scalars['Int']['output'];
};

/** A cycle that could not be priced, and why. */
export type RunException = {
  __typename?: 'RunException';
  /** Code of the binding. */
  binding: Scalars['String']['output'];
  /** Stable code, such as `pricing.no_price` or `metering.no_reading`. */
  code: Scalars['String']['output'];
  /** Code of the customer. */
  customer: Scalars['String']['output'];
  /** Name of the customer. */
  customerName: Scalars['String']['output'];
  /** Code of the fee item. */
  feeItem: Scalars['String']['output'];
  /** What is missing and where to put it. */
  message: Scalars['String']['output'];
};

/** A schedule to run now. */
export type RunScheduleNowInput = {
  /** Its code. */
  code: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
};

/** What was asked for. */
export type RunScheduleNowPayload = {
  __typename?: 'RunScheduleNowPayload';
  /** The job; it waits for a server, for an instant. */
  job: ScheduledJob;
};

/** Whom a run bills. */
export type RunScopeInput = {
  /** Name of the building, for BUILDING. */
  building?: InputMaybe<Scalars['String']['input']>;
  /** Code of the community (also of a building's) or customer, or name of the customer group; null for the others. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Codes of the customers or fee items, for CUSTOMERS and FEE_ITEMS; at most 500. */
  codes?: InputMaybe<Array<Scalars['String']['input']>>;
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

/** Sum of a run for one fee item. */
export type RunTotal = {
  __typename?: 'RunTotal';
  /** Sum, tax included. */
  amount: Scalars['Decimal']['output'];
  /** Number of charges. */
  count: Scalars['Int']['output'];
  /** Code of the fee item. */
  feeItem: Scalars['String']['output'];
  /** Its English name. */
  nameEn: Scalars['String']['output'];
  /** Its Chinese name. */
  nameZh: Scalars['String']['output'];
  /** Sum in the cycle before. */
  previousAmount: Scalars['Decimal']['output'];
};

/** A charge that deserves a look before it is billed. */
export type RunWarning = {
  __typename?: 'RunWarning';
  /** What the cycle comes to. */
  amount: Scalars['Decimal']['output'];
  /** Code of the binding. */
  binding: Scalars['String']['output'];
  /** `ZERO_NOW`: nothing where there was something; `JUMP`: a large change. */
  code: Scalars['String']['output'];
  /** Code of the customer. */
  customer: Scalars['String']['output'];
  /** Name of the customer. */
  customerName: Scalars['String']['output'];
  /** Code of the fee item. */
  feeItem: Scalars['String']['output'];
  /** What the cycle before came to. */
  previousAmount: Scalars['Decimal']['output'];
};

/** A rule to keep. */
export type SaveMatchingRuleInput = {
  /** Whether it is asked. */
  enabled: Scalars['Boolean']['input'];
  /** The rule that is changed (UUID); leave it out for a new one, which comes first. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** What it shall be. */
  rule: MatchingRuleInput;
  /** Version of the rule that is changed. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** A source of readings or usage events. */
export type SaveMeteringSourceInput = {
  /** Its code; a source with this code is changed. */
  code: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** How it is read. */
  kind: MeteringSourceKind;
  /** Settings of its kind, all texts, and `map`: an object of our fields to theirs. Never a secret. */
  settings: Scalars['JSON']['input'];
  /** What it holds. */
  target: MeteringTarget;
};

/** A kept source. */
export type SaveMeteringSourcePayload = {
  __typename?: 'SaveMeteringSourcePayload';
  /** Its code. */
  code: Scalars['String']['output'];
};

/** A schedule as it shall be. */
export type SaveScheduleInput = {
  /** What it does. */
  action: ScheduleAction;
  /** Arguments of the action, an object. */
  arguments: Scalars['JSON']['input'];
  /** What happens to times that passed while no server ran. */
  catchUp?: CatchUp;
  /** Its code: letters, digits and dashes. */
  code: Scalars['String']['input'];
  /** Minute, hour, day of month, month, weekday; needed for CRON. */
  cron?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is due at all. */
  enabled?: Scalars['Boolean']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** How it says when. */
  kind: ScheduleKind;
  /** 1 to 31; needed for MONTHLY. */
  monthDay?: InputMaybe<Scalars['Int']['input']>;
  /** What people call it. */
  name?: Scalars['String']['input'];
  /** `HH:MM`; needed but for CRON. */
  time?: InputMaybe<Scalars['String']['input']>;
  /** IANA time zone, such as Asia/Shanghai. */
  timeZone: Scalars['String']['input'];
  /** Version of the schedule that is changed; leave it out to make a new one. */
  version?: InputMaybe<Scalars['Int']['input']>;
  /** 1 is Monday; needed for WEEKLY. */
  weekdays?: InputMaybe<Array<Scalars['Int']['input']>>;
};

/** A kept schedule. */
export type SaveSchedulePayload = {
  __typename?: 'SaveSchedulePayload';
  /** The schedule. */
  schedule: Schedule;
};

/** A profile as it shall be. */
export type SaveStatementProfileInput = {
  /** UUID of the profile to change; none for a new one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Its name, unique among those in use. */
  name: Scalars['String']['input'];
  /** How the table is read. */
  table: StatementTableInput;
  /** Version of the profile that is changed. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** A kept profile. */
export type SaveStatementProfilePayload = {
  __typename?: 'SaveStatementProfilePayload';
  /** The profile. */
  profile: StatementProfile;
};

/** When something happens by itself. */
export type Schedule = {
  __typename?: 'Schedule';
  /** What it does. */
  action: ScheduleAction;
  /** Arguments of the action, an object. */
  arguments: Scalars['JSON']['output'];
  /** What happens to times that passed while no server ran. */
  catchUp: CatchUp;
  /** Its code. */
  code: Scalars['String']['output'];
  /** The expression; null but for CRON. */
  cron?: Maybe<Scalars['String']['output']>;
  /** Whether it is due at all. */
  enabled: Scalars['Boolean']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** How it says when. */
  kind: ScheduleKind;
  /** The job that ended or failed last. */
  lastJob?: Maybe<ScheduledJob>;
  /** The last time that it was due. */
  lastRunAt?: Maybe<Scalars['DateTime']['output']>;
  /** Day of the month; null but for MONTHLY. */
  monthDay?: Maybe<Scalars['Int']['output']>;
  /** What people call it. */
  name: Scalars['String']['output'];
  /** When it is due next; null when it is off. */
  nextRunAt?: Maybe<Scalars['DateTime']['output']>;
  /** `HH:MM` in its time zone; null for CRON. */
  time?: Maybe<Scalars['String']['output']>;
  /** IANA time zone that its times are in. A time that the clocks leave out is due as much later, once; one that they show twice, the first time. */
  timeZone: Scalars['String']['output'];
  /** Counts changes; pass it on when changing. */
  version: Scalars['Int']['output'];
  /** 1 is Monday; empty but for WEEKLY. */
  weekdays: Array<Scalars['Int']['output']>;
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

/** One time that a schedule was due. It runs once, however many servers there are. */
export type ScheduledJob = {
  __typename?: 'ScheduledJob';
  /** What it does. */
  action: ScheduleAction;
  /** How often it was begun since it was last asked for. */
  attempts: Scalars['Int']['output'];
  /** When it was due, or asked for. */
  dueAt: Scalars['DateTime']['output'];
  /** Stable code of why it failed the last time; null when it did not. */
  errorCode?: Maybe<Scalars['String']['output']>;
  /** English sentence of why it failed the last time. */
  errorMessage?: Maybe<Scalars['String']['output']>;
  /** When it ended or failed the last time. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Who asked for it; null for the clock. */
  requestedBy?: Maybe<Scalars['String']['output']>;
  /** What it brought, by action: counts, the number of the run. */
  result?: Maybe<Scalars['JSON']['output']>;
  /** Code of the schedule. */
  schedule: Scalars['String']['output'];
  /** Name of the schedule. */
  scheduleName: Scalars['String']['output'];
  /** When it was begun the last time. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it stands. */
  status: ScheduledJobStatus;
};

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
  login: Scalars['String']['input'];
  /** Password. */
  password: Scalars['String']['input'];
  /** Code of the tenant. */
  tenant: Scalars['String']['input'];
};

/** Result of a sign-in. */
export type SignInPayload = {
  __typename?: 'SignInPayload';
  /** When the session ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** Bearer token for the add-in, to be sent as `Authorization: Bearer …`; browsers also get an httpOnly cookie. */
  token: Scalars['String']['output'];
  /** Who is signed in. */
  viewer: Viewer;
};

/** A subscription that begins. */
export type StartSubscriptionInput = {
  /** Code of the binding; made of fee item and premise (or customer) where it is left out. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** Number of the contract. */
  contract?: InputMaybe<Scalars['String']['input']>;
  /** Code of the customer. */
  customer: Scalars['String']['input'];
  /** Show what would be charged; nothing is written. */
  dryRun?: Scalars['Boolean']['input'];
  /** Code of the fee item. */
  feeItem: Scalars['String']['input'];
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Code of the premise. */
  premise?: InputMaybe<Scalars['String']['input']>;
  /** Seats or another fixed quantity. */
  quantity?: Scalars['Decimal']['input'];
  /** First day. */
  startDate: Scalars['Date']['input'];
  /** Days that are not charged, 1 to 730; then it converts by itself. */
  trialDays?: InputMaybe<Scalars['Int']['input']>;
};

/** A bank's or channel's file. */
export type Statement = {
  __typename?: 'Statement';
  /** Whose account. */
  bankAccount: BankAccount;
  /** Closing balance where stated. */
  closing?: Maybe<Scalars['Decimal']['output']>;
  /** Encoding found. */
  encoding: Scalars['String']['output'];
  /** Name of the file. */
  fileName: Scalars['String']['output'];
  /** Format found, such as `camt.053`. */
  format: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** When it was imported. */
  importedAt: Scalars['DateTime']['output'];
  /** Lines in the file. */
  lineCount: Scalars['Int']['output'];
  /** Lines matched now. */
  matchedCount: Scalars['Int']['output'];
  /** Lines that were not known before. */
  newLineCount: Scalars['Int']['output'];
  /** The same, so that it can be said in any language. */
  notices: Array<StatementWarning>;
  /** Number, such as `S-000003`. */
  number: Scalars['String']['output'];
  /** Opening balance where stated. */
  opening?: Maybe<Scalars['Decimal']['output']>;
  /** Name of the profile that a table was read by; empty for other formats. */
  profile: Scalars['String']['output'];
  /** Lines with candidates. */
  suggestedCount: Scalars['Int']['output'];
  /** Whether opening and movements give closing; null where not stated. */
  ties?: Maybe<Scalars['Boolean']['output']>;
  /** Lines without any. */
  unmatchedCount: Scalars['Int']['output'];
  /** What does not tie or looks odd, as English sentences. */
  warnings: Array<Scalars['String']['output']>;
};

/** What a column holds. */
export type StatementColumn = {
  __typename?: 'StatementColumn';
  /** Its name as `previewStatement` gives it: heading, `heading#2` for the second one of that heading, `#5` for the fifth column. */
  column: Scalars['String']['output'];
  /** What. */
  kind: StatementColumnKind;
};

/** What a column holds. */
export type StatementColumnInput = {
  /** Its name as `previewStatement` gives it. */
  column: Scalars['String']['input'];
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

/** One movement. */
export type StatementLine = {
  __typename?: 'StatementLine';
  /** Amount, above zero. */
  amount: Scalars['Decimal']['output'];
  /** Booking day. */
  bookedOn: Scalars['Date']['output'];
  /** What it was booked as where it pays no bill; null when nothing. */
  booking?: Maybe<LineBooking>;
  /** Matches that could be applied, best first. */
  candidates: Array<Match>;
  /** What somebody remarked about it; empty when nothing. */
  comment: Scalars['String']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** IN or OUT. */
  direction: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** PAYMENT, REFUND, FEE, REVERSAL, RETURN, INTEREST, PAYOUT or OTHER, as far as the file says it. */
  kind: Scalars['String']['output'];
  /** The match applied; null when none. */
  match?: Maybe<Match>;
  /** Account of the payer. */
  payerAccount: Scalars['String']['output'];
  /** Name of the payer. */
  payerName: Scalars['String']['output'];
  /** Reference given. */
  reference: Scalars['String']['output'];
  /** Where it stands. */
  status: StatementLineStatus;
  /** What a rule would book it as, waiting for somebody to confirm it; null when nothing. */
  suggestedBooking?: Maybe<LineBooking>;
  /** Remittance text. */
  text: Scalars['String']['output'];
};

/** A page of statement lines. */
export type StatementLineConnection = {
  __typename?: 'StatementLineConnection';
  /** The lines, newest statement first, in file order. */
  nodes: Array<StatementLine>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Which lines to list. */
export type StatementLineFilter = {
  /** Only of this statement (UUID). */
  statementId?: InputMaybe<Scalars['ID']['input']>;
  /** Only in these states. */
  status?: InputMaybe<Array<StatementLineStatus>>;
};

/** A statement line after a change. */
export type StatementLinePayload = {
  __typename?: 'StatementLinePayload';
  /** The line. */
  line: StatementLine;
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

/** Lines after they were matched together. */
export type StatementLinesPayload = {
  __typename?: 'StatementLinesPayload';
  /** The lines, in the order in which they pay. */
  lines: Array<StatementLine>;
};

/** What is known of a file before it is imported. */
export type StatementPreview = {
  __typename?: 'StatementPreview';
  /** The columns, in order. */
  columns: Array<StatementPreviewColumn>;
  /** Encoding found. */
  encoding: Scalars['String']['output'];
  /** Line of the headings; 0 for a table without any. */
  headingLine: Scalars['Int']['output'];
  /** Why it cannot be read so. */
  problem?: Maybe<StatementPreviewProblem>;
  /** Name of the profile that it is read by; empty for none, or for one not saved yet. */
  profile: Scalars['String']['output'];
  /** What it would come to; null where it cannot be read so. */
  result?: Maybe<StatementPreviewResult>;
  /** The first rows; empty for what is no table. */
  rows: Array<StatementPreviewRow>;
  /** Sign between columns: `,` `;` `|` or a tab; empty for a workbook. */
  separator: Scalars['String']['output'];
  /** How it is read, or would be as far as its headings tell. */
  table?: Maybe<StatementProfile>;
};

/** A column of a table. */
export type StatementPreviewColumn = {
  __typename?: 'StatementPreviewColumn';
  /** Its heading as it stands there; empty where it has none. */
  heading: Scalars['String']['output'];
  /** What it seems to hold, or is said to; null for nothing that matters. */
  kind?: Maybe<StatementColumnKind>;
  /** Its name for profiles. */
  name: Scalars['String']['output'];
};

/** A movement as it would be imported. */
export type StatementPreviewLine = {
  __typename?: 'StatementPreviewLine';
  /** Amount, above zero. */
  amount: Scalars['Decimal']['output'];
  /** Booking day. */
  bookedOn: Scalars['Date']['output'];
  /** ISO 4217 code; empty: that of the account. */
  currency: Scalars['String']['output'];
  /** IN or OUT. */
  direction: Scalars['String']['output'];
  /** Line of the file. */
  line: Scalars['Int']['output'];
  /** Account of the other side. */
  partyAccount: Scalars['String']['output'];
  /** Name of the other side. */
  partyName: Scalars['String']['output'];
  /** Reference given. */
  reference: Scalars['String']['output'];
  /** Remittance text. */
  text: Scalars['String']['output'];
};

/** Why a file cannot be read so. */
export type StatementPreviewProblem = {
  __typename?: 'StatementPreviewProblem';
  /** Stable code. */
  code: Scalars['String']['output'];
  /** Column that it is about; null for none. */
  field?: Maybe<Scalars['String']['output']>;
  /** Line of the file; null for none. */
  line?: Maybe<Scalars['Int']['output']>;
  /** English sentence that names the way out. */
  message: Scalars['String']['output'];
  /** What the sentence names: an object of texts. */
  params: Scalars['JSON']['output'];
};

/** What a file would come to. */
export type StatementPreviewResult = {
  __typename?: 'StatementPreviewResult';
  /** Account that the file names; empty for none. */
  account: Scalars['String']['output'];
  /** Balance behind the last line where it is known. */
  closing?: Maybe<Scalars['Decimal']['output']>;
  /** How many there are. */
  count: Scalars['Int']['output'];
  /** How many of them are money in. */
  countIn: Scalars['Int']['output'];
  /** Format found, such as `bank_csv`. */
  format: Scalars['String']['output'];
  /** The first lines. */
  lines: Array<StatementPreviewLine>;
  /** Balance before the first line where it is known. */
  opening?: Maybe<Scalars['Decimal']['output']>;
  /** Sum of money in; of all currencies. */
  sumIn: Scalars['Decimal']['output'];
  /** Sum of money out; of all currencies. */
  sumOut: Scalars['Decimal']['output'];
  /** Whether the balances follow from the lines; null where the file offers nothing to check. */
  ties?: Maybe<Scalars['Boolean']['output']>;
  /** What does not tie or looks odd. */
  warnings: Array<StatementWarning>;
};

/** A row of a table as it stands in the file. */
export type StatementPreviewRow = {
  __typename?: 'StatementPreviewRow';
  /** Its cells; long ones are cut. */
  cells: Array<Scalars['String']['output']>;
  /** Line of the file, or row of the sheet. */
  line: Scalars['Int']['output'];
};

/** How a table of a bank is read. */
export type StatementProfile = {
  __typename?: 'StatementProfile';
  /** Whether it was put away: it recognises no file. */
  archived: Scalars['Boolean']['output'];
  /** What the columns hold. */
  columns: Array<StatementColumn>;
  /** ISO 4217 code where no column says it; null: that of the account. */
  currency?: Maybe<Scalars['String']['output']>;
  /** Order of its dates; null: as they look. */
  dates?: Maybe<StatementDateOrder>;
  /** Decimal sign of its figures; null: as they look. */
  decimal?: Maybe<StatementDecimalSign>;
  /** Headings by which a file is recognised; empty where the table has none. */
  headings: Array<Scalars['String']['output']>;
  /** UUID; null for one that ships. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Words of the DIRECTION column for money in. */
  inWords: Array<Scalars['String']['output']>;
  /** A positive amount is money out, as on credit cards. */
  inverted: Scalars['Boolean']['output'];
  /** What a person calls it. */
  label: Scalars['String']['output'];
  /** Rows in which a cell begins with one of these are no movements. */
  leaveOut: Array<Scalars['String']['output']>;
  /** Its name, unique in the tenant; for the command line and `importStatement`. */
  name: Scalars['String']['output'];
  /** Words of the DIRECTION column for money out. */
  outWords: Array<Scalars['String']['output']>;
  /** Counts changes; pass it on when changing. */
  version: Scalars['Int']['output'];
};

/** How a table is read, as a person points it out. */
export type StatementTableInput = {
  /** What the columns hold. */
  columns: Array<StatementColumnInput>;
  /** ISO 4217 code where no column says it; null: that of the account. */
  currency?: InputMaybe<Scalars['String']['input']>;
  /** Order of its dates; null: as they look. */
  dates?: InputMaybe<StatementDateOrder>;
  /** Decimal sign of its figures; null: as they look. */
  decimal?: InputMaybe<StatementDecimalSign>;
  /** Headings by which a file is recognised; empty for a table without any. */
  headings: Array<Scalars['String']['input']>;
  /** Words of the DIRECTION column for money in. */
  inWords?: Array<Scalars['String']['input']>;
  /** A positive amount is money out, as on credit cards. */
  inverted?: Scalars['Boolean']['input'];
  /** Rows in which a cell begins with one of these are no movements. */
  leaveOut?: Array<Scalars['String']['input']>;
  /** Words of the DIRECTION column for money out. */
  outWords?: Array<Scalars['String']['input']>;
};

/** What does not tie or looks odd in a file that was imported all the same. */
export type StatementWarning = {
  __typename?: 'StatementWarning';
  /** Stable code, such as `statement.does_not_tie`. */
  code: Scalars['String']['output'];
  /** Member of an archive that it is about; null for a file of its own. */
  file?: Maybe<Scalars['String']['output']>;
  /** Line of the file; null where it is about the whole. */
  line?: Maybe<Scalars['Int']['output']>;
  /** The sentence in English. */
  message: Scalars['String']['output'];
  /** Which of the code's sentences, such as `balances_differ`; empty for what was imported before sentences had names. */
  name: Scalars['String']['output'];
  /** What the sentence names: an object of texts, amounts as plain decimals. */
  params: Scalars['JSON']['output'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** A billing run now, and again each time that it has moved on, until it stands still or after ten minutes. */
  billingRunProgress: BillingRun;
};


export type SubscriptionBillingRunProgressArgs = {
  id: Scalars['ID']['input'];
};

/** A charge that the next billing run makes of a change. */
export type SubscriptionCharge = {
  __typename?: 'SubscriptionCharge';
  /** Amount, tax included; negative for a credit. Null where it cannot be priced. */
  amount?: Maybe<Scalars['Decimal']['output']>;
  /** Code of the binding. */
  binding: Scalars['String']['output'];
  /** Why it cannot be priced. */
  exception?: Maybe<Scalars['String']['output']>;
  /** Code of the fee item. */
  feeItem: Scalars['String']['output'];
  /** REGULAR, or CORRECTION for what a billed cycle costs more or less now. */
  kind: Scalars['String']['output'];
  /** First day after it. */
  periodEnd: Scalars['Date']['output'];
  /** First day. */
  periodStart: Scalars['Date']['output'];
  /** Quantity; of a correction, how much more or less. */
  quantity?: Maybe<Scalars['Decimal']['output']>;
};

/** What became of a change. */
export type SubscriptionPayload = {
  __typename?: 'SubscriptionPayload';
  /** Whether it was written; false for a dry run. */
  applied: Scalars['Boolean']['output'];
  /** What the next billing run charges because of it, up to the end of its month. */
  charges: Array<SubscriptionCharge>;
  /** Currency of the sum. */
  currency: Scalars['String']['output'];
  /** The subscription that goes on, or that ends. */
  subscription: CustomerSubscription;
  /** Their sum. */
  total: Scalars['Decimal']['output'];
};

/** Where a subscription stands today. */
export type SubscriptionStatus =
  /** It is charged. */
  | 'ACTIVE'
  /** It has ended. */
  | 'ENDED'
  /** It begins later. */
  | 'FUTURE'
  /** In its trial; nothing is charged. */
  | 'TRIAL';

/** One company's books: everything belongs to exactly one tenant. */
export type Tenant = {
  __typename?: 'Tenant';
  /** Short name used at sign-in, such as `cuihu`. */
  code: Scalars['String']['output'];
  /** ISO 4217 code of the currency it keeps its books in. */
  currency: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
  /** Score of 50 to 100 from which on a match is applied by itself. */
  matchThreshold: Scalars['Int']['output'];
  /** Name of the company. */
  name: Scalars['String']['output'];
  /** Days within which a bill is to be paid, where neither contract nor customer says. */
  paymentDays: Scalars['Int']['output'];
  /** Whether somebody other than who made a billing run approves it before it is posted. */
  postingNeedsApproval: Scalars['Boolean']['output'];
  /** IANA time zone of its business dates. */
  timeZone: Scalars['String']['output'];
  /** Today in the tenant's time zone. */
  today: Scalars['Date']['output'];
};

/** A text file to save. */
export type TextFile = {
  __typename?: 'TextFile';
  /** Its text. */
  content: Scalars['String']['output'];
  /** Name to save it by. */
  fileName: Scalars['String']['output'];
  /** Its media type. */
  mediaType: Scalars['String']['output'];
};

/** One ledger row: an amount from a credit account to a debit account. */
export type Transfer = {
  __typename?: 'Transfer';
  /** Amount, above zero. */
  amount: Scalars['Decimal']['output'];
  /** Code of the account credited. */
  creditAccount: Scalars['String']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Code of the account debited. */
  debitAccount: Scalars['String']['output'];
  /** UUID. */
  id: Scalars['ID']['output'];
};

/** One line of a trial. */
export type TrialLine = {
  __typename?: 'TrialLine';
  /** Amount, above zero. */
  amount: Scalars['Decimal']['output'];
  /** Booking day. */
  bookedOn: Scalars['Date']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** IN or OUT. */
  direction: Scalars['String']['output'];
  /** The statement line (UUID). */
  lineId: Scalars['ID']['output'];
  /** Name of the payer. */
  payerName: Scalars['String']['output'];
  /** Reference and text. */
  said: Scalars['String']['output'];
  /** What the rule would have made of it. */
  verdict: TrialVerdict;
  /** What stands. */
  was: TrialOutcome;
  /** What would be. */
  would: TrialOutcome;
};

/** What a line is, or would be. */
export type TrialOutcome = {
  __typename?: 'TrialOutcome';
  /** Numbers of the bills. */
  bills: Array<Scalars['String']['output']>;
  /** What it is booked as; null where nothing. */
  booking?: Maybe<LineBookingKind>;
  /** Whether a person decided it. */
  byPerson: Scalars['Boolean']['output'];
  /** Name of the customer; null where none. */
  customer?: Maybe<Scalars['String']['output']>;
  /** The sentence of a candidate; empty where there is none. */
  reason: Scalars['String']['output'];
  /** Which of these. */
  state: TrialState;
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
  from: Scalars['Date']['input'];
  /** The rule that it takes the place of (UUID); leave it out for a new one, which comes first. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** What it would be. */
  rule: MatchingRuleInput;
  /** Lines booked on this day or earlier. */
  to: Scalars['Date']['input'];
};

/** A match to undo. */
export type UnmatchLineInput = {
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** The statement line. */
  lineId: Scalars['ID']['input'];
  /** Whether the lines that pay the same bills together are set free as well. */
  together?: Scalars['Boolean']['input'];
};

/** What became of a usage event. */
export type UsageResult = {
  __typename?: 'UsageResult';
  /** Problems, by field. */
  errors: Array<FieldError>;
  /** Position in the input. */
  index: Scalars['Int']['output'];
  /** APPLIED; UNCHANGED when it was there already with the same content; REFUSED. */
  status: RowStatus;
};

/** Who is signed in, and where. */
export type Viewer = {
  __typename?: 'Viewer';
  /** For each dataset what this operator may read and edit, with the reason where not. */
  datasets: Array<DatasetAccess>;
  /** The operator. */
  operator: Operator;
  /** The tenant whose books are open. */
  tenant: Tenant;
};

/** A payment to void. */
export type VoidPaymentInput = {
  /** Idempotency key. */
  key: Scalars['String']['input'];
  /** Number of the payment; it is never used again. */
  payment: Scalars['String']['input'];
  /** Why; stays in the audit trail. */
  reason: Scalars['String']['input'];
};

/** A debt that is given up. */
export type WriteOff = {
  __typename?: 'WriteOff';
  /** Amount. */
  amount: Scalars['Decimal']['output'];
  /** Number of the bill. */
  bill: Scalars['String']['output'];
  /** ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** Who owes it. */
  customer: Customer;
  /** Name of who decided. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  /** Day decided. */
  decidedOn?: Maybe<Scalars['Date']['output']>;
  /** UUID. */
  id: Scalars['ID']['output'];
  /** What who decided, or took it back, had to say. */
  note: Scalars['String']['output'];
  /** Number, gapless in the tenant. */
  number: Scalars['String']['output'];
  /** Whether the signed-in operator asked for it, and so may not decide it. */
  own: Scalars['Boolean']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** Name of who asked for it. */
  requestedBy?: Maybe<Scalars['String']['output']>;
  /** Day asked for. */
  requestedOn: Scalars['Date']['output'];
  /** Where it stands. */
  status: WriteOffStatus;
};

/** A write-off after a change. */
export type WriteOffPayload = {
  __typename?: 'WriteOffPayload';
  /** The write-off. */
  writeOff: WriteOff;
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



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptReadingInput: AcceptReadingInput;
  AcceptReadingPayload: ResolverTypeWrapper<AcceptReadingPayload>;
  AccountBalance: ResolverTypeWrapper<AccountBalance>;
  AccountingPeriod: ResolverTypeWrapper<AccountingPeriod>;
  AccountingPeriodPayload: ResolverTypeWrapper<AccountingPeriodPayload>;
  AllocatePaymentInput: AllocatePaymentInput;
  ApproveBillingRunInput: ApproveBillingRunInput;
  ArchiveStatementProfileInput: ArchiveStatementProfileInput;
  AuditEvent: ResolverTypeWrapper<AuditEvent>;
  BankAccount: ResolverTypeWrapper<BankAccount>;
  Bill: ResolverTypeWrapper<BillView>;
  BillConnection: ResolverTypeWrapper<Omit<BillConnection, 'nodes'> & { nodes: Array<ResolversTypes['Bill']> }>;
  BillFilter: BillFilter;
  BillingCycle: BillingCycle;
  BillingRun: ResolverTypeWrapper<Run>;
  BillingRunPayload: ResolverTypeWrapper<Omit<BillingRunPayload, 'run'> & { run: ResolversTypes['BillingRun'] }>;
  BillingTiming: BillingTiming;
  BindFeeItem: BindFeeItem;
  BindFeeItemsInput: BindFeeItemsInput;
  BindFeeItemsPayload: ResolverTypeWrapper<BindFeeItemsPayload>;
  BookLineInput: BookLineInput;
  BookableAccount: ResolverTypeWrapper<BookableAccount>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelBillingRunInput: CancelBillingRunInput;
  CancelSubscriptionInput: CancelSubscriptionInput;
  CatchUp: CatchUp;
  Cells: ResolverTypeWrapper<Scalars['Cells']['output']>;
  ChangeSubscriptionInput: ChangeSubscriptionInput;
  ChangeTenantSettingsInput: ChangeTenantSettingsInput;
  ChangeTenantSettingsPayload: ResolverTypeWrapper<ChangeTenantSettingsPayload>;
  Charge: ResolverTypeWrapper<Charge>;
  ChargeExplanation: ResolverTypeWrapper<ChargeExplanation>;
  CloseAccountingPeriodInput: CloseAccountingPeriodInput;
  CloseCounterDayInput: CloseCounterDayInput;
  ClosingCheck: ResolverTypeWrapper<ClosingCheck>;
  ClosingCheckCode: ClosingCheckCode;
  CommentLineInput: CommentLineInput;
  CountedPieces: ResolverTypeWrapper<CountedPieces>;
  CountedPiecesInput: CountedPiecesInput;
  CounterDay: ResolverTypeWrapper<CounterDayView>;
  CounterDrawer: ResolverTypeWrapper<CounterDrawer>;
  CounterMovement: ResolverTypeWrapper<MovementView>;
  CounterMovementConnection: ResolverTypeWrapper<Omit<CounterMovementConnection, 'nodes'> & { nodes: Array<ResolversTypes['CounterMovement']> }>;
  CreditBillInput: CreditBillInput;
  CreditKind: CreditKind;
  CreditLineInput: CreditLineInput;
  CreditNote: ResolverTypeWrapper<CreditNoteView>;
  CreditNoteConnection: ResolverTypeWrapper<Omit<CreditNoteConnection, 'nodes'> & { nodes: Array<ResolversTypes['CreditNote']> }>;
  CreditNoteFilter: CreditNoteFilter;
  CreditNotePayload: ResolverTypeWrapper<Omit<CreditNotePayload, 'creditNote'> & { creditNote: ResolversTypes['CreditNote'] }>;
  CreditStatus: CreditStatus;
  Customer: ResolverTypeWrapper<Customer>;
  CustomerBalance: ResolverTypeWrapper<CustomerBalance>;
  CustomerConnection: ResolverTypeWrapper<CustomerConnection>;
  CustomerFilter: CustomerFilter;
  CustomerKind: CustomerKind;
  CustomerStatement: ResolverTypeWrapper<CustomerStatementView>;
  CustomerStatementAllocation: ResolverTypeWrapper<CustomerStatementAllocation>;
  CustomerStatementLine: ResolverTypeWrapper<CustomerStatementLine>;
  CustomerStatementLineKind: CustomerStatementLineKind;
  CustomerSubscription: ResolverTypeWrapper<CustomerSubscription>;
  DatasetAccess: ResolverTypeWrapper<DatasetAccess>;
  DatasetName: DatasetName;
  DatasetRow: ResolverTypeWrapper<DatasetRow>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DayClose: ResolverTypeWrapper<DayCloseView>;
  DayCloseConnection: ResolverTypeWrapper<Omit<DayCloseConnection, 'nodes'> & { nodes: Array<ResolversTypes['DayClose']> }>;
  DayClosePayload: ResolverTypeWrapper<Omit<DayClosePayload, 'dayClose'> & { dayClose: ResolversTypes['DayClose'] }>;
  DecideRequestInput: DecideRequestInput;
  DecideWaiverInput: DecideWaiverInput;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Deposit: ResolverTypeWrapper<Deposit>;
  DocumentFile: ResolverTypeWrapper<DocumentFile>;
  EstimateReadingsInput: EstimateReadingsInput;
  EstimateReadingsPayload: ResolverTypeWrapper<EstimateReadingsPayload>;
  FeeCategory: FeeCategory;
  FeeItem: ResolverTypeWrapper<FeeItemView>;
  FeeItemConnection: ResolverTypeWrapper<Omit<FeeItemConnection, 'nodes'> & { nodes: Array<ResolversTypes['FeeItem']> }>;
  FeeItemFilter: FeeItemFilter;
  FieldError: ResolverTypeWrapper<FieldError>;
  Figure: ResolverTypeWrapper<Figure>;
  FigureRequest: FigureRequest;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ImportReadingsInput: ImportReadingsInput;
  ImportReadingsPayload: ResolverTypeWrapper<Omit<ImportReadingsPayload, 'refused'> & { refused: Array<ResolversTypes['RefusedReading']> }>;
  ImportStatementInput: ImportStatementInput;
  ImportStatementPayload: ResolverTypeWrapper<Omit<ImportStatementPayload, 'statements'> & { statements: Array<ResolversTypes['Statement']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JournalEntry: ResolverTypeWrapper<JournalEntry>;
  KpiGrouping: KpiGrouping;
  KpiInput: KpiInput;
  KpiRow: ResolverTypeWrapper<KpiRow>;
  Language: Language;
  LineBooking: ResolverTypeWrapper<BookingView>;
  LineBookingKind: LineBookingKind;
  Match: ResolverTypeWrapper<MatchView>;
  MatchAgainInput: MatchAgainInput;
  MatchAgainPayload: ResolverTypeWrapper<MatchAgainPayload>;
  MatchLineInput: MatchLineInput;
  MatchLinesTogetherInput: MatchLinesTogetherInput;
  MatchingRule: ResolverTypeWrapper<RuleView>;
  MatchingRuleInput: MatchingRuleInput;
  MatchingRulesPayload: ResolverTypeWrapper<Omit<MatchingRulesPayload, 'rules'> & { rules: Array<ResolversTypes['MatchingRule']> }>;
  Meter: ResolverTypeWrapper<MeterView>;
  MeterLoss: ResolverTypeWrapper<MeterLoss>;
  MeterReading: ResolverTypeWrapper<MeterReading>;
  MeteringSourceKind: MeteringSourceKind;
  MeteringTarget: MeteringTarget;
  Month: ResolverTypeWrapper<Scalars['Month']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Operator: ResolverTypeWrapper<Operator>;
  OrderMatchingRulesInput: OrderMatchingRulesInput;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PauseBillingRunInput: PauseBillingRunInput;
  Payment: ResolverTypeWrapper<PaymentView>;
  PaymentChannel: PaymentChannel;
  PaymentPayload: ResolverTypeWrapper<Omit<PaymentPayload, 'payment'> & { payment: ResolversTypes['Payment'] }>;
  PostBillingRunInput: PostBillingRunInput;
  Premise: ResolverTypeWrapper<Premise>;
  PremiseConnection: ResolverTypeWrapper<PremiseConnection>;
  PremiseFilter: PremiseFilter;
  PrepaymentPackage: ResolverTypeWrapper<PrepaymentPackage>;
  PreviewBillingRunInput: PreviewBillingRunInput;
  PreviewStatementInput: PreviewStatementInput;
  PriceImpact: ResolverTypeWrapper<PriceImpact>;
  PriceImpactInput: PriceImpactInput;
  PriceImpactRow: ResolverTypeWrapper<PriceImpactRow>;
  PriceQuote: ResolverTypeWrapper<PriceQuote>;
  PriceQuoteInput: PriceQuoteInput;
  PriceVersion: ResolverTypeWrapper<PriceVersion>;
  Proration: Proration;
  PublishInput: PublishInput;
  PublishMode: PublishMode;
  PublishPayload: ResolverTypeWrapper<PublishPayload>;
  PublishRow: PublishRow;
  PullMeteringSourceInput: PullMeteringSourceInput;
  PullMeteringSourcePayload: ResolverTypeWrapper<PullMeteringSourcePayload>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReadingEstimate: ResolverTypeWrapper<ReadingEstimate>;
  RecordPaymentInput: RecordPaymentInput;
  RecordUsageInput: RecordUsageInput;
  RecordUsagePayload: ResolverTypeWrapper<UsageAnswers>;
  Refund: ResolverTypeWrapper<RefundView>;
  RefundMethod: RefundMethod;
  RefundPayload: ResolverTypeWrapper<Omit<RefundPayload, 'refund'> & { refund: ResolversTypes['Refund'] }>;
  RefundStatus: RefundStatus;
  RefusedReading: ResolverTypeWrapper<RefusedRow>;
  RejectSuggestionInput: RejectSuggestionInput;
  ReleaseDepositInput: ReleaseDepositInput;
  ReleaseRevenueInput: ReleaseRevenueInput;
  ReleaseRevenuePayload: ResolverTypeWrapper<ReleaseRevenuePayload>;
  RemoveMatchingRuleInput: RemoveMatchingRuleInput;
  RemoveScheduleInput: RemoveScheduleInput;
  RemoveSchedulePayload: ResolverTypeWrapper<RemoveSchedulePayload>;
  ReopenAccountingPeriodInput: ReopenAccountingPeriodInput;
  ReplaceMeterInput: ReplaceMeterInput;
  ReplaceMeterPayload: ResolverTypeWrapper<Omit<ReplaceMeterPayload, 'meter'> & { meter: ResolversTypes['Meter'] }>;
  RequestRefundInput: RequestRefundInput;
  RequestWriteOffInput: RequestWriteOffInput;
  RerunJobInput: RerunJobInput;
  RerunJobPayload: ResolverTypeWrapper<Omit<RerunJobPayload, 'job'> & { job: ResolversTypes['ScheduledJob'] }>;
  ReverseBillInput: ReverseBillInput;
  ReverseBillingRunInput: ReverseBillingRunInput;
  ReverseDayCloseInput: ReverseDayCloseInput;
  ReverseRequestInput: ReverseRequestInput;
  Role: Role;
  RowResult: ResolverTypeWrapper<RowResult>;
  RowStatus: RowStatus;
  RowsInput: RowsInput;
  RowsPage: ResolverTypeWrapper<RowsPage>;
  RuleAction: RuleAction;
  RuleConditions: ResolverTypeWrapper<RuleConditions>;
  RuleConditionsInput: RuleConditionsInput;
  RuleStatistics: ResolverTypeWrapper<RuleStatistics>;
  RuleTrial: ResolverTypeWrapper<RuleTrial>;
  RunComparison: ResolverTypeWrapper<RunComparison>;
  RunException: ResolverTypeWrapper<RunException>;
  RunScheduleNowInput: RunScheduleNowInput;
  RunScheduleNowPayload: ResolverTypeWrapper<Omit<RunScheduleNowPayload, 'job'> & { job: ResolversTypes['ScheduledJob'] }>;
  RunScopeInput: RunScopeInput;
  RunScopeKind: RunScopeKind;
  RunStatus: RunStatus;
  RunTotal: ResolverTypeWrapper<RunTotal>;
  RunWarning: ResolverTypeWrapper<RunWarning>;
  SaveMatchingRuleInput: SaveMatchingRuleInput;
  SaveMeteringSourceInput: SaveMeteringSourceInput;
  SaveMeteringSourcePayload: ResolverTypeWrapper<SaveMeteringSourcePayload>;
  SaveScheduleInput: SaveScheduleInput;
  SaveSchedulePayload: ResolverTypeWrapper<Omit<SaveSchedulePayload, 'schedule'> & { schedule: ResolversTypes['Schedule'] }>;
  SaveStatementProfileInput: SaveStatementProfileInput;
  SaveStatementProfilePayload: ResolverTypeWrapper<Omit<SaveStatementProfilePayload, 'profile'> & { profile: ResolversTypes['StatementProfile'] }>;
  Schedule: ResolverTypeWrapper<ScheduleView>;
  ScheduleAction: ScheduleAction;
  ScheduleKind: ScheduleKind;
  ScheduledJob: ResolverTypeWrapper<JobView>;
  ScheduledJobStatus: ScheduledJobStatus;
  SignInInput: SignInInput;
  SignInPayload: ResolverTypeWrapper<SignInPayload>;
  StartSubscriptionInput: StartSubscriptionInput;
  Statement: ResolverTypeWrapper<StatementView>;
  StatementColumn: ResolverTypeWrapper<StatementColumn>;
  StatementColumnInput: StatementColumnInput;
  StatementColumnKind: StatementColumnKind;
  StatementDateOrder: StatementDateOrder;
  StatementDecimalSign: StatementDecimalSign;
  StatementLine: ResolverTypeWrapper<LineView>;
  StatementLineConnection: ResolverTypeWrapper<Omit<StatementLineConnection, 'nodes'> & { nodes: Array<ResolversTypes['StatementLine']> }>;
  StatementLineFilter: StatementLineFilter;
  StatementLinePayload: ResolverTypeWrapper<Omit<StatementLinePayload, 'line'> & { line: ResolversTypes['StatementLine'] }>;
  StatementLineStatus: StatementLineStatus;
  StatementLinesPayload: ResolverTypeWrapper<Omit<StatementLinesPayload, 'lines'> & { lines: Array<ResolversTypes['StatementLine']> }>;
  StatementPreview: ResolverTypeWrapper<Omit<StatementPreview, 'table'> & { table?: Maybe<ResolversTypes['StatementProfile']> }>;
  StatementPreviewColumn: ResolverTypeWrapper<StatementPreviewColumn>;
  StatementPreviewLine: ResolverTypeWrapper<StatementPreviewLine>;
  StatementPreviewProblem: ResolverTypeWrapper<StatementPreviewProblem>;
  StatementPreviewResult: ResolverTypeWrapper<StatementPreviewResult>;
  StatementPreviewRow: ResolverTypeWrapper<StatementPreviewRow>;
  StatementProfile: ResolverTypeWrapper<ProfileView>;
  StatementTableInput: StatementTableInput;
  StatementWarning: ResolverTypeWrapper<StatementWarning>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SubscriptionCharge: ResolverTypeWrapper<SubscriptionCharge>;
  SubscriptionPayload: ResolverTypeWrapper<SubscriptionPayload>;
  SubscriptionStatus: SubscriptionStatus;
  Tenant: ResolverTypeWrapper<Tenant>;
  TextFile: ResolverTypeWrapper<TextFile>;
  Transfer: ResolverTypeWrapper<Transfer>;
  TrialLine: ResolverTypeWrapper<TrialLine>;
  TrialOutcome: ResolverTypeWrapper<TrialOutcome>;
  TrialState: TrialState;
  TrialVerdict: TrialVerdict;
  TryMatchingRuleInput: TryMatchingRuleInput;
  UnmatchLineInput: UnmatchLineInput;
  UsageResult: ResolverTypeWrapper<UsageResult>;
  Viewer: ResolverTypeWrapper<Viewer>;
  VoidPaymentInput: VoidPaymentInput;
  WriteOff: ResolverTypeWrapper<WriteOffView>;
  WriteOffPayload: ResolverTypeWrapper<Omit<WriteOffPayload, 'writeOff'> & { writeOff: ResolversTypes['WriteOff'] }>;
  WriteOffStatus: WriteOffStatus;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptReadingInput: AcceptReadingInput;
  AcceptReadingPayload: AcceptReadingPayload;
  AccountBalance: AccountBalance;
  AccountingPeriod: AccountingPeriod;
  AccountingPeriodPayload: AccountingPeriodPayload;
  AllocatePaymentInput: AllocatePaymentInput;
  ApproveBillingRunInput: ApproveBillingRunInput;
  ArchiveStatementProfileInput: ArchiveStatementProfileInput;
  AuditEvent: AuditEvent;
  BankAccount: BankAccount;
  Bill: BillView;
  BillConnection: Omit<BillConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['Bill']> };
  BillFilter: BillFilter;
  BillingRun: Run;
  BillingRunPayload: Omit<BillingRunPayload, 'run'> & { run: ResolversParentTypes['BillingRun'] };
  BindFeeItem: BindFeeItem;
  BindFeeItemsInput: BindFeeItemsInput;
  BindFeeItemsPayload: BindFeeItemsPayload;
  BookLineInput: BookLineInput;
  BookableAccount: BookableAccount;
  Boolean: Scalars['Boolean']['output'];
  CancelBillingRunInput: CancelBillingRunInput;
  CancelSubscriptionInput: CancelSubscriptionInput;
  Cells: Scalars['Cells']['output'];
  ChangeSubscriptionInput: ChangeSubscriptionInput;
  ChangeTenantSettingsInput: ChangeTenantSettingsInput;
  ChangeTenantSettingsPayload: ChangeTenantSettingsPayload;
  Charge: Charge;
  ChargeExplanation: ChargeExplanation;
  CloseAccountingPeriodInput: CloseAccountingPeriodInput;
  CloseCounterDayInput: CloseCounterDayInput;
  ClosingCheck: ClosingCheck;
  CommentLineInput: CommentLineInput;
  CountedPieces: CountedPieces;
  CountedPiecesInput: CountedPiecesInput;
  CounterDay: CounterDayView;
  CounterDrawer: CounterDrawer;
  CounterMovement: MovementView;
  CounterMovementConnection: Omit<CounterMovementConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['CounterMovement']> };
  CreditBillInput: CreditBillInput;
  CreditLineInput: CreditLineInput;
  CreditNote: CreditNoteView;
  CreditNoteConnection: Omit<CreditNoteConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['CreditNote']> };
  CreditNoteFilter: CreditNoteFilter;
  CreditNotePayload: Omit<CreditNotePayload, 'creditNote'> & { creditNote: ResolversParentTypes['CreditNote'] };
  Customer: Customer;
  CustomerBalance: CustomerBalance;
  CustomerConnection: CustomerConnection;
  CustomerFilter: CustomerFilter;
  CustomerStatement: CustomerStatementView;
  CustomerStatementAllocation: CustomerStatementAllocation;
  CustomerStatementLine: CustomerStatementLine;
  CustomerSubscription: CustomerSubscription;
  DatasetAccess: DatasetAccess;
  DatasetRow: DatasetRow;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  DayClose: DayCloseView;
  DayCloseConnection: Omit<DayCloseConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['DayClose']> };
  DayClosePayload: Omit<DayClosePayload, 'dayClose'> & { dayClose: ResolversParentTypes['DayClose'] };
  DecideRequestInput: DecideRequestInput;
  DecideWaiverInput: DecideWaiverInput;
  Decimal: Scalars['Decimal']['output'];
  Deposit: Deposit;
  DocumentFile: DocumentFile;
  EstimateReadingsInput: EstimateReadingsInput;
  EstimateReadingsPayload: EstimateReadingsPayload;
  FeeItem: FeeItemView;
  FeeItemConnection: Omit<FeeItemConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['FeeItem']> };
  FeeItemFilter: FeeItemFilter;
  FieldError: FieldError;
  Figure: Figure;
  FigureRequest: FigureRequest;
  ID: Scalars['ID']['output'];
  ImportReadingsInput: ImportReadingsInput;
  ImportReadingsPayload: Omit<ImportReadingsPayload, 'refused'> & { refused: Array<ResolversParentTypes['RefusedReading']> };
  ImportStatementInput: ImportStatementInput;
  ImportStatementPayload: Omit<ImportStatementPayload, 'statements'> & { statements: Array<ResolversParentTypes['Statement']> };
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  JournalEntry: JournalEntry;
  KpiInput: KpiInput;
  KpiRow: KpiRow;
  LineBooking: BookingView;
  Match: MatchView;
  MatchAgainInput: MatchAgainInput;
  MatchAgainPayload: MatchAgainPayload;
  MatchLineInput: MatchLineInput;
  MatchLinesTogetherInput: MatchLinesTogetherInput;
  MatchingRule: RuleView;
  MatchingRuleInput: MatchingRuleInput;
  MatchingRulesPayload: Omit<MatchingRulesPayload, 'rules'> & { rules: Array<ResolversParentTypes['MatchingRule']> };
  Meter: MeterView;
  MeterLoss: MeterLoss;
  MeterReading: MeterReading;
  Month: Scalars['Month']['output'];
  Mutation: Record<PropertyKey, never>;
  Operator: Operator;
  OrderMatchingRulesInput: OrderMatchingRulesInput;
  PageInfo: PageInfo;
  PauseBillingRunInput: PauseBillingRunInput;
  Payment: PaymentView;
  PaymentPayload: Omit<PaymentPayload, 'payment'> & { payment: ResolversParentTypes['Payment'] };
  PostBillingRunInput: PostBillingRunInput;
  Premise: Premise;
  PremiseConnection: PremiseConnection;
  PremiseFilter: PremiseFilter;
  PrepaymentPackage: PrepaymentPackage;
  PreviewBillingRunInput: PreviewBillingRunInput;
  PreviewStatementInput: PreviewStatementInput;
  PriceImpact: PriceImpact;
  PriceImpactInput: PriceImpactInput;
  PriceImpactRow: PriceImpactRow;
  PriceQuote: PriceQuote;
  PriceQuoteInput: PriceQuoteInput;
  PriceVersion: PriceVersion;
  PublishInput: PublishInput;
  PublishPayload: PublishPayload;
  PublishRow: PublishRow;
  PullMeteringSourceInput: PullMeteringSourceInput;
  PullMeteringSourcePayload: PullMeteringSourcePayload;
  Query: Record<PropertyKey, never>;
  ReadingEstimate: ReadingEstimate;
  RecordPaymentInput: RecordPaymentInput;
  RecordUsageInput: RecordUsageInput;
  RecordUsagePayload: UsageAnswers;
  Refund: RefundView;
  RefundPayload: Omit<RefundPayload, 'refund'> & { refund: ResolversParentTypes['Refund'] };
  RefusedReading: RefusedRow;
  RejectSuggestionInput: RejectSuggestionInput;
  ReleaseDepositInput: ReleaseDepositInput;
  ReleaseRevenueInput: ReleaseRevenueInput;
  ReleaseRevenuePayload: ReleaseRevenuePayload;
  RemoveMatchingRuleInput: RemoveMatchingRuleInput;
  RemoveScheduleInput: RemoveScheduleInput;
  RemoveSchedulePayload: RemoveSchedulePayload;
  ReopenAccountingPeriodInput: ReopenAccountingPeriodInput;
  ReplaceMeterInput: ReplaceMeterInput;
  ReplaceMeterPayload: Omit<ReplaceMeterPayload, 'meter'> & { meter: ResolversParentTypes['Meter'] };
  RequestRefundInput: RequestRefundInput;
  RequestWriteOffInput: RequestWriteOffInput;
  RerunJobInput: RerunJobInput;
  RerunJobPayload: Omit<RerunJobPayload, 'job'> & { job: ResolversParentTypes['ScheduledJob'] };
  ReverseBillInput: ReverseBillInput;
  ReverseBillingRunInput: ReverseBillingRunInput;
  ReverseDayCloseInput: ReverseDayCloseInput;
  ReverseRequestInput: ReverseRequestInput;
  RowResult: RowResult;
  RowsInput: RowsInput;
  RowsPage: RowsPage;
  RuleConditions: RuleConditions;
  RuleConditionsInput: RuleConditionsInput;
  RuleStatistics: RuleStatistics;
  RuleTrial: RuleTrial;
  RunComparison: RunComparison;
  RunException: RunException;
  RunScheduleNowInput: RunScheduleNowInput;
  RunScheduleNowPayload: Omit<RunScheduleNowPayload, 'job'> & { job: ResolversParentTypes['ScheduledJob'] };
  RunScopeInput: RunScopeInput;
  RunTotal: RunTotal;
  RunWarning: RunWarning;
  SaveMatchingRuleInput: SaveMatchingRuleInput;
  SaveMeteringSourceInput: SaveMeteringSourceInput;
  SaveMeteringSourcePayload: SaveMeteringSourcePayload;
  SaveScheduleInput: SaveScheduleInput;
  SaveSchedulePayload: Omit<SaveSchedulePayload, 'schedule'> & { schedule: ResolversParentTypes['Schedule'] };
  SaveStatementProfileInput: SaveStatementProfileInput;
  SaveStatementProfilePayload: Omit<SaveStatementProfilePayload, 'profile'> & { profile: ResolversParentTypes['StatementProfile'] };
  Schedule: ScheduleView;
  ScheduledJob: JobView;
  SignInInput: SignInInput;
  SignInPayload: SignInPayload;
  StartSubscriptionInput: StartSubscriptionInput;
  Statement: StatementView;
  StatementColumn: StatementColumn;
  StatementColumnInput: StatementColumnInput;
  StatementLine: LineView;
  StatementLineConnection: Omit<StatementLineConnection, 'nodes'> & { nodes: Array<ResolversParentTypes['StatementLine']> };
  StatementLineFilter: StatementLineFilter;
  StatementLinePayload: Omit<StatementLinePayload, 'line'> & { line: ResolversParentTypes['StatementLine'] };
  StatementLinesPayload: Omit<StatementLinesPayload, 'lines'> & { lines: Array<ResolversParentTypes['StatementLine']> };
  StatementPreview: Omit<StatementPreview, 'table'> & { table?: Maybe<ResolversParentTypes['StatementProfile']> };
  StatementPreviewColumn: StatementPreviewColumn;
  StatementPreviewLine: StatementPreviewLine;
  StatementPreviewProblem: StatementPreviewProblem;
  StatementPreviewResult: StatementPreviewResult;
  StatementPreviewRow: StatementPreviewRow;
  StatementProfile: ProfileView;
  StatementTableInput: StatementTableInput;
  StatementWarning: StatementWarning;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  SubscriptionCharge: SubscriptionCharge;
  SubscriptionPayload: SubscriptionPayload;
  Tenant: Tenant;
  TextFile: TextFile;
  Transfer: Transfer;
  TrialLine: TrialLine;
  TrialOutcome: TrialOutcome;
  TryMatchingRuleInput: TryMatchingRuleInput;
  UnmatchLineInput: UnmatchLineInput;
  UsageResult: UsageResult;
  Viewer: Viewer;
  VoidPaymentInput: VoidPaymentInput;
  WriteOff: WriteOffView;
  WriteOffPayload: Omit<WriteOffPayload, 'writeOff'> & { writeOff: ResolversParentTypes['WriteOff'] };
};

export type AllowDirectiveArgs = {
  public?: Scalars['Boolean']['input'];
  roles?: Array<Role>;
};

export type AllowDirectiveResolver<Result, Parent, ContextType = Context, Args = AllowDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcceptReadingPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptReadingPayload'] = ResolversParentTypes['AcceptReadingPayload']> = {
  readingId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AccountBalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountBalance'] = ResolversParentTypes['AccountBalance']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  credit?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  debit?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameEn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameZh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AccountingPeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountingPeriod'] = ResolversParentTypes['AccountingPeriod']> = {
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  closedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  month?: Resolver<ResolversTypes['Month'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AccountingPeriodPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountingPeriodPayload'] = ResolversParentTypes['AccountingPeriodPayload']> = {
  period?: Resolver<Maybe<ResolversTypes['AccountingPeriod']>, ParentType, ContextType>;
};

export type AuditEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEvent'] = ResolversParentTypes['AuditEvent']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operator?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BankAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BankAccount'] = ResolversParentTypes['BankAccount']> = {
  accountNumber?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BillResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Bill'] = ResolversParentTypes['Bill']> = {
  allocated?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  charges?: Resolver<Array<ResolversTypes['Charge']>, ParentType, ContextType>;
  credited?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  dueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type BillConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillConnection'] = ResolversParentTypes['BillConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Bill']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type BillingRunResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingRun'] = ResolversParentTypes['BillingRun']> = {
  approved?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  approvedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  comparison?: Resolver<ResolversTypes['RunComparison'], ParentType, ContextType>;
  contentHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exceptionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  exceptions?: Resolver<Array<ResolversTypes['RunException']>, ParentType, ContextType, RequireFields<BillingRunExceptionsArgs, 'first'>>;
  failure?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minimum?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  needsApproval?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  postedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  previousTotal?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  scopeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scopeKind?: Resolver<ResolversTypes['RunScopeKind'], ParentType, ContextType>;
  secondsLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  totals?: Resolver<Array<ResolversTypes['RunTotal']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['RunWarning']>, ParentType, ContextType, RequireFields<BillingRunWarningsArgs, 'first' | 'percent'>>;
};

export type BillingRunPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingRunPayload'] = ResolversParentTypes['BillingRunPayload']> = {
  run?: Resolver<ResolversTypes['BillingRun'], ParentType, ContextType>;
};

export type BindFeeItemsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BindFeeItemsPayload'] = ResolversParentTypes['BindFeeItemsPayload']> = {
  bound?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  results?: Resolver<Array<ResolversTypes['RowResult']>, ParentType, ContextType>;
};

export type BookableAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BookableAccount'] = ResolversParentTypes['BookableAccount']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameEn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameZh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface CellsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cells'], any> {
  name: 'Cells';
}

export type ChangeTenantSettingsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeTenantSettingsPayload'] = ResolversParentTypes['ChangeTenantSettingsPayload']> = {
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type ChargeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Charge'] = ResolversParentTypes['Charge']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  discount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  feeItem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  gross?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  net?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  tax?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type ChargeExplanationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChargeExplanation'] = ResolversParentTypes['ChargeExplanation']> = {
  charge?: Resolver<ResolversTypes['Charge'], ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  recomputed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type ClosingCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClosingCheck'] = ResolversParentTypes['ClosingCheck']> = {
  blocking?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ClosingCheckCode'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CountedPiecesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CountedPieces'] = ResolversParentTypes['CountedPieces']> = {
  denomination?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  pieces?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CounterDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CounterDay'] = ResolversParentTypes['CounterDay']> = {
  drawers?: Resolver<Array<ResolversTypes['CounterDrawer']>, ParentType, ContextType>;
  movements?: Resolver<ResolversTypes['CounterMovementConnection'], ParentType, ContextType, RequireFields<CounterDayMovementsArgs, 'first'>>;
};

export type CounterDrawerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CounterDrawer'] = ResolversParentTypes['CounterDrawer']> = {
  booked?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['PaymentChannel'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CounterMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CounterMovement'] = ResolversParentTypes['CounterMovement']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type CounterMovementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CounterMovementConnection'] = ResolversParentTypes['CounterMovementConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['CounterMovement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CreditNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditNote'] = ResolversParentTypes['CreditNote']> = {
  bill?: Resolver<ResolversTypes['Bill'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issueDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CreditKind'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CreditStatus'], ParentType, ContextType>;
  taxTotal?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type CreditNoteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditNoteConnection'] = ResolversParentTypes['CreditNoteConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['CreditNote']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CreditNotePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditNotePayload'] = ResolversParentTypes['CreditNotePayload']> = {
  creditNote?: Resolver<ResolversTypes['CreditNote'], ParentType, ContextType>;
};

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  balance?: Resolver<Maybe<ResolversTypes['CustomerBalance']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerGroup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CustomerKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  phone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CustomerBalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerBalance'] = ResolversParentTypes['CustomerBalance']> = {
  open?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  unallocated?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CustomerStatementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerStatement'] = ResolversParentTypes['CustomerStatement']> = {
  allocations?: Resolver<Array<ResolversTypes['CustomerStatementAllocation']>, ParentType, ContextType>;
  closing?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['CustomerStatementLine']>, ParentType, ContextType>;
  opening?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  unallocated?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type CustomerStatementAllocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerStatementAllocation'] = ResolversParentTypes['CustomerStatementAllocation']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  bill?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CustomerStatementLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerStatementLine'] = ResolversParentTypes['CustomerStatementLine']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CustomerStatementLineKind'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CustomerSubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerSubscription'] = ResolversParentTypes['CustomerSubscription']> = {
  billedUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  binding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  feeItem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nameEn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameZh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  premise?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  startDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SubscriptionStatus'], ParentType, ContextType>;
  trialEnd?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DatasetAccessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetAccess'] = ResolversParentTypes['DatasetAccess']> = {
  dataset?: Resolver<ResolversTypes['DatasetName'], ParentType, ContextType>;
  editableColumns?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  hiddenColumns?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  mayAddRows?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  readable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DatasetRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DatasetRow'] = ResolversParentTypes['DatasetRow']> = {
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  cells?: Resolver<ResolversTypes['Cells'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DayCloseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DayClose'] = ResolversParentTypes['DayClose']> = {
  booked?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  cashier?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['PaymentChannel'], ParentType, ContextType>;
  closedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  closedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  closedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  counted?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  denominations?: Resolver<Array<ResolversTypes['CountedPieces']>, ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  movements?: Resolver<ResolversTypes['CounterMovementConnection'], ParentType, ContextType, RequireFields<DayCloseMovementsArgs, 'first'>>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reversedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reverses?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DayCloseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DayCloseConnection'] = ResolversParentTypes['DayCloseConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['DayClose']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DayClosePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DayClosePayload'] = ResolversParentTypes['DayClosePayload']> = {
  dayClose?: Resolver<ResolversTypes['DayClose'], ParentType, ContextType>;
};

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DepositResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deposit'] = ResolversParentTypes['Deposit']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  bill?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  feeItem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  feeItemName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  paid?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  released?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type DocumentFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentFile'] = ResolversParentTypes['DocumentFile']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EstimateReadingsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EstimateReadingsPayload'] = ResolversParentTypes['EstimateReadingsPayload']> = {
  estimates?: Resolver<Array<ResolversTypes['ReadingEstimate']>, ParentType, ContextType>;
};

export type FeeItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeeItem'] = ResolversParentTypes['FeeItem']> = {
  anchorDay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  category?: Resolver<ResolversTypes['FeeCategory'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cycle?: Resolver<ResolversTypes['BillingCycle'], ParentType, ContextType>;
  effectiveFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  effectiveTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nameEn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameZh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prices?: Resolver<Array<ResolversTypes['PriceVersion']>, ParentType, ContextType>;
  taxCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timing?: Resolver<ResolversTypes['BillingTiming'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FeeItemConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeeItemConnection'] = ResolversParentTypes['FeeItemConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['FeeItem']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FieldErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldError'] = ResolversParentTypes['FieldError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FigureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Figure'] = ResolversParentTypes['Figure']> = {
  error?: Resolver<Maybe<ResolversTypes['FieldError']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type ImportReadingsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportReadingsPayload'] = ResolversParentTypes['ImportReadingsPayload']> = {
  applied?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  flagged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<Array<ResolversTypes['RefusedReading']>, ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ImportStatementPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportStatementPayload'] = ResolversParentTypes['ImportStatementPayload']> = {
  knownLines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statements?: Resolver<Array<ResolversTypes['Statement']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type JournalEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntry'] = ResolversParentTypes['JournalEntry']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  documentDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  postingDate?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  transfers?: Resolver<Array<ResolversTypes['Transfer']>, ParentType, ContextType>;
};

export type KpiRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KpiRow'] = ResolversParentTypes['KpiRow']> = {
  collected?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  collectionRate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  due?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  feeItem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  month?: Resolver<ResolversTypes['Month'], ParentType, ContextType>;
  nameEn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  nameZh?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  open?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  overdue?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type LineBookingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineBooking'] = ResolversParentTypes['LineBooking']> = {
  account?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  channelAccount?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['LineBookingKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ruleName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trades?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Match'] = ResolversParentTypes['Match']> = {
  bills?: Resolver<Array<ResolversTypes['Bill']>, ParentType, ContextType>;
  confirmed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ruleName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  together?: Resolver<Array<ResolversTypes['StatementLine']>, ParentType, ContextType>;
};

export type MatchAgainPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchAgainPayload'] = ResolversParentTypes['MatchAgainPayload']> = {
  matched?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchingRuleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchingRule'] = ResolversParentTypes['MatchingRule']> = {
  account?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  action?: Resolver<ResolversTypes['RuleAction'], ParentType, ContextType>;
  automatic?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  channelAccount?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  conditions?: Resolver<ResolversTypes['RuleConditions'], ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statistics?: Resolver<ResolversTypes['RuleStatistics'], ParentType, ContextType>;
  threshold?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  tolerance?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MatchingRulesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MatchingRulesPayload'] = ResolversParentTypes['MatchingRulesPayload']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  rules?: Resolver<Array<ResolversTypes['MatchingRule']>, ParentType, ContextType>;
};

export type MeterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Meter'] = ResolversParentTypes['Meter']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  multiplier?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  readings?: Resolver<Array<ResolversTypes['MeterReading']>, ParentType, ContextType, RequireFields<MeterReadingsArgs, 'first'>>;
};

export type MeterLossResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MeterLoss'] = ResolversParentTypes['MeterLoss']> = {
  children?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  childrenUse?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  loss?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  meter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  use?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type MeterReadingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MeterReading'] = ResolversParentTypes['MeterReading']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export interface MonthScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Month'], any> {
  name: 'Month';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptReading?: Resolver<ResolversTypes['AcceptReadingPayload'], ParentType, ContextType, RequireFields<MutationAcceptReadingArgs, 'input'>>;
  allocatePayment?: Resolver<ResolversTypes['PaymentPayload'], ParentType, ContextType, RequireFields<MutationAllocatePaymentArgs, 'input'>>;
  approveBillingRun?: Resolver<ResolversTypes['BillingRunPayload'], ParentType, ContextType, RequireFields<MutationApproveBillingRunArgs, 'input'>>;
  archiveStatementProfile?: Resolver<ResolversTypes['SaveStatementProfilePayload'], ParentType, ContextType, RequireFields<MutationArchiveStatementProfileArgs, 'input'>>;
  bindFeeItems?: Resolver<ResolversTypes['BindFeeItemsPayload'], ParentType, ContextType, RequireFields<MutationBindFeeItemsArgs, 'input'>>;
  bookLine?: Resolver<ResolversTypes['StatementLinePayload'], ParentType, ContextType, RequireFields<MutationBookLineArgs, 'input'>>;
  cancelBillingRun?: Resolver<ResolversTypes['BillingRunPayload'], ParentType, ContextType, RequireFields<MutationCancelBillingRunArgs, 'input'>>;
  cancelSubscription?: Resolver<ResolversTypes['SubscriptionPayload'], ParentType, ContextType, RequireFields<MutationCancelSubscriptionArgs, 'input'>>;
  changeSubscription?: Resolver<ResolversTypes['SubscriptionPayload'], ParentType, ContextType, RequireFields<MutationChangeSubscriptionArgs, 'input'>>;
  changeTenantSettings?: Resolver<ResolversTypes['ChangeTenantSettingsPayload'], ParentType, ContextType, RequireFields<MutationChangeTenantSettingsArgs, 'input'>>;
  closeAccountingPeriod?: Resolver<ResolversTypes['AccountingPeriodPayload'], ParentType, ContextType, RequireFields<MutationCloseAccountingPeriodArgs, 'input'>>;
  closeCounterDay?: Resolver<ResolversTypes['DayClosePayload'], ParentType, ContextType, RequireFields<MutationCloseCounterDayArgs, 'input'>>;
  commentLine?: Resolver<ResolversTypes['StatementLinePayload'], ParentType, ContextType, RequireFields<MutationCommentLineArgs, 'input'>>;
  creditBill?: Resolver<ResolversTypes['CreditNotePayload'], ParentType, ContextType, RequireFields<MutationCreditBillArgs, 'input'>>;
  decideRefund?: Resolver<ResolversTypes['RefundPayload'], ParentType, ContextType, RequireFields<MutationDecideRefundArgs, 'input'>>;
  decideWaiver?: Resolver<ResolversTypes['CreditNotePayload'], ParentType, ContextType, RequireFields<MutationDecideWaiverArgs, 'input'>>;
  decideWriteOff?: Resolver<ResolversTypes['WriteOffPayload'], ParentType, ContextType, RequireFields<MutationDecideWriteOffArgs, 'input'>>;
  estimateReadings?: Resolver<ResolversTypes['EstimateReadingsPayload'], ParentType, ContextType, RequireFields<MutationEstimateReadingsArgs, 'input'>>;
  importReadings?: Resolver<ResolversTypes['ImportReadingsPayload'], ParentType, ContextType, RequireFields<MutationImportReadingsArgs, 'input'>>;
  importStatement?: Resolver<ResolversTypes['ImportStatementPayload'], ParentType, ContextType, RequireFields<MutationImportStatementArgs, 'input'>>;
  matchAgain?: Resolver<ResolversTypes['MatchAgainPayload'], ParentType, ContextType, RequireFields<MutationMatchAgainArgs, 'input'>>;
  matchLine?: Resolver<ResolversTypes['StatementLinePayload'], ParentType, ContextType, RequireFields<MutationMatchLineArgs, 'input'>>;
  matchLinesTogether?: Resolver<ResolversTypes['StatementLinesPayload'], ParentType, ContextType, RequireFields<MutationMatchLinesTogetherArgs, 'input'>>;
  orderMatchingRules?: Resolver<ResolversTypes['MatchingRulesPayload'], ParentType, ContextType, RequireFields<MutationOrderMatchingRulesArgs, 'input'>>;
  pauseBillingRun?: Resolver<ResolversTypes['BillingRunPayload'], ParentType, ContextType, RequireFields<MutationPauseBillingRunArgs, 'input'>>;
  postBillingRun?: Resolver<ResolversTypes['BillingRunPayload'], ParentType, ContextType, RequireFields<MutationPostBillingRunArgs, 'input'>>;
  previewBillingRun?: Resolver<ResolversTypes['BillingRunPayload'], ParentType, ContextType, RequireFields<MutationPreviewBillingRunArgs, 'input'>>;
  publish?: Resolver<ResolversTypes['PublishPayload'], ParentType, ContextType, RequireFields<MutationPublishArgs, 'input'>>;
  pullMeteringSource?: Resolver<ResolversTypes['PullMeteringSourcePayload'], ParentType, ContextType, RequireFields<MutationPullMeteringSourceArgs, 'input'>>;
  recordPayment?: Resolver<ResolversTypes['PaymentPayload'], ParentType, ContextType, RequireFields<MutationRecordPaymentArgs, 'input'>>;
  recordUsage?: Resolver<ResolversTypes['RecordUsagePayload'], ParentType, ContextType, RequireFields<MutationRecordUsageArgs, 'input'>>;
  rejectSuggestion?: Resolver<ResolversTypes['StatementLinePayload'], ParentType, ContextType, RequireFields<MutationRejectSuggestionArgs, 'input'>>;
  releaseDeposit?: Resolver<ResolversTypes['PaymentPayload'], ParentType, ContextType, RequireFields<MutationReleaseDepositArgs, 'input'>>;
  releaseRevenue?: Resolver<ResolversTypes['ReleaseRevenuePayload'], ParentType, ContextType, RequireFields<MutationReleaseRevenueArgs, 'input'>>;
  removeMatchingRule?: Resolver<ResolversTypes['MatchingRulesPayload'], ParentType, ContextType, RequireFields<MutationRemoveMatchingRuleArgs, 'input'>>;
  removeSchedule?: Resolver<ResolversTypes['RemoveSchedulePayload'], ParentType, ContextType, RequireFields<MutationRemoveScheduleArgs, 'input'>>;
  reopenAccountingPeriod?: Resolver<ResolversTypes['AccountingPeriodPayload'], ParentType, ContextType, RequireFields<MutationReopenAccountingPeriodArgs, 'input'>>;
  replaceMeter?: Resolver<ResolversTypes['ReplaceMeterPayload'], ParentType, ContextType, RequireFields<MutationReplaceMeterArgs, 'input'>>;
  requestRefund?: Resolver<ResolversTypes['RefundPayload'], ParentType, ContextType, RequireFields<MutationRequestRefundArgs, 'input'>>;
  requestWaiver?: Resolver<ResolversTypes['CreditNotePayload'], ParentType, ContextType, RequireFields<MutationRequestWaiverArgs, 'input'>>;
  requestWriteOff?: Resolver<ResolversTypes['WriteOffPayload'], ParentType, ContextType, RequireFields<MutationRequestWriteOffArgs, 'input'>>;
  rerunJob?: Resolver<ResolversTypes['RerunJobPayload'], ParentType, ContextType, RequireFields<MutationRerunJobArgs, 'input'>>;
  reverseBill?: Resolver<ResolversTypes['CreditNotePayload'], ParentType, ContextType, RequireFields<MutationReverseBillArgs, 'input'>>;
  reverseBillingRun?: Resolver<ResolversTypes['BillingRunPayload'], ParentType, ContextType, RequireFields<MutationReverseBillingRunArgs, 'input'>>;
  reverseDayClose?: Resolver<ResolversTypes['DayClosePayload'], ParentType, ContextType, RequireFields<MutationReverseDayCloseArgs, 'input'>>;
  reverseRefund?: Resolver<ResolversTypes['RefundPayload'], ParentType, ContextType, RequireFields<MutationReverseRefundArgs, 'input'>>;
  reverseWriteOff?: Resolver<ResolversTypes['WriteOffPayload'], ParentType, ContextType, RequireFields<MutationReverseWriteOffArgs, 'input'>>;
  runScheduleNow?: Resolver<ResolversTypes['RunScheduleNowPayload'], ParentType, ContextType, RequireFields<MutationRunScheduleNowArgs, 'input'>>;
  saveMatchingRule?: Resolver<ResolversTypes['MatchingRulesPayload'], ParentType, ContextType, RequireFields<MutationSaveMatchingRuleArgs, 'input'>>;
  saveMeteringSource?: Resolver<ResolversTypes['SaveMeteringSourcePayload'], ParentType, ContextType, RequireFields<MutationSaveMeteringSourceArgs, 'input'>>;
  saveSchedule?: Resolver<ResolversTypes['SaveSchedulePayload'], ParentType, ContextType, RequireFields<MutationSaveScheduleArgs, 'input'>>;
  saveStatementProfile?: Resolver<ResolversTypes['SaveStatementProfilePayload'], ParentType, ContextType, RequireFields<MutationSaveStatementProfileArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SignInPayload'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startSubscription?: Resolver<ResolversTypes['SubscriptionPayload'], ParentType, ContextType, RequireFields<MutationStartSubscriptionArgs, 'input'>>;
  unmatchLine?: Resolver<ResolversTypes['StatementLinePayload'], ParentType, ContextType, RequireFields<MutationUnmatchLineArgs, 'input'>>;
  voidPayment?: Resolver<ResolversTypes['PaymentPayload'], ParentType, ContextType, RequireFields<MutationVoidPaymentArgs, 'input'>>;
};

export type OperatorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Operator'] = ResolversParentTypes['Operator']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  language?: Resolver<ResolversTypes['Language'], ParentType, ContextType>;
  login?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  allocated?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  channel?: Resolver<ResolversTypes['PaymentChannel'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  takenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  takenBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  void?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PaymentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentPayload'] = ResolversParentTypes['PaymentPayload']> = {
  payment?: Resolver<ResolversTypes['Payment'], ParentType, ContextType>;
};

export type PremiseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Premise'] = ResolversParentTypes['Premise']> = {
  area?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PremiseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PremiseConnection'] = ResolversParentTypes['PremiseConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['Premise']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type PrepaymentPackageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrepaymentPackage'] = ResolversParentTypes['PrepaymentPackage']> = {
  bonus?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type PriceImpactResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceImpact'] = ResolversParentTypes['PriceImpact']> = {
  bindings?: Resolver<Array<ResolversTypes['PriceImpactRow']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  difference?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  proposed?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type PriceImpactRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceImpactRow'] = ResolversParentTypes['PriceImpactRow']> = {
  binding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  current?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  difference?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  premise?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  proposed?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PriceQuoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceQuote'] = ResolversParentTypes['PriceQuote']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  exact?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type PriceVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceVersion'] = ResolversParentTypes['PriceVersion']> = {
  customerGroup?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  effectiveFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  effectiveTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  model?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  proration?: Resolver<ResolversTypes['Proration'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PublishPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishPayload'] = ResolversParentTypes['PublishPayload']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  results?: Resolver<Array<ResolversTypes['RowResult']>, ParentType, ContextType>;
};

export type PullMeteringSourcePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PullMeteringSourcePayload'] = ResolversParentTypes['PullMeteringSourcePayload']> = {
  applied?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  accountingPeriods?: Resolver<Array<ResolversTypes['AccountingPeriod']>, ParentType, ContextType>;
  bankAccounts?: Resolver<Array<ResolversTypes['BankAccount']>, ParentType, ContextType>;
  billDocument?: Resolver<ResolversTypes['DocumentFile'], ParentType, ContextType, RequireFields<QueryBillDocumentArgs, 'number'>>;
  billingRun?: Resolver<Maybe<ResolversTypes['BillingRun']>, ParentType, ContextType, RequireFields<QueryBillingRunArgs, 'id'>>;
  billingRuns?: Resolver<Array<ResolversTypes['BillingRun']>, ParentType, ContextType, RequireFields<QueryBillingRunsArgs, 'first'>>;
  bills?: Resolver<ResolversTypes['BillConnection'], ParentType, ContextType, RequireFields<QueryBillsArgs, 'first'>>;
  bookableAccounts?: Resolver<Array<ResolversTypes['BookableAccount']>, ParentType, ContextType>;
  closingChecklist?: Resolver<Array<ResolversTypes['ClosingCheck']>, ParentType, ContextType, RequireFields<QueryClosingChecklistArgs, 'month'>>;
  creditNotes?: Resolver<ResolversTypes['CreditNoteConnection'], ParentType, ContextType, RequireFields<QueryCreditNotesArgs, 'first'>>;
  customerStatement?: Resolver<ResolversTypes['CustomerStatement'], ParentType, ContextType, RequireFields<QueryCustomerStatementArgs, 'customer' | 'from' | 'to'>>;
  customerStatementDocument?: Resolver<ResolversTypes['DocumentFile'], ParentType, ContextType, RequireFields<QueryCustomerStatementDocumentArgs, 'customer' | 'from' | 'to'>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, RequireFields<QueryCustomersArgs, 'first'>>;
  dayCloses?: Resolver<ResolversTypes['DayCloseConnection'], ParentType, ContextType, RequireFields<QueryDayClosesArgs, 'first'>>;
  deposits?: Resolver<Array<ResolversTypes['Deposit']>, ParentType, ContextType, RequireFields<QueryDepositsArgs, 'bill'>>;
  explainCharge?: Resolver<Maybe<ResolversTypes['ChargeExplanation']>, ParentType, ContextType, RequireFields<QueryExplainChargeArgs, 'id'>>;
  feeItems?: Resolver<ResolversTypes['FeeItemConnection'], ParentType, ContextType, RequireFields<QueryFeeItemsArgs, 'first'>>;
  feedPosition?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  figures?: Resolver<Array<ResolversTypes['Figure']>, ParentType, ContextType, RequireFields<QueryFiguresArgs, 'language' | 'requests'>>;
  history?: Resolver<Array<ResolversTypes['AuditEvent']>, ParentType, ContextType, RequireFields<QueryHistoryArgs, 'first' | 'rowId'>>;
  journalEntries?: Resolver<Array<ResolversTypes['JournalEntry']>, ParentType, ContextType, RequireFields<QueryJournalEntriesArgs, 'sourceId'>>;
  kpis?: Resolver<Array<ResolversTypes['KpiRow']>, ParentType, ContextType, RequireFields<QueryKpisArgs, 'input'>>;
  matchingRules?: Resolver<Array<ResolversTypes['MatchingRule']>, ParentType, ContextType>;
  meter?: Resolver<Maybe<ResolversTypes['Meter']>, ParentType, ContextType, RequireFields<QueryMeterArgs, 'code'>>;
  meterLoss?: Resolver<Array<ResolversTypes['MeterLoss']>, ParentType, ContextType, RequireFields<QueryMeterLossArgs, 'month'>>;
  openCounterDay?: Resolver<ResolversTypes['CounterDay'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'number'>>;
  paymentReceipt?: Resolver<ResolversTypes['DocumentFile'], ParentType, ContextType, RequireFields<QueryPaymentReceiptArgs, 'number'>>;
  premises?: Resolver<ResolversTypes['PremiseConnection'], ParentType, ContextType, RequireFields<QueryPremisesArgs, 'first'>>;
  prepaymentPackages?: Resolver<Array<ResolversTypes['PrepaymentPackage']>, ParentType, ContextType>;
  previewStatement?: Resolver<ResolversTypes['StatementPreview'], ParentType, ContextType, RequireFields<QueryPreviewStatementArgs, 'input'>>;
  priceImpact?: Resolver<ResolversTypes['PriceImpact'], ParentType, ContextType, RequireFields<QueryPriceImpactArgs, 'input'>>;
  priceQuote?: Resolver<ResolversTypes['PriceQuote'], ParentType, ContextType, RequireFields<QueryPriceQuoteArgs, 'input'>>;
  refunds?: Resolver<Array<ResolversTypes['Refund']>, ParentType, ContextType, RequireFields<QueryRefundsArgs, 'first'>>;
  rows?: Resolver<ResolversTypes['RowsPage'], ParentType, ContextType, RequireFields<QueryRowsArgs, 'input'>>;
  scheduledJobs?: Resolver<Array<ResolversTypes['ScheduledJob']>, ParentType, ContextType, RequireFields<QueryScheduledJobsArgs, 'first'>>;
  schedules?: Resolver<Array<ResolversTypes['Schedule']>, ParentType, ContextType>;
  statementLine?: Resolver<Maybe<ResolversTypes['StatementLine']>, ParentType, ContextType, RequireFields<QueryStatementLineArgs, 'id'>>;
  statementLines?: Resolver<ResolversTypes['StatementLineConnection'], ParentType, ContextType, RequireFields<QueryStatementLinesArgs, 'first'>>;
  statementProfiles?: Resolver<Array<ResolversTypes['StatementProfile']>, ParentType, ContextType, RequireFields<QueryStatementProfilesArgs, 'archived'>>;
  statements?: Resolver<Array<ResolversTypes['Statement']>, ParentType, ContextType, RequireFields<QueryStatementsArgs, 'first'>>;
  subscriptions?: Resolver<Array<ResolversTypes['CustomerSubscription']>, ParentType, ContextType, RequireFields<QuerySubscriptionsArgs, 'customer'>>;
  trialBalance?: Resolver<Array<ResolversTypes['AccountBalance']>, ParentType, ContextType, Partial<QueryTrialBalanceArgs>>;
  tryMatchingRule?: Resolver<ResolversTypes['RuleTrial'], ParentType, ContextType, RequireFields<QueryTryMatchingRuleArgs, 'input'>>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  voucherExport?: Resolver<ResolversTypes['TextFile'], ParentType, ContextType, RequireFields<QueryVoucherExportArgs, 'month'>>;
  writeOffs?: Resolver<Array<ResolversTypes['WriteOff']>, ParentType, ContextType, RequireFields<QueryWriteOffsArgs, 'first'>>;
};

export type ReadingEstimateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReadingEstimate'] = ResolversParentTypes['ReadingEstimate']> = {
  meter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type RecordUsagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordUsagePayload'] = ResolversParentTypes['RecordUsagePayload']> = {
  applied?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  results?: Resolver<Array<ResolversTypes['UsageResult']>, ParentType, ContextType, RequireFields<RecordUsagePayloadResultsArgs, 'refusedOnly'>>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RefundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['RefundMethod'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  own?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  payeeAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payeeName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RefundStatus'], ParentType, ContextType>;
};

export type RefundPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefundPayload'] = ResolversParentTypes['RefundPayload']> = {
  refund?: Resolver<ResolversTypes['Refund'], ParentType, ContextType>;
};

export type RefusedReadingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefusedReading'] = ResolversParentTypes['RefusedReading']> = {
  errors?: Resolver<Array<ResolversTypes['FieldError']>, ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReleaseRevenuePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReleaseRevenuePayload'] = ResolversParentTypes['ReleaseRevenuePayload']> = {
  released?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RemoveSchedulePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveSchedulePayload'] = ResolversParentTypes['RemoveSchedulePayload']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReplaceMeterPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplaceMeterPayload'] = ResolversParentTypes['ReplaceMeterPayload']> = {
  meter?: Resolver<ResolversTypes['Meter'], ParentType, ContextType>;
};

export type RerunJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RerunJobPayload'] = ResolversParentTypes['RerunJobPayload']> = {
  job?: Resolver<ResolversTypes['ScheduledJob'], ParentType, ContextType>;
};

export type RowResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RowResult'] = ResolversParentTypes['RowResult']> = {
  errors?: Resolver<Array<ResolversTypes['FieldError']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  row?: Resolver<Maybe<ResolversTypes['DatasetRow']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RowStatus'], ParentType, ContextType>;
};

export type RowsPageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RowsPage'] = ResolversParentTypes['RowsPage']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['DatasetRow']>, ParentType, ContextType>;
};

export type RuleConditionsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RuleConditions'] = ResolversParentTypes['RuleConditions']> = {
  accounts?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  amountFrom?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  amountTo?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  bookedFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  bookedTo?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  channels?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pattern?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payers?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  words?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RuleStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RuleStatistics'] = ResolversParentTypes['RuleStatistics']> = {
  applied?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  confirmed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RuleTrialResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RuleTrial'] = ResolversParentTypes['RuleTrial']> = {
  agrees?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  agreesWithPeople?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  disagrees?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  disagreesWithPeople?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  examples?: Resolver<Array<ResolversTypes['TrialLine']>, ParentType, ContextType>;
  fresh?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  holds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  holdsBack?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lines?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  suggests?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunComparisonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunComparison'] = ResolversParentTypes['RunComparison']> = {
  caughtUpAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  caughtUpCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changedAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  changedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  newAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  newCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sameCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunExceptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunException'] = ResolversParentTypes['RunException']> = {
  binding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  feeItem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunScheduleNowPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunScheduleNowPayload'] = ResolversParentTypes['RunScheduleNowPayload']> = {
  job?: Resolver<ResolversTypes['ScheduledJob'], ParentType, ContextType>;
};

export type RunTotalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunTotal'] = ResolversParentTypes['RunTotal']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  feeItem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameEn?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nameZh?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type RunWarningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RunWarning'] = ResolversParentTypes['RunWarning']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  binding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  feeItem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  previousAmount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type SaveMeteringSourcePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaveMeteringSourcePayload'] = ResolversParentTypes['SaveMeteringSourcePayload']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SaveSchedulePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaveSchedulePayload'] = ResolversParentTypes['SaveSchedulePayload']> = {
  schedule?: Resolver<ResolversTypes['Schedule'], ParentType, ContextType>;
};

export type SaveStatementProfilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SaveStatementProfilePayload'] = ResolversParentTypes['SaveStatementProfilePayload']> = {
  profile?: Resolver<ResolversTypes['StatementProfile'], ParentType, ContextType>;
};

export type ScheduleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Schedule'] = ResolversParentTypes['Schedule']> = {
  action?: Resolver<ResolversTypes['ScheduleAction'], ParentType, ContextType>;
  arguments?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  catchUp?: Resolver<ResolversTypes['CatchUp'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cron?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ScheduleKind'], ParentType, ContextType>;
  lastJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  lastRunAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  monthDay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextRunAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  time?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  weekdays?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ScheduledJobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ScheduledJob'] = ResolversParentTypes['ScheduledJob']> = {
  action?: Resolver<ResolversTypes['ScheduleAction'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  schedule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scheduleName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ScheduledJobStatus'], ParentType, ContextType>;
};

export type SignInPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignInPayload'] = ResolversParentTypes['SignInPayload']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  token?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type StatementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Statement'] = ResolversParentTypes['Statement']> = {
  bankAccount?: Resolver<ResolversTypes['BankAccount'], ParentType, ContextType>;
  closing?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  encoding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  matchedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  newLineCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notices?: Resolver<Array<ResolversTypes['StatementWarning']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  opening?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  profile?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  suggestedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ties?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  unmatchedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type StatementColumnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementColumn'] = ResolversParentTypes['StatementColumn']> = {
  column?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StatementColumnKind'], ParentType, ContextType>;
};

export type StatementLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLine'] = ResolversParentTypes['StatementLine']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  bookedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  booking?: Resolver<Maybe<ResolversTypes['LineBooking']>, ParentType, ContextType>;
  candidates?: Resolver<Array<ResolversTypes['Match']>, ParentType, ContextType>;
  comment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['Match']>, ParentType, ContextType>;
  payerAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['StatementLineStatus'], ParentType, ContextType>;
  suggestedBooking?: Resolver<Maybe<ResolversTypes['LineBooking']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StatementLineConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLineConnection'] = ResolversParentTypes['StatementLineConnection']> = {
  nodes?: Resolver<Array<ResolversTypes['StatementLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StatementLinePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLinePayload'] = ResolversParentTypes['StatementLinePayload']> = {
  line?: Resolver<ResolversTypes['StatementLine'], ParentType, ContextType>;
};

export type StatementLinesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementLinesPayload'] = ResolversParentTypes['StatementLinesPayload']> = {
  lines?: Resolver<Array<ResolversTypes['StatementLine']>, ParentType, ContextType>;
};

export type StatementPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementPreview'] = ResolversParentTypes['StatementPreview']> = {
  columns?: Resolver<Array<ResolversTypes['StatementPreviewColumn']>, ParentType, ContextType>;
  encoding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  headingLine?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problem?: Resolver<Maybe<ResolversTypes['StatementPreviewProblem']>, ParentType, ContextType>;
  profile?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['StatementPreviewResult']>, ParentType, ContextType>;
  rows?: Resolver<Array<ResolversTypes['StatementPreviewRow']>, ParentType, ContextType>;
  separator?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  table?: Resolver<Maybe<ResolversTypes['StatementProfile']>, ParentType, ContextType>;
};

export type StatementPreviewColumnResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementPreviewColumn'] = ResolversParentTypes['StatementPreviewColumn']> = {
  heading?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['StatementColumnKind']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StatementPreviewLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementPreviewLine'] = ResolversParentTypes['StatementPreviewLine']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  bookedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  partyAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  partyName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StatementPreviewProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementPreviewProblem'] = ResolversParentTypes['StatementPreviewProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  params?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type StatementPreviewResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementPreviewResult'] = ResolversParentTypes['StatementPreviewResult']> = {
  account?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  closing?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  countIn?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['StatementPreviewLine']>, ParentType, ContextType>;
  opening?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  sumIn?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  sumOut?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  ties?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['StatementWarning']>, ParentType, ContextType>;
};

export type StatementPreviewRowResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementPreviewRow'] = ResolversParentTypes['StatementPreviewRow']> = {
  cells?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StatementProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementProfile'] = ResolversParentTypes['StatementProfile']> = {
  archived?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  columns?: Resolver<Array<ResolversTypes['StatementColumn']>, ParentType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dates?: Resolver<Maybe<ResolversTypes['StatementDateOrder']>, ParentType, ContextType>;
  decimal?: Resolver<Maybe<ResolversTypes['StatementDecimalSign']>, ParentType, ContextType>;
  headings?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  inWords?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  inverted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  leaveOut?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outWords?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StatementWarningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StatementWarning'] = ResolversParentTypes['StatementWarning']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  file?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  params?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  billingRunProgress?: SubscriptionResolver<ResolversTypes['BillingRun'], "billingRunProgress", ParentType, ContextType, RequireFields<SubscriptionBillingRunProgressArgs, 'id'>>;
};

export type SubscriptionChargeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionCharge'] = ResolversParentTypes['SubscriptionCharge']> = {
  amount?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
  binding?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exception?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  feeItem?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type SubscriptionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubscriptionPayload'] = ResolversParentTypes['SubscriptionPayload']> = {
  applied?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  charges?: Resolver<Array<ResolversTypes['SubscriptionCharge']>, ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subscription?: Resolver<ResolversTypes['CustomerSubscription'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
};

export type TenantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Tenant'] = ResolversParentTypes['Tenant']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  matchThreshold?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  paymentDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  postingNeedsApproval?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  today?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type TextFileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TextFile'] = ResolversParentTypes['TextFile']> = {
  content?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TransferResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Transfer'] = ResolversParentTypes['Transfer']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  creditAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  debitAccount?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TrialLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrialLine'] = ResolversParentTypes['TrialLine']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  bookedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lineId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  said?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['TrialVerdict'], ParentType, ContextType>;
  was?: Resolver<ResolversTypes['TrialOutcome'], ParentType, ContextType>;
  would?: Resolver<ResolversTypes['TrialOutcome'], ParentType, ContextType>;
};

export type TrialOutcomeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrialOutcome'] = ResolversParentTypes['TrialOutcome']> = {
  bills?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  booking?: Resolver<Maybe<ResolversTypes['LineBookingKind']>, ParentType, ContextType>;
  byPerson?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TrialState'], ParentType, ContextType>;
};

export type UsageResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageResult'] = ResolversParentTypes['UsageResult']> = {
  errors?: Resolver<Array<ResolversTypes['FieldError']>, ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RowStatus'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  datasets?: Resolver<Array<ResolversTypes['DatasetAccess']>, ParentType, ContextType>;
  operator?: Resolver<ResolversTypes['Operator'], ParentType, ContextType>;
  tenant?: Resolver<ResolversTypes['Tenant'], ParentType, ContextType>;
};

export type WriteOffResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WriteOff'] = ResolversParentTypes['WriteOff']> = {
  amount?: Resolver<ResolversTypes['Decimal'], ParentType, ContextType>;
  bill?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decidedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  own?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['WriteOffStatus'], ParentType, ContextType>;
};

export type WriteOffPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WriteOffPayload'] = ResolversParentTypes['WriteOffPayload']> = {
  writeOff?: Resolver<ResolversTypes['WriteOff'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceptReadingPayload?: AcceptReadingPayloadResolvers<ContextType>;
  AccountBalance?: AccountBalanceResolvers<ContextType>;
  AccountingPeriod?: AccountingPeriodResolvers<ContextType>;
  AccountingPeriodPayload?: AccountingPeriodPayloadResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  BankAccount?: BankAccountResolvers<ContextType>;
  Bill?: BillResolvers<ContextType>;
  BillConnection?: BillConnectionResolvers<ContextType>;
  BillingRun?: BillingRunResolvers<ContextType>;
  BillingRunPayload?: BillingRunPayloadResolvers<ContextType>;
  BindFeeItemsPayload?: BindFeeItemsPayloadResolvers<ContextType>;
  BookableAccount?: BookableAccountResolvers<ContextType>;
  Cells?: GraphQLScalarType;
  ChangeTenantSettingsPayload?: ChangeTenantSettingsPayloadResolvers<ContextType>;
  Charge?: ChargeResolvers<ContextType>;
  ChargeExplanation?: ChargeExplanationResolvers<ContextType>;
  ClosingCheck?: ClosingCheckResolvers<ContextType>;
  CountedPieces?: CountedPiecesResolvers<ContextType>;
  CounterDay?: CounterDayResolvers<ContextType>;
  CounterDrawer?: CounterDrawerResolvers<ContextType>;
  CounterMovement?: CounterMovementResolvers<ContextType>;
  CounterMovementConnection?: CounterMovementConnectionResolvers<ContextType>;
  CreditNote?: CreditNoteResolvers<ContextType>;
  CreditNoteConnection?: CreditNoteConnectionResolvers<ContextType>;
  CreditNotePayload?: CreditNotePayloadResolvers<ContextType>;
  Customer?: CustomerResolvers<ContextType>;
  CustomerBalance?: CustomerBalanceResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerStatement?: CustomerStatementResolvers<ContextType>;
  CustomerStatementAllocation?: CustomerStatementAllocationResolvers<ContextType>;
  CustomerStatementLine?: CustomerStatementLineResolvers<ContextType>;
  CustomerSubscription?: CustomerSubscriptionResolvers<ContextType>;
  DatasetAccess?: DatasetAccessResolvers<ContextType>;
  DatasetRow?: DatasetRowResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  DayClose?: DayCloseResolvers<ContextType>;
  DayCloseConnection?: DayCloseConnectionResolvers<ContextType>;
  DayClosePayload?: DayClosePayloadResolvers<ContextType>;
  Decimal?: GraphQLScalarType;
  Deposit?: DepositResolvers<ContextType>;
  DocumentFile?: DocumentFileResolvers<ContextType>;
  EstimateReadingsPayload?: EstimateReadingsPayloadResolvers<ContextType>;
  FeeItem?: FeeItemResolvers<ContextType>;
  FeeItemConnection?: FeeItemConnectionResolvers<ContextType>;
  FieldError?: FieldErrorResolvers<ContextType>;
  Figure?: FigureResolvers<ContextType>;
  ImportReadingsPayload?: ImportReadingsPayloadResolvers<ContextType>;
  ImportStatementPayload?: ImportStatementPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JournalEntry?: JournalEntryResolvers<ContextType>;
  KpiRow?: KpiRowResolvers<ContextType>;
  LineBooking?: LineBookingResolvers<ContextType>;
  Match?: MatchResolvers<ContextType>;
  MatchAgainPayload?: MatchAgainPayloadResolvers<ContextType>;
  MatchingRule?: MatchingRuleResolvers<ContextType>;
  MatchingRulesPayload?: MatchingRulesPayloadResolvers<ContextType>;
  Meter?: MeterResolvers<ContextType>;
  MeterLoss?: MeterLossResolvers<ContextType>;
  MeterReading?: MeterReadingResolvers<ContextType>;
  Month?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Operator?: OperatorResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentPayload?: PaymentPayloadResolvers<ContextType>;
  Premise?: PremiseResolvers<ContextType>;
  PremiseConnection?: PremiseConnectionResolvers<ContextType>;
  PrepaymentPackage?: PrepaymentPackageResolvers<ContextType>;
  PriceImpact?: PriceImpactResolvers<ContextType>;
  PriceImpactRow?: PriceImpactRowResolvers<ContextType>;
  PriceQuote?: PriceQuoteResolvers<ContextType>;
  PriceVersion?: PriceVersionResolvers<ContextType>;
  PublishPayload?: PublishPayloadResolvers<ContextType>;
  PullMeteringSourcePayload?: PullMeteringSourcePayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReadingEstimate?: ReadingEstimateResolvers<ContextType>;
  RecordUsagePayload?: RecordUsagePayloadResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
  RefundPayload?: RefundPayloadResolvers<ContextType>;
  RefusedReading?: RefusedReadingResolvers<ContextType>;
  ReleaseRevenuePayload?: ReleaseRevenuePayloadResolvers<ContextType>;
  RemoveSchedulePayload?: RemoveSchedulePayloadResolvers<ContextType>;
  ReplaceMeterPayload?: ReplaceMeterPayloadResolvers<ContextType>;
  RerunJobPayload?: RerunJobPayloadResolvers<ContextType>;
  RowResult?: RowResultResolvers<ContextType>;
  RowsPage?: RowsPageResolvers<ContextType>;
  RuleConditions?: RuleConditionsResolvers<ContextType>;
  RuleStatistics?: RuleStatisticsResolvers<ContextType>;
  RuleTrial?: RuleTrialResolvers<ContextType>;
  RunComparison?: RunComparisonResolvers<ContextType>;
  RunException?: RunExceptionResolvers<ContextType>;
  RunScheduleNowPayload?: RunScheduleNowPayloadResolvers<ContextType>;
  RunTotal?: RunTotalResolvers<ContextType>;
  RunWarning?: RunWarningResolvers<ContextType>;
  SaveMeteringSourcePayload?: SaveMeteringSourcePayloadResolvers<ContextType>;
  SaveSchedulePayload?: SaveSchedulePayloadResolvers<ContextType>;
  SaveStatementProfilePayload?: SaveStatementProfilePayloadResolvers<ContextType>;
  Schedule?: ScheduleResolvers<ContextType>;
  ScheduledJob?: ScheduledJobResolvers<ContextType>;
  SignInPayload?: SignInPayloadResolvers<ContextType>;
  Statement?: StatementResolvers<ContextType>;
  StatementColumn?: StatementColumnResolvers<ContextType>;
  StatementLine?: StatementLineResolvers<ContextType>;
  StatementLineConnection?: StatementLineConnectionResolvers<ContextType>;
  StatementLinePayload?: StatementLinePayloadResolvers<ContextType>;
  StatementLinesPayload?: StatementLinesPayloadResolvers<ContextType>;
  StatementPreview?: StatementPreviewResolvers<ContextType>;
  StatementPreviewColumn?: StatementPreviewColumnResolvers<ContextType>;
  StatementPreviewLine?: StatementPreviewLineResolvers<ContextType>;
  StatementPreviewProblem?: StatementPreviewProblemResolvers<ContextType>;
  StatementPreviewResult?: StatementPreviewResultResolvers<ContextType>;
  StatementPreviewRow?: StatementPreviewRowResolvers<ContextType>;
  StatementProfile?: StatementProfileResolvers<ContextType>;
  StatementWarning?: StatementWarningResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SubscriptionCharge?: SubscriptionChargeResolvers<ContextType>;
  SubscriptionPayload?: SubscriptionPayloadResolvers<ContextType>;
  Tenant?: TenantResolvers<ContextType>;
  TextFile?: TextFileResolvers<ContextType>;
  Transfer?: TransferResolvers<ContextType>;
  TrialLine?: TrialLineResolvers<ContextType>;
  TrialOutcome?: TrialOutcomeResolvers<ContextType>;
  UsageResult?: UsageResultResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  WriteOff?: WriteOffResolvers<ContextType>;
  WriteOffPayload?: WriteOffPayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  allow?: AllowDirectiveResolver<any, any, ContextType>;
};
