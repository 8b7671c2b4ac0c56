import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** What takes a bill back, in part or whole: credit notes, waivers and reversals. */
export class CreditNotes extends Migration {
  override name = '0011_credit_notes';

  override async up(): Promise<void> {
    const folder = new URL('./0011_credit_notes/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
