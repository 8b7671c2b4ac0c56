import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Who took money at the counter, and the closes of a cashier's day in which it was counted. */
export class DayCloses extends Migration {
  override name = '0016_day_closes';

  override async up(): Promise<void> {
    const folder = new URL('./0016_day_closes/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
