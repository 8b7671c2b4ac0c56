import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** What closing a month needs: revenue released month by month, and the customer's own chart of accounts. */
export class Closing extends Migration {
  override name = '0009_closing';

  override async up(): Promise<void> {
    const folder = new URL('./0009_closing/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
