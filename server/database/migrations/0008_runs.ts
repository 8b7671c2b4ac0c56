import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** How long a run takes and why it waits, the amount below which nothing is billed, and bills per contract. */
export class Runs extends Migration {
  override name = '0008_runs';

  override async up(): Promise<void> {
    const folder = new URL('./0008_runs/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
