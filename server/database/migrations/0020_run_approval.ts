import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** A second person approves a run before it is posted, where the tenant wants it. */
export class RunApproval extends Migration {
  override name = '0020_run_approval';

  override async up(): Promise<void> {
    const folder = new URL('./0020_run_approval/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
