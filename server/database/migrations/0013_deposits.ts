import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Deposits that are released: money that was held becomes the customer's own to use or to get back. */
export class Deposits extends Migration {
  override name = '0013_deposits';

  override async up(): Promise<void> {
    const folder = new URL('./0013_deposits/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
