import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Money that waits with a customer pays the next bills by itself, where the customer agreed. */
export class WaitingMoney extends Migration {
  override name = '0019_waiting_money';

  override async up(): Promise<void> {
    const folder = new URL('./0019_waiting_money/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
