import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Usage events, flags of readings, replaced and parent meters, sources that readings and usage are pulled from. */
export class Metering extends Migration {
  override name = '0003_metering';

  override async up(): Promise<void> {
    const folder = new URL('./0003_metering/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
