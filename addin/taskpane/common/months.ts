/** Months as `YYYY-MM`. */

/** The month so many months after (or, negative, before) another. */
export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const index = year * 12 + (number - 1) + count;
  return `${Math.floor(index / 12)}-${String((((index % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}

/** Months around a day, newest first: so many after its month, and so many up to it. */
export function monthsBack(today: string, count: number, ahead = 0): string[] {
  const month = today.slice(0, 7);
  return Array.from({ length: count + ahead }, (_, i) => addMonths(month, ahead - i));
}
