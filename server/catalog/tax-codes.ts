import { newId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { write } from '../ledger/unit-of-work.ts';

/** A tax code with the rate it starts with. */
export interface NewTaxCode {
  code: string;
  name: string;
  /** A fraction: `0.06` is 6 %. */
  rate: string;
  validFrom: string;
}

/** Adds a tax code with its first dated rate. @returns its id */
export function addTaxCode(books: Books, input: NewTaxCode): Promise<string> {
  return write(books, 'tax_code.create', async (work) => {
    const id = newId();
    const stamp = { tenant_id: work.tenantId, change_id: work.changeId };
    await work.db
      .insertInto('tax_code')
      .values({ ...stamp, id, code: input.code, name: input.name })
      .execute();
    await work.db
      .insertInto('tax_rate')
      .values({ ...stamp, id: newId(), tax_code_id: id, valid_from: input.validFrom, rate: input.rate })
      .execute();
    work.audit({ noun: 'TaxCode', rowId: id, action: 'CREATED', after: { ...input } });
    return id;
  });
}
