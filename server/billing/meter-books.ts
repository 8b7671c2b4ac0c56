/**
 * What was billed for each meter and fee item: the closing reading of the last period and the sums of the tariff year.
 * It begins with what the database says and is continued by the run itself, cycle by cycle. Kept for the meter, not for
 * the binding: a new customer of the same meter climbs on the same ladder.
 */
import type { ChargePart, MeteredUsage } from '../catalog/pricing/charge.ts';
import { resetYear } from '../catalog/pricing/price.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { type Decimal, ZERO } from '../kernel/money.ts';
import type { Reading } from '../metering/consumption.ts';

/** Use and gross amounts of one price version in one tariff year. */
export interface YearSum {
  /** Calendar year in which the tariff year begins. */
  year: string;
  versionId: string;
  quantity: Decimal;
  gross: Decimal;
}

/** The reading with which a period was billed that ended on a day. */
export interface BilledReading {
  periodEnd: BusinessDate;
  closing: Reading;
}

export class MeterBook {
  readonly #years: YearSum[];
  readonly #closings: Map<BusinessDate, Reading>;

  constructor(years: YearSum[] = [], closings: readonly BilledReading[] = []) {
    this.#years = years;
    this.#closings = new Map(closings.map(({ periodEnd, closing }) => [periodEnd, closing]));
  }

  /** The reading that closed the period before; null where nothing was billed up to this day. */
  billedUpTo(day: BusinessDate): Reading | null {
    return this.#closings.get(day) ?? null;
  }

  /** What the year's ladder was climbed already, at a period's start, for the version that prices it first. */
  yearSoFar(
    resetFrom: string,
    start: BusinessDate,
    versionId: string,
  ): Required<Pick<MeteredUsage, 'before' | 'chargedBefore'>> & Pick<MeteredUsage, 'beforeVersion'> {
    const year = yearOf(resetFrom, start);
    const sums = this.#years.filter((sum) => sum.year === year);
    const others = sums.filter((sum) => sum.versionId !== versionId);
    return {
      before: sums.reduce((total, { quantity }) => total.plus(quantity), ZERO),
      beforeVersion: others.length > 0 ? others.reduce((total, { quantity }) => total.plus(quantity), ZERO) : undefined,
      chargedBefore: sums.reduce((total, sum) => (sum.versionId === versionId ? total.plus(sum.gross) : total), ZERO),
    };
  }

  /** Notes what a cycle was charged with. */
  add(resetFrom: string | null, parts: readonly ChargePart[], end: BusinessDate, closing: Reading): void {
    this.#closings.set(end, closing);
    if (resetFrom === null) return;
    for (const { versionId, periodStart, quantity, gross } of parts) {
      this.#years.push({ year: yearOf(resetFrom, periodStart), versionId, quantity, gross });
    }
  }
}

function yearOf(resetFrom: string, day: BusinessDate): string {
  return resetYear({ resetFrom }, day).start.slice(0, 4);
}
