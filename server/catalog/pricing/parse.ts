import { Refusal } from '../../kernel/errors.ts';
import { type Fields, openFields } from './fields.ts';
import { parseFixed } from './fixed.ts';
import { type Graduated, parseGraduated } from './graduated.ts';
import { parseGraduatedPercentage } from './graduated-percentage.ts';
import type { CommonTerms, ModelName, ModelRule, PriceModel } from './model.ts';
import { parsePackage } from './package.ts';
import { parsePerUnit } from './per-unit.ts';
import { parsePercentage } from './percentage.ts';
import { parseStairstep } from './stairstep.ts';
import { parseTimeOfUse } from './time-of-use.ts';
import { parseVolume } from './volume.ts';

const PARSERS: Record<ModelName, (fields: Fields) => ModelRule> = {
  FIXED: parseFixed,
  PER_UNIT: parsePerUnit,
  GRADUATED: parseGraduated,
  VOLUME: parseVolume,
  STAIRSTEP: parseStairstep,
  PACKAGE: parsePackage,
  PERCENTAGE: parsePercentage,
  GRADUATED_PERCENTAGE: parseGraduatedPercentage,
  TIME_OF_USE: parseTimeOfUse,
};

/** Models that the contract names and that cannot be priced yet: said plainly, never priced as something else. */
const NOT_YET = new Set(['FORMULA', 'SHARED']);

/**
 * Reads and checks the JSON of a price version. Parse once and keep the result: it is immutable.
 * @param json the JSON value, or its text; numbers are accepted where decimal strings are
 * @returns the model, ready to price any number of times
 * @throws Refusal with the path of the field (`tiers[1].upTo`): `pricing.model_not_json`, `pricing.model_invalid`,
 *   `pricing.model_unknown`, `pricing.model_not_supported`, `pricing.field_missing`, `pricing.field_unknown`,
 *   `pricing.not_a_number`, `pricing.negative`, `pricing.too_many_digits`, `pricing.value_not_allowed`,
 *   `pricing.tiers_empty`, `pricing.tiers_too_many`, `pricing.tiers_out_of_order`, `pricing.tier_after_last`,
 *   `pricing.bands_empty`
 */
export function parseModel(json: unknown): PriceModel {
  const fields = openFields(typeof json === 'string' ? parseText(json) : json, '');
  const parser = parserFor(fields.take('model'));
  const rule = parser(fields) as ModelRule & Partial<Graduated>;
  const terms = readCommonTerms(fields, rule);
  fields.finish();
  return Object.freeze({ reset: 'PERIOD' as const, resetFrom: '01-01', ...rule, ...terms });
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('pricing.model_not_json', 'The price model is not valid JSON; check quotes and brackets', {
      field: 'model',
    });
  }
}

function parserFor(name: unknown): (fields: Fields) => ModelRule {
  if (typeof name === 'string' && Object.hasOwn(PARSERS, name)) return PARSERS[name as ModelName];
  if (typeof name === 'string' && NOT_YET.has(name)) {
    throw new Refusal('pricing.model_not_supported', `The price model ${name} is not supported yet`, {
      field: 'model',
    });
  }
  const shown = typeof name === 'string' ? `“${name.slice(0, 40)}”` : 'nothing';
  throw new Refusal(
    'pricing.model_unknown',
    `model is ${shown}; it must be one of ${Object.keys(PARSERS).join(', ')}`,
    {
      field: 'model',
    },
  );
}

function readCommonTerms(fields: Fields, rule: ModelRule): CommonTerms {
  const minimum = fields.decimalOrNull('minimum');
  const maximum = fields.decimalOrNull('maximum');
  if (minimum && maximum && minimum.gt(maximum)) {
    throw new Refusal('pricing.value_not_allowed', 'minimum must not be above maximum', { field: 'minimum' });
  }
  const includedQuantity = fields.decimalOrNull('includedQuantity');
  if (includedQuantity !== null && rule.measure !== 'QUANTITY') {
    throw new Refusal('pricing.value_not_allowed', `includedQuantity has no meaning for ${rule.model}; remove it`, {
      field: 'includedQuantity',
    });
  }
  return { minimum, maximum, includedQuantity };
}
