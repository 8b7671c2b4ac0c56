/** How other rows name what the catalogue holds. */
import type { Reference } from '../ledger/columns.ts';

export const FEE_ITEM_CODE: Reference = { table: 'fee_item', code: 'code', dataset: 'FEE_ITEMS', archivable: true };

export const TAX_CODE: Reference = { table: 'tax_code', code: 'code', dataset: null, archivable: false };

export const ACCOUNT_CODE: Reference = { table: 'account', code: 'code', dataset: null, archivable: false };
