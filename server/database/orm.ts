/** MikroORM over the server's role: the entities of every noun, typed rows through its Kysely. */
import { defineConfig, MikroORM } from '@mikro-orm/postgresql';
import type { InferKyselyDB } from '@mikro-orm/sql';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import { Operator, Session, Tenant } from '../access/entities.ts';
import { Bill, BillingRun, BillingRunLine, Charge, SharedCost } from '../billing/entities.ts';
import { FeeItem, PriceTier, PriceVersion, TaxCode, TaxRate } from '../catalog/entities.ts';
import { RevenueRelease } from '../closing/entities.ts';
import {
  Binding,
  BindingCancellation,
  BindingPause,
  Contract,
  Customer,
  Discount,
  Meter,
  Occupancy,
  Premise,
  QuantityChange,
  UsageMetric,
} from '../customers/entities.ts';
import {
  Account,
  AccountingPeriod,
  AuditEvent,
  ChangeFeed,
  IdempotencyKey,
  JournalEntry,
  NumberSeries,
  Rollup,
  RollupDelta,
  TenantTail,
  Transfer,
} from '../ledger/entities.ts';
import { MeteringSource, MeterReading, SourceRejection, UsageEvent } from '../metering/entities.ts';
import { Refund, WriteOff } from '../payments/approvals/entities.ts';
import { DayClose, DayCloseDenomination, DayClosePayment } from '../payments/counter/entities.ts';
import { CreditNote, CreditNoteLine } from '../payments/credits/entities.ts';
import { Allocation, AllocationLine, Payment } from '../payments/entities.ts';
import { PrepaymentPackage } from '../payments/prepayments/entities.ts';
import {
  BankAccount,
  LineBooking,
  Match,
  MatchingRule,
  PayerAccount,
  Statement,
  StatementLine,
  StatementProfile,
} from '../reconciliation/entities.ts';
import { Schedule, ScheduledJob } from '../schedules/entities.ts';

export const entities = [
  Tenant, Operator, Session,
  TenantTail, NumberSeries, ChangeFeed, AuditEvent, IdempotencyKey,
  Account, AccountingPeriod, JournalEntry, Transfer, Rollup, RollupDelta,
  TaxCode, TaxRate, FeeItem, PriceVersion, PriceTier,
  Customer, Premise, Contract, Meter, UsageMetric, Binding, MeterReading, UsageEvent, MeteringSource, SourceRejection,
  Occupancy, BindingPause, QuantityChange, BindingCancellation, Discount,
  BillingRun, BillingRunLine, Bill, Charge, SharedCost,
  Payment, Allocation, AllocationLine, CreditNote, CreditNoteLine, Refund, WriteOff, PrepaymentPackage,
  DayClose, DayClosePayment, DayCloseDenomination,
  RevenueRelease,
  BankAccount, Statement, StatementLine, MatchingRule, Match, LineBooking, PayerAccount, StatementProfile,
  Schedule, ScheduledJob,
] as const; // biome-ignore format: by noun

/** Every table with its columns as PostgreSQL sends them, inferred from the entities. */
export type Database = InferKyselyDB<(typeof entities)[number]>;

/** Typed SQL over the product's tables. Inside a unit of work it is bound to its transaction. */
export type Db = Kysely<Database>;

/** Opens the ORM; it connects on first use. Close it with `orm.close(true)`. */
export function openOrm(url: string, poolSize = 10) {
  return MikroORM.init(
    defineConfig({
      clientUrl: url,
      entities: [...entities],
      pool: { min: 0, max: poolSize },
      driverOptions: { onPoolCreated: letBrokenOnesGo },
      debug: false,
    }),
  );
}

/**
 * Lets connections go that broke where Kysely would keep their place in the pool for ever: at the beginning of a transaction,
 * and when one is rolled back. There is nothing to roll back then: PostgreSQL did so when the connection was gone.
 */
function letBrokenOnesGo(pool: Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    const letGo = (error: unknown) => {
      client.release(true);
      throw error;
    };
    const guarded = (...args: unknown[]) => {
      const answer = query(...args);
      const text = String(args[0]);
      if (text === 'rollback') return answer.catch(() => ({ command: 'ROLLBACK', rows: [] }));
      return text === 'begin' || text.startsWith('start transaction') ? answer.catch(letGo) : answer;
    };
    Object.assign(client, { query: guarded });
  });
}

export type Orm = Awaited<ReturnType<typeof openOrm>>;
