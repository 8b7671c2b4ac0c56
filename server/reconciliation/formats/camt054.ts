import { type CamtMessage, holdsMessage, readCamt } from './camt.ts';
import type { StatementFormat } from './types.ts';

export const CAMT054: CamtMessage = { body: 'BkToCstmrDbtCdtNtfctn', part: 'Ntfctn' };

/** camt.054: debit and credit notifications (`BkToCstmrDbtCdtNtfctn`), without balances; the details of batch entries. */
export const camt054: StatementFormat = {
  name: 'camt.054',
  label: 'ISO 20022 camt.054 debit and credit notification',
  detects: ({ text }) => holdsMessage(text, CAMT054.body),
  parse: ({ text }) => readCamt(text, CAMT054),
};
