/** As much of a file as a preview needs. */
import { base64Of, FILE_LIMIT } from '../file.ts';

/** Of a text its beginning is enough. */
const SAMPLE = 512 * 1024;

export interface Sample {
  /** base64 */
  content: string;
  /** The content is only the beginning of the file. */
  beginning: boolean;
}

/** Reads a text's beginning, or a workbook as a whole. @throws DOMException when the file cannot be read any more */
export async function sampleOf(file: File): Promise<Sample> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  // Workbooks (an archive, or a compound file) and GZIP have no beginning that could be read alone.
  const isPacked = (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf) || first === 0x1f;
  const beginning = !isPacked && file.size > SAMPLE;
  return { content: await base64Of(file.slice(0, isPacked ? FILE_LIMIT : SAMPLE)), beginning };
}
