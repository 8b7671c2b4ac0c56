/** Brings a database to the newest shape. Runs as the owner's role, which the server never has. */
import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import { Initial } from './migrations/0001_initial.ts';
import { Pricing } from './migrations/0002_pricing.ts';
import { Metering } from './migrations/0003_metering.ts';
import { OccupantsAndDiscounts } from './migrations/0004_occupants_and_discounts.ts';
import { Subscriptions } from './migrations/0005_subscriptions.ts';
import { PriceTiers } from './migrations/0006_price_tiers.ts';
import { LineBookings } from './migrations/0007_line_bookings.ts';
import { Runs } from './migrations/0008_runs.ts';
import { Closing } from './migrations/0009_closing.ts';
import { Schedules } from './migrations/0010_schedules.ts';
import { CreditNotes } from './migrations/0011_credit_notes.ts';
import { MatchingRules } from './migrations/0012_matching_rules.ts';
import { Deposits } from './migrations/0013_deposits.ts';
import { StatementProfiles } from './migrations/0015_statement_profiles.ts';
import { DayCloses } from './migrations/0016_day_closes.ts';
import { Refunds } from './migrations/0017_refunds.ts';
import { ChannelsAndGroups } from './migrations/0018_channels_and_groups.ts';
import { WaitingMoney } from './migrations/0019_waiting_money.ts';
import { RunApproval } from './migrations/0020_run_approval.ts';
import { Prepayments } from './migrations/0021_prepayments.ts';
import { migrateWorker } from './worker-schema.ts';

/** All migrations, oldest first. */
const migrationsList = [
  { name: '0001_initial', class: Initial },
  { name: '0002_pricing', class: Pricing },
  { name: '0003_metering', class: Metering },
  { name: '0004_occupants_and_discounts', class: OccupantsAndDiscounts },
  { name: '0005_subscriptions', class: Subscriptions },
  { name: '0006_price_tiers', class: PriceTiers },
  { name: '0007_line_bookings', class: LineBookings },
  { name: '0008_runs', class: Runs },
  { name: '0009_closing', class: Closing },
  { name: '0010_schedules', class: Schedules },
  { name: '0011_credit_notes', class: CreditNotes },
  { name: '0012_matching_rules', class: MatchingRules },
  { name: '0013_deposits', class: Deposits },
  { name: '0015_statement_profiles', class: StatementProfiles },
  { name: '0016_day_closes', class: DayCloses },
  { name: '0017_refunds', class: Refunds },
  { name: '0018_channels_and_groups', class: ChannelsAndGroups },
  { name: '0019_waiting_money', class: WaitingMoney },
  { name: '0020_run_approval', class: RunApproval },
  { name: '0021_prepayments', class: Prepayments },
];

/** Names of all migrations, oldest first, for those who ask the server's role what has been run. */
export const migrationNames: readonly string[] = migrationsList.map(({ name }) => name);

async function withMigrator<T>(ownerUrl: string, serverRole: string, body: (migrator: Migrator) => Promise<T>) {
  const orm = await MikroORM.init(
    defineConfig({
      clientUrl: ownerUrl,
      // The privileges of a migration go to the role that serves, whatever a database calls it.
      driverOptions: { options: `-c suanpan.server_role=${serverRole}` },
      logger: () => undefined,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      migrations: { tableName: 'migration', migrationsList, transactional: true, allOrNothing: true, snapshot: false },
      debug: false,
    }),
  );
  try {
    return await body(orm.migrator as Migrator);
  } finally {
    await orm.close(true);
  }
}

/**
 * Runs the migrations that are missing, all or none, and those of the tables that jobs wait in.
 * @param ownerUrl connection of the role that owns the tables
 * @param serverRole role that gets the serving privileges; it must exist
 * @returns names of the migrations that were run
 */
export function migrate(ownerUrl: string, serverRole = 'suanpan_server'): Promise<string[]> {
  return withMigrator(ownerUrl, serverRole, async (migrator) => {
    // First: a database whose own migrations are complete is ready to be served.
    await migrateWorker(ownerUrl, serverRole);
    return (await migrator.up()).map((m) => m.name);
  });
}
