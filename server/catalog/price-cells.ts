/** A price version's model as cells (`model`, `price`, `tiers`, `reset`) and back. */

import { Refusal } from '../kernel/errors.ts';
import { Decimal, plain } from '../kernel/money.ts';
import type { Cells } from '../ledger/dataset.ts';
import type { Candidate } from '../ledger/editable-dataset.ts';
import { parseModel } from './pricing/parse.ts';
import { formatTiers, parseTiers } from './tiers-text.ts';

type ModelJson = Record<string, unknown>;

/** The fields of which the model is made. */
export const MODEL_FIELDS = ['model', 'price', 'tiers', 'reset'] as const;

/** The models that a sheet can edit. Others are shown by name and kept as they are. */
export const SHEET_MODELS = ['FIXED', 'PER_UNIT', 'GRADUATED'] as const;

const PRICE_FIELD: Record<string, string> = { FIXED: 'amount', PER_UNIT: 'unitPrice' };

/** What a sheet shows of a model. */
export function modelCells(model: ModelJson): Cells {
  const name = model['model'] as string;
  const price = model[PRICE_FIELD[name] ?? ''] as string | number | undefined;
  const tiered = name === 'GRADUATED';
  return {
    model: name,
    price: price === undefined ? null : plain(new Decimal(price)),
    tiers: tiered ? formatTiers(model['tiers']) : null,
    reset: tiered ? ((model['reset'] as string | undefined) ?? 'PERIOD') : null,
  };
}

/**
 * The model that the cells say. What cells do not show of the stored model (minimum, maximum, included quantity, start
 * of the tier year) is kept while its kind stays the same. An untouched model is returned as it is.
 * @throws Refusal at `price`, `tiers` or `reset`
 */
export function modelOf(row: Candidate): ModelJson {
  const stored = row.stored?.extra['model'] as ModelJson | undefined;
  if (stored && !row.touches(...MODEL_FIELDS)) return stored;
  const name = row.text('model');
  const kept = stored?.['model'] === name ? hiddenTerms(stored) : {};
  if (name === 'GRADUATED') return { model: name, ...graduated(row), ...kept };
  if (!Object.hasOwn(PRICE_FIELD, name)) {
    throw new Refusal('catalog.model_not_editable', `a price of the model ${name} cannot be edited in a sheet`, {
      field: 'model',
    });
  }
  refuseFilled(row, 'tiers', name);
  if (row.touches('reset')) refuseFilled(row, 'reset', name);
  if (!row.has('price')) throw missing('price', name);
  return { model: name, [PRICE_FIELD[name] as string]: row.text('price'), ...kept };
}

function hiddenTerms(model: ModelJson): ModelJson {
  const shown = new Set(['model', 'amount', 'unitPrice', 'tiers', 'reset']);
  return Object.fromEntries(Object.entries(model).filter(([field]) => !shown.has(field)));
}

function graduated(row: Candidate): ModelJson {
  refuseFilled(row, 'price', 'GRADUATED');
  if (!row.has('tiers')) throw missing('tiers', 'GRADUATED');
  return { tiers: inField('tiers', () => parseTiers(row.text('tiers'))), reset: row.cells['reset'] ?? 'PERIOD' };
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
  return model === 'GRADUATED' ? 'tiers' : 'price';
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
