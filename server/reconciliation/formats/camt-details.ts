/** The transactions behind a camt entry: who paid whom, with which references and texts. */
import { type Decimal, plain, ZERO } from '../../kernel/money.ts';
import { accountNumber, readDirection, readMoney } from './camt-values.ts';
import type { DraftLine, LineDetail, LineDirection, StatementWarning } from './types.ts';
import { joinTexts, textOrNull } from './values.ts';
import { warning } from './warnings.ts';
import { all, first, ownText, textAt, type XmlValue } from './xml.ts';

interface EntryFacts {
  direction: LineDirection;
  currency: string;
  amount: Decimal;
  line: number;
}

type Common = Pick<
  DraftLine,
  'payerName' | 'payerAccount' | 'payeeName' | 'payeeAccount' | 'reference' | 'bankReference' | 'text'
>;

/**
 * The parts of an entry and what all of them have in common (a batch of different payers has no common payer). Parts that
 * state the entry's currency but do not add up to it give a warning: the account was booked with the entry's amount.
 */
export function readEntryDetails(
  entry: XmlValue,
  facts: EntryFacts,
  warnings: StatementWarning[],
): Common & { details: LineDetail[] } {
  const nodes = [...all(entry, 'NtryDtls').flatMap((details) => all(details, 'TxDtls')), ...all(entry, 'TxDtls')];
  const details = nodes.map((node) => readDetail(node, facts));
  warnAboutSum(details, facts, warnings);
  const common = (field: keyof Common): string | null => {
    const [value] = details.map((detail) => detail[field]);
    return value !== undefined && details.every((detail) => detail[field] === value) ? value : null;
  };
  return {
    details,
    payerName: common('payerName'),
    payerAccount: common('payerAccount'),
    payeeName: common('payeeName'),
    payeeAccount: common('payeeAccount'),
    reference: common('reference') ?? batchReference(entry),
    bankReference: common('bankReference'),
    text: common('text'),
  };
}

function batchReference(entry: XmlValue): string | null {
  const batch = first(entry, 'NtryDtls/Btch');
  return textOrNull(textAt(batch, 'PmtInfId', 'MsgId'));
}

function warnAboutSum(details: readonly LineDetail[], facts: EntryFacts, warnings: StatementWarning[]): void {
  const comparable =
    details.length > 0 && details.every((detail) => detail.amount !== null && detail.currency === facts.currency);
  if (!comparable) return;
  const sum = details.reduce<Decimal>(
    (total, { amount, direction }) =>
      direction === facts.direction ? total.plus(amount ?? ZERO) : total.minus(amount ?? ZERO),
    ZERO,
  );
  // A zero stands for “see the entry” in files made from the standard's samples.
  if (sum.eq(facts.amount) || sum.isZero()) return;
  const { amount, currency, line } = facts;
  warnings.push(warning('details_differ', { amount: plain(amount), currency, sum: plain(sum) }, line));
}

function readDetail(node: XmlValue, facts: EntryFacts): LineDetail {
  // Amt and CdtDbtInd stand at the transaction since version 3; before, the amount was under AmtDtls.
  const money = first(node, 'Amt') ?? first(node, 'AmtDtls/TxAmt/Amt') ?? first(node, 'AmtDtls/InstdAmt/Amt');
  const parties = first(node, 'RltdPties');
  const references = first(node, 'Refs');
  return {
    direction: textAt(node, 'CdtDbtInd') ? readDirection(node, facts.line) : facts.direction,
    amount: ownText(money) === null ? null : readMoney(money, 'TxDtls/Amt', facts.line),
    currency: textAt(money, '@Ccy'),
    payerName: partyName(parties, 'Dbtr'),
    payerAccount: accountNumber(first(parties, 'DbtrAcct')),
    payeeName: partyName(parties, 'Cdtr'),
    payeeAccount: accountNumber(first(parties, 'CdtrAcct')),
    reference: readReference(node, references),
    bankReference: textOrNull(textAt(references, 'AcctSvcrRef')) ?? textOrNull(textAt(references, 'TxId')),
    text: readText(node),
  };
}

/** `Dbtr/Nm` until version 7, `Dbtr/Pty/Nm` since version 8; the ultimate party where the first has no name. */
function partyName(parties: XmlValue | undefined, role: 'Dbtr' | 'Cdtr'): string | null {
  return textOrNull(
    textAt(
      parties,
      `${role}/Pty/Nm`,
      `${role}/Nm`,
      `Ultmt${role}/Pty/Nm`,
      `Ultmt${role}/Nm`,
      `${role}/Agt/FinInstnId/Nm`,
    ),
  );
}

/** What the payer was asked to quote comes first: a structured reference, then the end-to-end id, then what else there is. */
function readReference(node: XmlValue, references: XmlValue | undefined): string | null {
  const structured = all(first(node, 'RmtInf'), 'Strd').map((part) =>
    textOrNull(textAt(part, 'CdtrRefInf/Ref', 'CdtrRefInf/CdtrRef')),
  );
  return (
    structured.find((reference) => reference !== null) ??
    textOrNull(textAt(references, 'EndToEndId')) ??
    textOrNull(textAt(references, 'InstrId')) ??
    textOrNull(textAt(references, 'PmtInfId')) ??
    textOrNull(textAt(references, 'MndtId'))
  );
}

function readText(node: XmlValue): string | null {
  const remittance = first(node, 'RmtInf');
  const structured = all(remittance, 'Strd').flatMap((part) => [
    ...all(part, 'RfrdDocInf').map((document) => textAt(document, 'Nb', 'RfrdDocNb')),
    ...all(part, 'AddtlRmtInf').map(ownText),
  ]);
  return joinTexts([...all(remittance, 'Ustrd').map(ownText), ...structured, textAt(node, 'AddtlTxInf')]);
}
