/** The resolvers of every noun. A noun that gets its first resolver adds itself here, twice. */
import { resolvers as access } from './access/resolvers.ts';
import { resolvers as billing } from './billing/resolvers.ts';
import { resolvers as catalog } from './catalog/resolvers.ts';
import { resolvers as closing } from './closing/resolvers.ts';
import { resolvers as customers } from './customers/resolvers.ts';
import type { Resolvers } from './generated/schema.ts';
import { resolvers as ledger } from './ledger/resolvers.ts';
import { resolvers as metering } from './metering/resolvers.ts';
import { resolvers as counter } from './payments/counter/resolvers.ts';
import { resolvers as payments } from './payments/resolvers.ts';
import { resolvers as reconciliation } from './reconciliation/resolvers.ts';
import { resolvers as reports } from './reports/resolvers.ts';
import { resolvers as schedules } from './schedules/resolvers.ts';
import { resolvers as sync } from './sync/resolvers.ts';

export const nouns: readonly Partial<Resolvers>[] = [
  access,
  billing,
  catalog,
  closing,
  customers,
  ledger,
  metering,
  payments,
  counter,
  reconciliation,
  reports,
  schedules,
  sync,
];
