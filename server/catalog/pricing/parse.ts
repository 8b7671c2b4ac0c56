import { Refusal } from '../../kernel/errors.ts';
import { readDatedTerms } from './dated.ts';
import { type Fields, openFields } from './fields.ts';
import { parseFixed } from './fixed.ts';
import { parseFormula } from './formula.ts';
import { type Graduated, parseGraduated } from './graduated.ts';
import { parseGraduatedPercentage } from './graduated-percentage.ts';
import type { CommonTerms, ModelName, ModelRule, PriceModel } from './model.ts';
import { parsePackage } from './package.ts';
import { parsePerUnit } from './per-unit.ts';
import { parsePercentage } from './percentage.ts';
import { parseShared, type Shared } from './shared.ts';
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
  FORMULA: parseFormula,
  SHARED: parseShared,
};

/** All models by name. */
export const MODEL_NAMES = Object.keys(PARSERS) as ModelName[];

/**
 * Reads and checks the JSON of a price version. Parse once and keep the result: it is immutable.
 * @param json the JSON value, or its text; numbers are accepted where decimal strings are
 * @returns the model, ready to price any number of times
 * @throws Refusal with the path of the field (`tiers[1].upTo`): `pricing.model_not_json`, `pricing.model_invalid`,
 *   `pricing.model_unknown`, `pricing.formula_…`, `pricing.field_missing`, `pricing.field_unknown`,
 *   `pricing.not_a_number`, `pricing.negative`, `pricing.too_many_digits`, `pricing.value_not_allowed`,
 *   `pricing.tiers_empty`, `pricing.tiers_too_many`, `pricing.tiers_out_of_order`, `pricing.tier_after_last`,
 *   `pricing.bands_empty`
 */
export function parseModel(json: unknown): PriceModel {
  const value = typeof json === 'string' ? parseText(json) : json;
  const fields = openFields(value, '');
  const parser = parserFor(fields.take('model'));
  const rule = parser(fields) as ModelRule & Partial<Graduated & Shared>;
  const terms = readCommonTerms(fields, rule);
  const dated = readDatedTerms(fields, value as Record<string, unknown>, parseModel);
  if (dated !== null && rule.measure === 'POOL') {
    throw new Refusal('pricing.value_not_allowed', 'a shared cost has no seasons and no escalator; remove them', {
      field: 'model',
    });
  }
  fields.finish();
  const usual = { reset: 'PERIOD' as const, resetFrom: '01-01', shared: null, raise: null };
  return Object.freeze({ ...usual, ...rule, ...terms, dated });
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
  if (rule.measure === 'POOL' && (minimum ?? maximum) !== null) {
    throw new Refusal(
      'pricing.value_not_allowed',
      'shares of a cost sum to the cost, so they have no minimum or maximum',
      {
        field: minimum === null ? 'maximum' : 'minimum',
      },
    );
  }
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
