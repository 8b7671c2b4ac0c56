import { holdsMessage } from './camt.ts';
import type { StatementFormat, StatementWarning } from './types.ts';
import { joinTexts } from './values.ts';
import { warning } from './warnings.ts';
import { all, findAll, parseXml, textAt, type XmlDocument, type XmlValue } from './xml.ts';

/** pain.002: what became of payment orders and direct debits. It moves no money; each refusal is told with its reason. */
export const pain002: StatementFormat = {
  name: 'pain.002',
  label: 'ISO 20022 pain.002 status report',
  detects: ({ text }) => holdsMessage(text, 'CstmrPmtStsRpt') || holdsMessage(text, 'pain.002.001.02'),
  parse: ({ text }) => {
    const document = parseXml(text);
    const warnings: StatementWarning[] = [];
    for (const { name, node } of findAll(document.root, /^(OrgnlGrpInfAndSts|OrgnlPmtInfAndSts)$/, 8)) {
      const status = textAt(node, 'GrpSts', 'PmtInfSts');
      const what = textAt(node, 'OrgnlPmtInfId', 'OrgnlMsgId');
      if (status === 'RJCT')
        warnings.push(rejected(document, node, name.startsWith('OrgnlGrp') ? 'message' : 'order', what));
    }
    const transactions = findAll(document.root, /^TxInfAndSts$/, 8).map(({ node }) => node);
    for (const node of transactions) {
      if (textAt(node, 'TxSts') === 'RJCT') {
        warnings.push(rejected(document, node, 'payment', textAt(node, 'OrgnlEndToEndId', 'OrgnlInstrId')));
      }
    }
    const nothing = { opening: null, closing: null, lines: [], zeroEntries: 0, ties: null };
    const reference = textAt(document.root, 'Document/CstmrPmtStsRpt/GrpHdr/MsgId');
    return {
      statements: [{ account: null, currency: null, reference, ...nothing, otherEntries: transactions.length }],
      warnings,
    };
  },
};

type What = 'message' | 'order' | 'payment';

function rejected(document: XmlDocument, node: XmlValue, what: What, name: string | null): StatementWarning {
  const reasons = all(node, 'StsRsnInf').map((reason) =>
    joinTexts([
      textAt(reason, 'Rsn/Cd', 'Rsn/Prtry'),
      ...all(reason, 'AddtlInf').map((info) => textAt({ info }, 'info')),
    ]),
  );
  const said = { number: name ?? '?', reason: joinTexts(reasons, '; ') ?? '?' };
  return warning(`${what}_rejected`, said, document.lineOf(node));
}
