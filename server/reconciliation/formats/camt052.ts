import { holdsMessage, readCamt } from './camt.ts';
import type { StatementFormat } from './types.ts';

/** camt.052: intraday account reports (`BkToCstmrAcctRpt`); what they book comes again in the camt.053 of the day. */
export const camt052: StatementFormat = {
  name: 'camt.052',
  label: 'ISO 20022 camt.052 account report',
  detects: ({ text }) => holdsMessage(text, 'BkToCstmrAcctRpt'),
  parse: ({ text }) => readCamt(text, 'BkToCstmrAcctRpt', 'Rpt'),
};
