import { type CamtMessage, holdsMessage, readCamt } from './camt.ts';
import type { StatementFormat } from './types.ts';

export const CAMT053: CamtMessage = { body: 'BkToCstmrStmt', part: 'Stmt' };

/** camt.053: end-of-day statements (`BkToCstmrStmt`), the form that banks in Europe and ever more others send. */
export const camt053: StatementFormat = {
  name: 'camt.053',
  label: 'ISO 20022 camt.053 bank statement',
  detects: ({ text }) => holdsMessage(text, CAMT053.body),
  parse: ({ text }) => readCamt(text, CAMT053),
};
