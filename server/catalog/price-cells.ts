/** A price version's model as cells (`model`, `price`, `tiers`, `reset`, `terms`) and back. */
import { Refusal } from '../kernel/errors.ts';
import { Decimal, plain } from '../kernel/money.ts';
import type { Cells } from '../ledger/dataset.ts';
import type { Candidate } from '../ledger/editable-dataset.ts';
import { parseModel } from './pricing/parse.ts';
import { formatTerms, parseTerms } from './terms-text.ts';
import { formatTiers, parseTiers, type TierField } from './tiers-text.ts';

type ModelJson = Record<string, unknown>;

/** The fields of which the model is made. */
export const MODEL_FIELDS = ['model', 'price', 'tiers', 'reset', 'terms'] as const;

/** The field of a model that the cell `price` shows. */
const PRICE_FIELD: Record<string, string> = {
  FIXED: 'amount',
  PER_UNIT: 'unitPrice',
  PACKAGE: 'packagePrice',
  PERCENTAGE: 'rate',
};

/** The field of a tier that stands first after its bounds, of models that have tiers. */
export const TIER_FIELD: Record<string, TierField> = {
  GRADUATED: 'unitPrice',
  VOLUME: 'unitPrice',
  STAIRSTEP: 'flatFee',
  GRADUATED_PERCENTAGE: 'rate',
};

/** What a sheet shows of a model. */
export function modelCells(model: ModelJson): Cells {
  const name = model['model'] as string;
  const priceField = PRICE_FIELD[name];
  const price = priceField === undefined ? undefined : (model[priceField] as string | number | undefined);
  const tierField = TIER_FIELD[name];
  const { model: _model, tiers, reset, ...rest } = model;
  const terms = Object.fromEntries(Object.entries(rest).filter(([field]) => field !== priceField));
  return {
    model: name,
    price: price === undefined ? null : plain(new Decimal(price)),
    tiers: tierField === undefined ? null : formatTiers(tiers, tierField),
    reset: name === 'GRADUATED' ? ((reset as string | undefined) ?? 'PERIOD') : null,
    terms: formatTerms(name, terms),
  };
}

/**
 * The model that the cells say. An untouched model is returned as it is.
 * @throws Refusal at the cell that is wrong
 */
export function modelOf(row: Candidate): ModelJson {
  const stored = row.stored?.extra['model'] as ModelJson | undefined;
  if (stored && !row.touches(...MODEL_FIELDS)) return stored;
  const name = row.text('model');
  const terms = row.has('terms') ? inField('terms', () => parseTerms(name, row.text('terms'))) : {};
  return { model: name, ...priceOf(row, name), ...tiersOf(row, name), ...terms };
}

function priceOf(row: Candidate, name: string): ModelJson {
  const field = PRICE_FIELD[name];
  if (field === undefined) {
    refuseFilled(row, 'price', name);
    return {};
  }
  if (!row.has('price')) throw missing('price', name);
  return { [field]: row.text('price') };
}

function tiersOf(row: Candidate, name: string): ModelJson {
  const field = TIER_FIELD[name];
  // A reset that is left over from another model is no mistake of the person who changed the model.
  if (name !== 'GRADUATED' && row.touches('reset')) refuseFilled(row, 'reset', name);
  if (field === undefined) {
    refuseFilled(row, 'tiers', name);
    return {};
  }
  if (!row.has('tiers')) throw missing('tiers', name);
  const tiers = inField('tiers', () => parseTiers(row.text('tiers'), field));
  return name === 'GRADUATED' ? { tiers, reset: row.cells['reset'] ?? 'PERIOD' } : { tiers };
}

/**
 * Checks the model of a row and records what is wrong at its cell.
 * @returns the checked model, null when the row was refused
 */
export function checkModel(row: Candidate): ModelJson | null {
  // Errors of single cells say enough; judging the model on top would repeat them.
  if (
    !row.has('model') ||
    row.errors.some(({ field }) => (MODEL_FIELDS as readonly (string | null)[]).includes(field))
  ) {
    return null;
  }
  try {
    const model = modelOf(row);
    parseModel(model);
    return model;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    row.refuse(cellOf(error.field, row.text('model')), error.code, error.message);
    return null;
  }
}

/** The cell that shows a field of the model. */
function cellOf(field: string | undefined, model: string): string {
  if (field === undefined) return 'model';
  if ((MODEL_FIELDS as readonly string[]).includes(field)) return field;
  if (field === PRICE_FIELD[model]) return 'price';
  return field.startsWith('tiers') ? 'tiers' : 'terms';
}

function inField<T>(field: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message, { field });
    throw error;
  }
}

function refuseFilled(row: Candidate, field: string, model: string): void {
  if ((row.cells[field] ?? null) === null) return;
  throw new Refusal(`catalog.${field}_not_used`, `${model} has no ${field}; clear the cell or choose another model`, {
    field,
  });
}

function missing(field: string, model: string): Refusal {
  return new Refusal('value.required', `${model} needs ${field === 'tiers' ? 'tiers' : 'a price'}`, { field });
}
