/**
 * Prices that depend on the day: seasons (`"seasons": [{ "months": [7, 8, 9], "tiers": … }]`, whose fields replace those of
 * the base) and a yearly escalator (`"escalator": { "rate": "3", "from": "2026-01-01" }`: 3 % more on each anniversary of that
 * day, each on top of the one before).
 */
import { addMonths, type BusinessDate, monthStart, type Period, parseDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';
import { type Fields, openFields, readSignedDecimal } from './fields.ts';
import type { DatedTerms, PriceModel, Raise } from './model.ts';

const MAX_SEASONS = 12;

/**
 * The model that holds on a day, with its raise.
 * @param model as parsed; one without seasons or escalator is returned as it is
 */
export function modelOn(model: PriceModel, day: BusinessDate): PriceModel {
  if (model.dated === null) return model;
  const { seasons, escalator } = model.dated;
  const season = seasons.get(Number(day.slice(5, 7))) ?? model;
  const raise = escalator === null ? null : raiseOn(escalator, day);
  return raise === null && season === model ? { ...model, dated: null } : { ...season, dated: null, raise };
}

/**
 * Cuts a period where the season changes or the price is raised.
 * @returns pieces in order that cover the period, each with its model
 */
export function cutByTerms(model: PriceModel, period: Period): { model: PriceModel; period: Period }[] {
  if (model.dated === null) return [{ model, period }];
  const { seasons, escalator } = model.dated;
  const days = new Set<BusinessDate>([period.start]);
  if (seasons.size > 0) {
    for (let day = addMonths(monthStart(period.start), 1); day < period.end; day = addMonths(day, 1)) {
      const [month, before] = [Number(day.slice(5, 7)), Number(addMonths(day, -1).slice(5, 7))];
      if (seasons.get(month) !== seasons.get(before)) days.add(day);
    }
  }
  if (escalator !== null) {
    const years = Number(period.start.slice(0, 4)) - Number(escalator.from.slice(0, 4));
    for (let n = Math.max(1, years); ; n++) {
      const day = addMonths(escalator.from, 12 * n);
      if (day >= period.end) break;
      if (day > period.start) days.add(day);
    }
  }
  const starts = [...days].toSorted();
  return starts.map((start, index) => ({
    model: modelOn(model, start),
    period: { start, end: starts[index + 1] ?? period.end },
  }));
}

function raiseOn({ rate, from }: NonNullable<DatedTerms['escalator']>, day: BusinessDate): Raise | null {
  let years = Number(day.slice(0, 4)) - Number(from.slice(0, 4));
  while (years > 0 && addMonths(from, 12 * years) > day) years -= 1;
  if (years <= 0) return null;
  const factor = new Decimal(1).plus(rate.times('0.01')).pow(years).toDecimalPlaces(20);
  return { rate, years, factor };
}

/**
 * Reads `seasons` and `escalator`.
 * @param json the whole model, from which a season takes what it does not replace
 * @param parse parses a model without these two fields
 * @throws Refusal at the season's field (`seasons[0].tiers[1].upTo`)
 */
export function readDatedTerms(
  fields: Fields,
  json: Record<string, unknown>,
  parse: (json: Record<string, unknown>) => PriceModel,
): DatedTerms | null {
  const seasons = readSeasons(fields.take('seasons'), json, parse);
  const escalator = readEscalator(fields.take('escalator'));
  if (seasons.size === 0 && escalator === null) return null;
  if (json['reset'] === 'YEAR') {
    const field = escalator === null ? 'seasons' : 'escalator';
    throw new Refusal('pricing.value_not_allowed', `${field} cannot be combined with reset YEAR; use price versions`, {
      field,
    });
  }
  return { seasons, escalator };
}

function readSeasons(
  list: unknown,
  { seasons: _seasons, escalator: _escalator, ...base }: Record<string, unknown>,
  parse: (json: Record<string, unknown>) => PriceModel,
): Map<number, PriceModel> {
  const found = new Map<number, PriceModel>();
  if (list === undefined || list === null) return found;
  if (!Array.isArray(list) || list.length > MAX_SEASONS) {
    throw new Refusal('pricing.value_not_allowed', `seasons must be a list of at most ${MAX_SEASONS} seasons`, {
      field: 'seasons',
    });
  }
  for (const [index, season] of list.entries()) {
    const path = `seasons[${index}]`;
    const months = readMonths(openFields(season, path).take('months'), `${path}.months`, found);
    const { months: _months, ...terms } = season as Record<string, unknown>;
    const model = inSeason(path, () => parse({ ...base, ...terms }));
    if (model.model !== base['model'] || terms['reset'] === 'YEAR') {
      throw new Refusal('pricing.value_not_allowed', `${path} must have the model of the base price`, { field: path });
    }
    for (const month of months) found.set(month, model);
  }
  return found;
}

function readMonths(list: unknown, path: string, taken: ReadonlyMap<number, unknown>): number[] {
  const months = Array.isArray(list) ? list.map(Number) : [];
  if (months.length === 0 || !months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12)) {
    throw new Refusal('pricing.value_not_allowed', `${path} must list months from 1 to 12, such as [7, 8, 9]`, {
      field: path,
    });
  }
  const twice = months.find((month, index) => taken.has(month) || months.indexOf(month) !== index);
  if (twice === undefined) return months;
  throw new Refusal('pricing.value_not_allowed', `${path} names month ${twice}, which is in a season already`, {
    field: path,
  });
}

function inSeason<T>(path: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, `${path}: ${error.message}`, { field: `${path}.${error.field ?? 'model'}` });
  }
}

function readEscalator(json: unknown): DatedTerms['escalator'] {
  if (json === undefined || json === null) return null;
  const fields = openFields(json, 'escalator');
  const rate = readSignedDecimal(fields.take('rate') ?? null, 'escalator.rate');
  if (rate.lte(-100) || rate.gt(100)) {
    throw new Refusal('pricing.value_not_allowed', 'escalator.rate is a percentage above -100 and up to 100', {
      field: 'escalator.rate',
    });
  }
  const from = fields.take('from');
  if (typeof from !== 'string') {
    throw new Refusal(
      'pricing.field_missing',
      'escalator.from is missing; write the day on which the price begins, such as "2026-01-01"',
      {
        field: 'escalator.from',
      },
    );
  }
  fields.finish();
  return { rate, from: parseDate(from, 'escalator.from') };
}
