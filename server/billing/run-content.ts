/** What a preview stores and hashes. Pure. */

import type { ChargePart } from '../catalog/pricing/charge.ts';
import { newId, sha256 } from '../kernel/ids.ts';
import { type Decimal, plain, ZERO } from '../kernel/money.ts';
import { type BulkRow, jsonOf } from '../ledger/bulk-values.ts';
import type { RunLine } from './price-binding.ts';

const text = (value: Decimal | null | undefined): string | null => (value ? plain(value) : null);

/** A line as a row of `billing_run_line`. Its id becomes the id of the charge when it is posted. */
export function lineRow(seq: number, line: RunLine): BulkRow {
  const { binding, tariff, charge, exception } = line;
  return {
    id: newId(),
    seq,
    customer_id: line.customerId,
    binding_id: binding.id,
    premise_id: binding.premiseId,
    meter_id: binding.meterId,
    fee_item_id: tariff.feeItemId,
    price_version_id: charge?.versionId ?? null,
    kind: line.kind,
    corrects_id: line.correctsId,
    cycle: line.cycle,
    part: line.part,
    period_start: line.periodStart,
    period_end: line.periodEnd,
    quantity: text(charge?.quantity),
    unit_price: text(charge?.unitPrice),
    gross: text(charge?.gross),
    discount: text(charge?.discount),
    amount: text(charge?.amount),
    net: text(charge?.net),
    tax: text(charge?.tax),
    tax_rate: charge ? text(line.taxRate) : null,
    currency: tariff.currency,
    previous_amount: text(line.previousAmount),
    explanation: explanationText(line),
    exception_code: exception?.code ?? null,
    exception_message: exception?.message ?? null,
  };
}

/** Charges that were priced once for many lines are written out once, too. */
const written = new WeakMap<ChargePart, string>();

/** As JSON in text, since lines go into the database by COPY; null where nothing was priced. */
function explanationText(line: RunLine): string | null {
  const { charge, readings, usage } = line;
  if (charge === null) return null;
  if (readings !== null || usage !== null) return jsonOf(explanationOf(line));
  const known = written.get(charge);
  if (known !== undefined) return known;
  const json = jsonOf(charge.explanation);
  written.set(charge, json);
  return json;
}

/** The explanation of the price, with the readings or events behind the quantity. */
function explanationOf({ charge, readings, usage }: RunLine): object | null {
  if (charge === null) return null;
  if (usage !== null) return { ...charge.explanation, usage };
  if (readings === null) return charge.explanation;
  // A year's ladder may settle a corrected reading with a charge of zero: said, so that nobody takes it for a gap.
  const settled = charge.amount.isZero() && charge.explanation.year !== undefined;
  return { ...charge.explanation, readings, ...(settled ? { settled: true } : {}) };
}

/** What a line says, without ids and times: codes, dates, amounts as the row has them. */
function lineContent({ binding, tariff }: RunLine, row: BulkRow): string {
  return JSON.stringify([
    binding.code,
    tariff.code,
    row.kind,
    row.cycle,
    row.part,
    row.period_start,
    row.period_end,
    row.quantity,
    row.unit_price,
    row.gross,
    row.discount,
    row.amount,
    row.net,
    row.tax,
    row.tax_rate,
    row.currency,
    row.exception_code,
  ]);
}

/** Totals and hash of a run, gathered customer by customer. Keeps 32 bytes of each customer, nothing else. */
export class RunContent {
  readonly #currency: string;
  readonly #digests: Buffer[] = [];
  customerCount = 0;
  lineCount = 0;
  exceptionCount = 0;
  /** Of the tenant's currency; other currencies are billed but not added to it. */
  total: Decimal = ZERO;
  previousTotal: Decimal = ZERO;

  constructor(currency: string) {
    this.#currency = currency;
  }

  /** @param rows of the lines, in their order */
  addCustomer(code: string, lines: readonly RunLine[], rows: readonly BulkRow[]): void {
    if (lines.length === 0) return;
    const contents = lines.map((line, i) => lineContent(line, rows[i] as BulkRow)).toSorted();
    this.#digests.push(Buffer.from(sha256(`${code}\n${contents.join('\n')}`), 'hex'));
    if (lines.some(({ charge }) => charge !== null)) this.customerCount += 1;
    for (const { charge, previousAmount, tariff } of lines) {
      if (charge === null) {
        this.exceptionCount += 1;
        continue;
      }
      this.lineCount += 1;
      if (tariff.currency !== this.#currency) continue;
      this.total = this.total.plus(charge.amount);
      if (previousAmount) this.previousTotal = this.previousTotal.plus(previousAmount);
    }
  }

  /** SHA-256 over the sorted content; equal for equal content, whatever ids and times are behind it. */
  hash(header: readonly (string | null)[]): string {
    const digests = this.#digests.toSorted((a, b) => Buffer.compare(a, b));
    return sha256(Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), ...digests]));
  }
}
