/** What a worksheet function gets: a figure of the server, or why there is none. */
import { canonicalDecimal, numberOfDecimal } from '../workbook/decimals.ts';

export interface FigureAnswer {
  value?: string | null | undefined;
  text?: string | null | undefined;
  error?: { code: string; message: string } | null | undefined;
}

/** Why a figure could not be had; the code is translated, the message is English. */
export class FigureFailure extends Error {
  override readonly name = 'FigureFailure';
  readonly code: string;
  /** Whether asking again may well help. */
  readonly passing: boolean;

  constructor(code: string, message: string, passing = false) {
    super(message);
    this.code = code;
    this.passing = passing;
  }
}

/** What the cell shows. An amount is a number where a number gives it back, else text. @throws FigureFailure */
export function cellOf({ value, text, error }: FigureAnswer): number | string {
  if (error) throw new FigureFailure(error.code, error.message);
  if (text != null) return text;
  const decimal = canonicalDecimal(value ?? '');
  if (decimal === null) throw new FigureFailure('server.bad_answer', 'the server gave no figure');
  return numberOfDecimal(decimal) ?? decimal;
}
