/** How the benches measure: ours and the limit in turns, medians, and the bounds that keep a bench from running on. */

/** One way of doing the work. */
export interface Way {
  /** Brings everything back to where it was, untimed. */
  prepare(): Promise<void>;
  /** The work. @returns its seconds, where not all of it counts */
  run(): Promise<number | void>;
}

/** Seconds of each lap and their medians. */
export interface Laps {
  ours: number[];
  limit: number[];
  seconds: number;
  limitSeconds: number;
  /** Ours ÷ the limit. */
  ratio: number;
}

const LAPS = 5;
/** No new lap begins after this many seconds; what was measured until then counts. */
const ENOUGH_SECONDS = 150;

/**
 * Runs ours and the limit in turns, so that whatever else the machine does falls on both: one lap of each to warm up,
 * then five that count, each time the other one first.
 * @param log takes a line for each pair of laps
 * @param warm whether to warm up
 */
export async function inTurns(ours: Way, limit: Way, log: (line: string) => void, warm = true): Promise<Laps> {
  const laps: Laps = { ours: [], limit: [], seconds: 0, limitSeconds: 0, ratio: 0 };
  const began = performance.now();
  if (warm) {
    await timed(ours);
    await timed(limit);
  }
  for (let lap = 0; lap < LAPS; lap += 1) {
    if (lap > 0 && (performance.now() - began) / 1000 > ENOUGH_SECONDS) {
      log(`  the machine is slow today: ${lap} laps instead of ${LAPS}`);
      break;
    }
    const oursFirst = lap % 2 === 0;
    if (oursFirst) laps.ours.push(await timed(ours));
    laps.limit.push(await timed(limit));
    if (!oursFirst) laps.ours.push(await timed(ours));
    log(`  lap ${lap + 1}: ${seconds(laps.ours[lap])} ours, ${seconds(laps.limit[lap])} limit`);
  }
  laps.seconds = median(laps.ours);
  laps.limitSeconds = median(laps.limit);
  laps.ratio = laps.seconds / laps.limitSeconds;
  return laps;
}

async function timed(way: Way): Promise<number> {
  await way.prepare();
  const began = performance.now();
  const counted = await way.run();
  return counted ?? (performance.now() - began) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Seconds as people read them. */
export const seconds = (value = Number.NaN): string => `${value.toFixed(3)} s`;

/** A number for the JSON line, to three decimals. */
export const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Most memory that this process has held so far, in MB. */
export const peakMemory = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
