import type { BusinessDate } from '../../kernel/dates.ts';
import { Decimal } from '../../kernel/money.ts';
import { bankLine, withoutZeros } from './bank-line.ts';
import { type OfxNode, parseOfx, valueAt, within } from './ofx-tree.ts';
import type { DraftLine, DraftStatement, LineKind, StatementFormat, StatementWarning } from './types.ts';
import { dayOf, joinTexts } from './values.ts';
import { warning } from './warnings.ts';

/** OFX 1 and 2 (also QFX): what banks of America and Brazil offer for download; Open Financial Exchange 2.3, chapter 11. */
export const ofx: StatementFormat = {
  name: 'ofx',
  label: 'OFX or QFX statement',
  detects: ({ text }) => /^\s*(<\?xml[^>]*>\s*)?(OFXHEADER\s*:|<\?OFX\b|<OFX>)/i.test(text),
  parse: ({ text }) => {
    const warnings: StatementWarning[] = [];
    const root = parseOfx(text);
    warnOfErrors(root, warnings);
    const statements = within(root, 'STMTRS', 'CCSTMTRS', 'INVSTMTRS').map((node) => readStatement(node, warnings));
    return { statements, warnings };
  },
};

/** The server of the bank answered with an error instead of a statement. */
function warnOfErrors(root: OfxNode, warnings: StatementWarning[]): void {
  for (const status of within(root, 'STATUS')) {
    if (valueAt(status, 'SEVERITY')?.toUpperCase() !== 'ERROR') continue;
    const said = { error: valueAt(status, 'CODE') ?? '?', reason: valueAt(status, 'MESSAGE') ?? '?' };
    warnings.push(warning('bank_error', said, status.line));
  }
}

function readStatement(node: OfxNode, warnings: StatementWarning[]): DraftStatement {
  const currency = valueAt(node, 'CURDEF')?.toUpperCase() ?? 'XXX';
  const last = dayIn(valueAt(node, 'BANKTRANLIST/DTEND', 'LEDGERBAL/DTASOF', 'AVAILBAL/DTASOF'));
  const read = within(node, 'STMTTRN').map((entry) => readEntry(entry, currency, last, warnings));
  const closing = valueAt(node, 'LEDGERBAL/BALAMT');
  return {
    account: accountOf(node),
    currency: currency === 'XXX' ? null : currency,
    reference: null,
    opening: null,
    closing: closing === null ? null : amountIn(closing),
    ...withoutZeros(read.filter((line) => line !== null)),
    otherEntries: read.filter((line) => line === null).length,
    ties: null,
  };
}

const accountOf = (node: OfxNode) =>
  valueAt(node, 'BANKACCTFROM/ACCTID', 'CCACCTFROM/ACCTID', 'INVACCTFROM/ACCTID', 'BANKACCTFROM/IBAN');

/** An entry; null where its amount cannot be read, of which is warned. */
function readEntry(
  entry: OfxNode,
  currency: string,
  last: BusinessDate | null,
  warnings: StatementWarning[],
): DraftLine | null {
  const { line } = entry;
  const stated = valueAt(entry, 'TRNAMT');
  const amount = stated === null ? null : amountIn(stated);
  if (amount === null) {
    warnings.push(warning('amount_unreadable', { text: (stated ?? '').slice(0, 40) }, line));
    return null;
  }
  const type = valueAt(entry, 'TRNTYPE')?.toUpperCase() ?? '';
  const id = valueAt(entry, 'FITID');
  const [name, memo] = [valueAt(entry, 'NAME', 'PAYEE/NAME', 'EXTDNAME'), valueAt(entry, 'MEMO')];
  const reference = valueAt(entry, 'CHECKNUM', 'REFNUM');
  return bankLine({
    bookedOn: bookedOn(entry, last, warnings),
    valueOn: dayIn(valueAt(entry, 'DTAVAIL')),
    direction: amount.isNegative() ? 'OUT' : 'IN',
    amount: amount.abs(),
    currency: valueAt(entry, 'CURRENCY/CURSYM')?.toUpperCase() ?? currency,
    partyName: name,
    partyAccount: valueAt(entry, 'BANKACCTTO/ACCTID', 'CCACCTTO/ACCTID'),
    reference: reference === '0' ? null : reference,
    bankReference: id,
    text: joinTexts([name, memo]),
    kind: kindOf(type),
    sourceLine: line,
    // Banks repeat an id for what are different movements, so the id alone identifies nothing.
    identity: [id, name, memo, reference],
  });
}

/** Entries without a day that exists get the last day of the statement, and a warning. */
function bookedOn(entry: OfxNode, last: BusinessDate | null, warnings: StatementWarning[]): BusinessDate {
  const stated = valueAt(entry, 'DTPOSTED', 'DTUSER', 'DTAVAIL');
  const day = dayIn(stated);
  if (day !== null) return day;
  const given = last ?? '1970-01-01';
  warnings.push(warning('date_replaced', { text: stated ?? '', day: given }, entry.line));
  return given;
}

const dayIn = (stamp: string | null): BusinessDate | null =>
  stamp === null ? null : dayOf(stamp.replace(/\D/g, '').slice(0, 8));

/** Amounts with a decimal point or comma, and with or without signs between thousands. */
function amountIn(text: string): Decimal | null {
  const bare = text.replace(/\s/g, '');
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(bare)) return null;
  const at = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  const whole = (at < 0 ? bare : bare.slice(0, at)).replace(/[.,]/g, '');
  const sign = whole === '' || whole === '-' || whole === '+' ? `${whole}0` : whole;
  return new Decimal(at < 0 ? sign : `${sign}.${bare.slice(at + 1) || '0'}`);
}

function kindOf(type: string): LineKind {
  if (type === 'FEE' || type === 'SRVCHG') return 'FEE';
  if (type === 'INT') return 'INTEREST';
  return 'PAYMENT';
}
