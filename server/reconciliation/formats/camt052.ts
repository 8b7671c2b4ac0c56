import { type CamtMessage, holdsMessage, readCamt } from './camt.ts';
import type { StatementFormat } from './types.ts';

export const CAMT052: CamtMessage = { body: 'BkToCstmrAcctRpt', part: 'Rpt' };

/** camt.052: intraday account reports (`BkToCstmrAcctRpt`); what they book comes again in the camt.053 of the day. */
export const camt052: StatementFormat = {
  name: 'camt.052',
  label: 'ISO 20022 camt.052 account report',
  detects: ({ text }) => holdsMessage(text, CAMT052.body),
  parse: ({ text }) => readCamt(text, CAMT052),
};
