import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Rules by which statement lines are matched and booked, and the accounts that customers pay from. */
export class MatchingRules extends Migration {
  override name = '0012_matching_rules';

  override async up(): Promise<void> {
    const folder = new URL('./0012_matching_rules/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
