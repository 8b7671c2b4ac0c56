import { readdirSync, readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';

/** Channels with clearing accounts of their own, and matches of several lines that pay bills together. */
export class ChannelsAndGroups extends Migration {
  override name = '0018_channels_and_groups';

  override async up(): Promise<void> {
    const folder = new URL('./0018_channels_and_groups/', import.meta.url);
    for (const file of readdirSync(folder).toSorted()) {
      await this.execute(readFileSync(new URL(file, folder), 'utf8'));
    }
  }
}
