import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Packages that customers pay in advance, with a bonus on top. */
export class Prepayments extends Migration {
  override name = '0021_prepayments';

  override async up(): Promise<void> {
    const folder = new URL('./0021_prepayments/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
