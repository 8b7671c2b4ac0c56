import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Trials, quantities that change on a day, cancellations, and the charges that correct a cycle billed before. */
export class Subscriptions extends Migration {
  override name = '0005_subscriptions';

  override async up(): Promise<void> {
    const folder = new URL('./0005_subscriptions/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
