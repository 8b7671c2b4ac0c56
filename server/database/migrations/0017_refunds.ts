import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Refunds and write-offs, which one person asks for and another one decides. */
export class Refunds extends Migration {
  override name = '0017_refunds';

  override async up(): Promise<void> {
    const folder = new URL('./0017_refunds/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
