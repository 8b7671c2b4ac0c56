import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** What a statement line is when it pays no bill: a fee, a channel's payout, a payment that bounced, money given back. */
export class LineBookings extends Migration {
  override name = '0007_line_bookings';

  override async up(): Promise<void> {
    const folder = new URL('./0007_line_bookings/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
