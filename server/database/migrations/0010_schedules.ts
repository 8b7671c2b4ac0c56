import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** What happens by itself at set times, and every time that it was due. */
export class Schedules extends Migration {
  override name = '0010_schedules';

  override async up(): Promise<void> {
    const folder = new URL('./0010_schedules/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
