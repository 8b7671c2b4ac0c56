import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Price lists, cycles of days and weeks, whom a fee item applies to, and costs that a community shares. */
export class Pricing extends Migration {
  override name = '0002_pricing';

  override async up(): Promise<void> {
    const folder = new URL('./0002_pricing/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
