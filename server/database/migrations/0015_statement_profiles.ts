import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** How tables of banks are read that no shipped profile knows, and warnings that can be said in any language. */
export class StatementProfiles extends Migration {
  override name = '0015_statement_profiles';

  override async up(): Promise<void> {
    const folder = new URL('./0015_statement_profiles/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
