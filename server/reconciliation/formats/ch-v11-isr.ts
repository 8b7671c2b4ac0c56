import { Decimal, plain } from '../../kernel/money.ts';
import { bankLine, movedBy, withoutZeros } from './bank-line.ts';
import { sumOf } from './channel.ts';
import {
  column,
  columnAmount,
  columnDate,
  columnDateOrNull,
  cutFile,
  type FixedRecord,
  fixedRecords,
} from './fixed-width.ts';
import type { DraftLine, StatementFormat, StatementWarning } from './types.ts';
import { warning } from './warnings.ts';

/**
 * Swiss ISR (ESR) credit records, type 3 (v11): one record a payment with its 27-digit reference, and a total.
 * PostFinance, record description of orange inpayment slips.
 */
export const chV11Isr: StatementFormat = {
  name: 'ch_v11_isr',
  label: 'ISR/ESR credit records v11 (Switzerland)',
  detects: ({ text }) =>
    /^[0-3]\d[258]\d{9}\d{27}\d{10}/.test(text.trimStart()) || /^99[59]\d{36}\d{24}/.test(text.trimStart()),
  parse: ({ text }) => {
    const warnings: StatementWarning[] = [];
    const records = fixedRecords(text);
    const total = records.find((record) => record.text.startsWith('999'));
    if (!total) throw cutFile('The file has no total (999)', records.at(-1)?.line ?? 1);
    const lines = records.filter((record) => !record.text.startsWith('99')).map(readPayment);
    const first = records[0] as FixedRecord;
    return {
      statements: [
        {
          account: column(first, 3, 12),
          currency: lines[0]?.currency ?? 'CHF',
          reference: null,
          opening: null,
          closing: null,
          ...withoutZeros(lines),
          ties: checkTotal(total, lines, warnings),
        },
      ],
      warnings,
    };
  },
};

function checkTotal(total: FixedRecord, lines: readonly DraftLine[], warnings: StatementWarning[]): boolean {
  const [sum, count] = [columnAmount(total, 39, 51, 2), columnAmount(total, 51, 63, 0)];
  const found = sumOf(lines, 'IN');
  const booked = lines.filter(({ direction }) => direction === 'IN').length;
  if (sum.eq(found) && count.eq(new Decimal(booked))) return true;
  const stated = { statedCount: plain(count), stated: plain(sum) };
  const counted = { count: booked, counted: plain(movedBy(lines)), difference: plain(sum.minus(found)) };
  warnings.push(warning('counted_total_differs', { ...stated, ...counted }, total.line));
  return false;
}

/** The transaction code ends in 2 for a credit, 5 for a cancellation, 8 for a correction; it begins with 2 or 3 for euro. */
function readPayment(record: FixedRecord): DraftLine {
  const code = column(record, 0, 3);
  const cancelled = code.endsWith('5');
  const reference = column(record, 12, 39);
  return bankLine({
    bookedOn: columnDate(record, 65, 'YMD'),
    valueOn: columnDateOrNull(record, 71, 'YMD'),
    direction: cancelled ? 'OUT' : 'IN',
    amount: columnAmount(record, 39, 49, 2),
    currency: /^[23]/.test(code) ? 'EUR' : 'CHF',
    reference,
    bankReference: column(record, 49, 59),
    kind: cancelled ? 'REVERSAL' : 'PAYMENT',
    sourceLine: record.line,
    identity: [reference, column(record, 49, 59), column(record, 77, 86), code],
  });
}
