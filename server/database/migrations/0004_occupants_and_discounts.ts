import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Discounts beside those of a binding, who lives where and pays from when, pauses, and more about customers. */
export class OccupantsAndDiscounts extends Migration {
  override name = '0004_occupants_and_discounts';

  override async up(): Promise<void> {
    const folder = new URL('./0004_occupants_and_discounts/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
