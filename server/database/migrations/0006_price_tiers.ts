import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Tiers of price versions as rows of their own, so that a sheet can show a price as a block; and premises as a quantity. */
export class PriceTiers extends Migration {
  override name = '0006_price_tiers';

  override async up(): Promise<void> {
    const folder = new URL('./0006_price_tiers/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
