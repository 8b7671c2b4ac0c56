import type { ChangeHint } from '../port.ts';
import { parseBlocks } from './selection.ts';
import type { Context } from './session.ts';
import type { TablePlace } from './tables.ts';

/** What is known of a bound sheet when an event comes: where its table stood when it was last looked at. */
interface Known {
  id: string;
  /** Columns and first row of the table; null before the first look. Rows below may be its own by now. */
  area: { top: number; left: number; right: number } | null;
}

/**
 * Hints that sheets may have changed. One registration serves all sheets, also those opened later; handlers run in every
 * co-author's Excel, so they do nothing but tell.
 */
export class WorkbookEvents {
  readonly #known = new Map<string, Known>();
  readonly #changed = new Set<(hint: ChangeHint) => void>();
  readonly #selected = new Set<() => void>();

  /** Registers with Excel. */
  async register(context: Context): Promise<void> {
    const { worksheets } = context.workbook;
    worksheets.onChanged.add(async (event) => this.#tell(event));
    worksheets.onSelectionChanged.add(async () => {
      for (const listener of this.#selected) listener();
    });
    await context.sync();
  }

  onChanged(listener: (hint: ChangeHint) => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  onSelectionChanged(listener: () => void): () => void {
    this.#selected.add(listener);
    return () => this.#selected.delete(listener);
  }

  /** Remembers that a worksheet carries this bound sheet. */
  learn(worksheet: string, id: string): void {
    if (this.#known.get(worksheet)?.id !== id) this.#known.set(worksheet, { id, area: null });
  }

  /** Remembers where a bound sheet's table stands. */
  look(id: string, place: TablePlace): void {
    const { top, left, headings } = place;
    this.#known.set(place.sheetId, { id, area: { top: top - 1, left, right: left + headings.length - 1 } });
  }

  #tell(event: Excel.WorksheetChangedEventArgs): void {
    const known = this.#known.get(event.worksheetId);
    if (known === undefined || event.triggerSource === 'ThisLocalAddin') return;
    // Inserted and deleted rows and columns move the table; typing beside it does not concern it.
    if (event.changeType === 'RangeEdited' && !touches(known, event.address)) return;
    const hint = { sheet: known.id, remote: event.source === 'Remote' };
    for (const listener of this.#changed) listener(hint);
  }
}

function touches({ area }: Known, address: string): boolean {
  if (area === null) return true;
  return parseBlocks(address).some(
    (block) => block.bottom >= area.top && block.right >= area.left && block.left <= area.right,
  );
}
