/**
 * What roles may read and edit, dataset by dataset and column by column. Declared here once, as data: the pane shows it
 * (`viewer.datasets`), reading and publishing rows obey it. Fields of the schema declare theirs with `@allow`.
 */
import type { DatasetName } from '../generated/schema.ts';
import type { FieldError } from '../kernel/errors.ts';
import type { Role } from './entities.ts';

/** What one role may change in a dataset. */
interface Grant {
  columns: readonly string[];
  /** Whether it may also add and archive rows. */
  rows?: true;
}

interface DatasetRules {
  /** Roles that may read it; the first is named to those who may not. */
  readers: readonly Role[];
  /** Columns that a role does not get to see, unless another of its holder's roles shows them. */
  hidden?: Partial<Record<Role, readonly string[]>>;
  /** Who may change what; the first role with a column is named to those who may not. */
  editors?: Partial<Record<Role, Grant>>;
}

const LEDGER_READERS: readonly Role[] = ['FINANCE_VIEWER', 'FINANCE', 'APPROVER', 'ADMIN', 'AUDITOR'];
const FIGURES_READERS: readonly Role[] = [...LEDGER_READERS, 'ANALYST'];
const MASTER_READERS: readonly Role[] = ['FINANCE_VIEWER', 'FINANCE', 'PRICING', 'APPROVER', 'ADMIN', 'AUDITOR'];

const RULES: Record<DatasetName, DatasetRules> = {
  FEE_ITEMS: {
    readers: MASTER_READERS,
    editors: {
      PRICING: {
        rows: true,
        columns: [
          'code', 'nameZh', 'nameEn', 'category', 'cycle', 'timing', 'anchorDay', 'unit', 'currency', 'taxCode', 'revenueAccount',
          'effectiveFrom', 'effectiveTo', 'forGroups', 'forRegions', 'forPremiseKinds', 'note',
        ], // biome-ignore format: a list reads better packed
      },
    },
  },
  PRICES: {
    readers: MASTER_READERS,
    editors: {
      PRICING: {
        rows: true,
        columns: [
          'feeItem', 'customerGroup', 'region', 'effectiveFrom', 'effectiveTo', 'model', 'price', 'tiers', 'reset', 'terms',
          'proration', 'note',
        ], // biome-ignore format: a list reads better packed
      },
    },
  },
  PRICE_TIERS: {
    readers: MASTER_READERS,
    editors: {
      PRICING: {
        rows: true,
        columns: [
          'feeItem', 'customerGroup', 'region', 'effectiveFrom', 'from', 'upTo', 'price', 'packageSize', 'flatFee',
        ], // biome-ignore format: a list reads better packed
      },
    },
  },
  DISCOUNTS: {
    readers: MASTER_READERS,
    editors: {
      PRICING: {
        rows: true,
        columns: [
          'code', 'name', 'scope', 'binding', 'customer', 'customerGroup', 'feeItem', 'kind', 'value', 'validFrom',
          'validTo', 'firstCycles', 'stackOrder', 'packageItems', 'note',
        ], // biome-ignore format: a list reads better packed
      },
    },
  },
  CUSTOMERS: {
    readers: [...MASTER_READERS, 'SERVICE', 'ANALYST'],
    hidden: { ANALYST: ['phone', 'email', 'taxId', 'bankAccount', 'contacts'], SERVICE: ['bankAccount'] },
    editors: {
      FINANCE: {
        rows: true,
        columns: [
          'code', 'name', 'kind', 'customerGroup', 'region', 'phone', 'email', 'taxId', 'bankAccount', 'paymentDays',
          'language', 'industry', 'tags', 'contacts', 'billPer', 'waitingMoney',
          'billChannel', 'note',
        ], // biome-ignore format: a list reads better packed
      },
      SERVICE: { columns: ['phone', 'email', 'contacts', 'note'] },
    },
  },
  PREMISES: {
    readers: [...MASTER_READERS, 'SERVICE', 'ANALYST'],
    editors: {
      FINANCE: {
        rows: true,
        columns: [
          'code', 'name', 'kind', 'community', 'building', 'unit', 'room', 'area', 'customer', 'parent', 'vacantFrom',
          'vacantTo', 'note',
        ], // biome-ignore format: a list reads better packed
      },
    },
  },
  OCCUPANCIES: {
    readers: [...MASTER_READERS, 'SERVICE', 'ANALYST'],
    editors: {
      FINANCE: { rows: true, columns: ['premise', 'customer', 'role', 'startDate', 'endDate', 'pays', 'note'] },
    },
  },
  CONTRACTS: {
    readers: MASTER_READERS,
    editors: {
      FINANCE: { rows: true, columns: ['number', 'customer', 'startDate', 'endDate', 'paymentDays', 'terms', 'note'] },
    },
  },
  BINDINGS: {
    readers: MASTER_READERS,
    editors: {
      FINANCE: {
        rows: true,
        columns: [
          'code', 'customer', 'feeItem', 'premise', 'contract', 'startDate', 'endDate', 'trialEnd', 'quantitySource', 'quantity',
          'meter', 'metric', 'payer', 'note',
        ], // biome-ignore format: a list reads better packed
      },
      PRICING: { columns: ['discountKind', 'discountValue'] },
    },
  },
  QUANTITY_CHANGES: {
    readers: MASTER_READERS,
    editors: { FINANCE: { rows: true, columns: ['binding', 'effectiveFrom', 'quantity', 'note'] } },
  },
  PAUSES: {
    readers: MASTER_READERS,
    editors: { FINANCE: { rows: true, columns: ['binding', 'startDate', 'endDate', 'note'] } },
  },
  METERS: {
    readers: MASTER_READERS,
    editors: {
      FINANCE: {
        rows: true,
        columns: ['code', 'premise', 'kind', 'digits', 'multiplier', 'parent', 'installedOn', 'removedOn', 'note'],
      },
    },
  },
  USAGE_METRICS: {
    readers: MASTER_READERS,
    editors: {
      PRICING: { rows: true, columns: ['code', 'name', 'aggregation', 'property', 'unit', 'note'] },
    },
  },
  PREPAYMENT_PACKAGES: {
    readers: MASTER_READERS,
    editors: {
      PRICING: { rows: true, columns: ['code', 'name', 'price', 'bonus', 'validFrom', 'validTo', 'note'] },
    },
  },
  METER_READINGS: {
    readers: MASTER_READERS,
    editors: { FINANCE: { rows: true, columns: ['meter', 'readOn', 'value', 'kind', 'acceptedReason', 'note'] } },
  },
  SHARED_COSTS: {
    readers: MASTER_READERS,
    editors: {
      FINANCE: { rows: true, columns: ['feeItem', 'community', 'periodStart', 'periodEnd', 'amount', 'note'] },
    },
  },
  ACCOUNTS: {
    readers: LEDGER_READERS,
    editors: {
      FINANCE: { columns: ['nameZh', 'nameEn', 'externalCode', 'externalName'] },
      ADMIN: { rows: true, columns: ['code', 'nameZh', 'nameEn', 'kind', 'externalCode', 'externalName'] },
    },
  },
  TRIAL_BALANCE: { readers: LEDGER_READERS },
  JOURNAL: { readers: LEDGER_READERS },
  PRICE_PREVIEW: { readers: [...LEDGER_READERS, 'PRICING'] },
  RUN_LINES: { readers: LEDGER_READERS },
  RUN_COMPARISON: { readers: LEDGER_READERS },
  RUN_EXCEPTIONS: { readers: LEDGER_READERS },
  BILLS: { readers: FIGURES_READERS },
  CHARGES: { readers: FIGURES_READERS },
  CREDIT_NOTES: { readers: FIGURES_READERS },
  REFUNDS: { readers: LEDGER_READERS },
  WRITE_OFFS: { readers: FIGURES_READERS },
  CUSTOMER_STATEMENT: { readers: LEDGER_READERS },
  PAYMENTS: { readers: FIGURES_READERS },
  DAY_CLOSES: { readers: LEDGER_READERS },
  DEPOSITS: { readers: FIGURES_READERS },
  ALLOCATIONS: { readers: FIGURES_READERS },
  STATEMENT_LINES: { readers: LEDGER_READERS },
  PAYER_ACCOUNTS: {
    readers: LEDGER_READERS,
    editors: { FINANCE: { rows: true, columns: ['customer', 'account', 'note'] } },
  },
  UNIDENTIFIED_RECEIPTS: { readers: LEDGER_READERS },
  CHANNEL_SETTLEMENT: { readers: LEDGER_READERS },
  BANK_RECONCILIATION: { readers: LEDGER_READERS },
  KPIS: { readers: FIGURES_READERS },
};

/** All datasets, in the order in which the pane lists them. */
export const DATASETS = Object.keys(RULES) as DatasetName[];

/** What an operator may do with one dataset. */
export interface DatasetPermission {
  dataset: DatasetName;
  readable: boolean;
  /** Columns whose cells are left out of the rows that this operator gets. */
  hiddenColumns: string[];
  /** Columns that may be changed; empty when the dataset is read-only for this operator. */
  editableColumns: string[];
  /** Whether rows may be added and archived. */
  mayAddRows: boolean;
  /** Why not more may be read or changed (`access.needs_role_pricing`); null when no role would allow more. */
  reason: string | null;
}

/** The code that names the role one would need. */
const needs = (role: Role) => `access.needs_role_${role.toLowerCase()}`;

/** What the holder of these roles may do with a dataset: the sum of what each role allows. */
export function datasetPermission(roles: readonly Role[], dataset: DatasetName): DatasetPermission {
  const { readers, editors = {} } = RULES[dataset];
  const readable = roles.some((role) => readers.includes(role));
  const grants = Object.entries(editors) as [Role, Grant][];
  const held = grants.filter(([role]) => roles.includes(role));
  const editable = new Set(held.flatMap(([, { columns }]) => columns));
  const lacking = grants.find(([, { columns }]) => columns.some((column) => !editable.has(column)));
  return {
    dataset,
    readable,
    hiddenColumns: readable ? hiddenColumns(roles, dataset) : [],
    editableColumns: [...editable],
    mayAddRows: held.some(([, { rows }]) => rows),
    reason: readable ? (lacking ? needs(lacking[0]) : null) : needs(readers[0] as Role),
  };
}

/** A column is hidden when each reading role that is held hides it. */
function hiddenColumns(roles: readonly Role[], dataset: DatasetName): string[] {
  const { readers, hidden = {} } = RULES[dataset];
  const reading = roles.filter((role) => readers.includes(role));
  const [first, ...others] = reading.map((role) => hidden[role] ?? []);
  return (first ?? []).filter((column) => others.every((columns) => columns.includes(column)));
}

/** Why a cell may not be changed by these roles, as an error at its column; null when it may. */
export function cellRefusal(roles: readonly Role[], dataset: DatasetName, column: string): FieldError | null {
  const owners = editorsOf(dataset, ({ columns }) => columns.includes(column));
  if (owners.some((role) => roles.includes(role))) return null;
  if (owners.length === 0) {
    return {
      field: column,
      code: 'access.column_read_only',
      message: `${column} cannot be changed in this sheet; refresh to get its value back`,
    };
  }
  return refusedFor(owners, column, `changing ${column}`);
}

/** Why rows may not be added or archived by these roles, as an error of the row; null when they may. */
export function rowRefusal(roles: readonly Role[], dataset: DatasetName): FieldError | null {
  const owners = editorsOf(dataset, ({ rows }) => rows === true);
  if (owners.some((role) => roles.includes(role))) return null;
  if (owners.length === 0) {
    return { field: null, code: 'access.dataset_read_only', message: `${dataset} can only be read` };
  }
  return refusedFor(owners, null, 'adding or archiving a row');
}

function editorsOf(dataset: DatasetName, fits: (grant: Grant) => boolean): Role[] {
  const grants = Object.entries(RULES[dataset].editors ?? {}) as [Role, Grant][];
  return grants.filter(([, grant]) => fits(grant)).map(([role]) => role);
}

function refusedFor(owners: readonly Role[], field: string | null, what: string): FieldError {
  return {
    field,
    code: needs(owners[0] as Role),
    message: `${what} needs the role ${owners.join(' or ')}; leave it, or ask somebody who holds it`,
  };
}
