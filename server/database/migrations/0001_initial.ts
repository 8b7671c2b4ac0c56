import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** The first shape of the database: one SQL file per noun, run in the order of their numbers. */
export class Initial extends Migration {
  override name = '0001_initial';

  override async up(): Promise<void> {
    await this.execute('create extension if not exists btree_gist');
    const folder = new URL('./0001_initial/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      // btree_gist belongs to its own schema user; everything of ours goes to public.
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
