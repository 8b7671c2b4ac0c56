import { type Block, intersect } from './address.ts';
import { HostError } from './host-error.ts';
import type { Range } from './range.ts';

/** A rule for what may be typed into a block, in the shape in which Office.js sends it. */
export interface ValidationEntry {
  block: Block;
  Rule?: { list?: { inCellDropDown: boolean; source: string }; custom?: { formula: string } };
  ErrorAlert?: { showAlert: boolean };
  Prompt?: { showPrompt: boolean; title: string; message: string };
}

/** One conditional format of a sheet, with the formula that decides and the colours it gives. */
export interface ConditionalEntry {
  Id: string;
  block: Block;
  Type: string;
  Priority: number;
  StopIfTrue: boolean;
  Custom: {
    Rule: { Formula: string };
    Format: { Fill: { Color: string }; Font: { Color: string; Bold: boolean; Italic: boolean } };
  };
  Delete(): void;
}

/** Colours and bold type of a block; the last one set counts. */
export interface PaintEntry {
  block: Block;
  kind: 'fill' | 'color' | 'bold';
  value: unknown;
}

/** What a sheet keeps beside its cells. */
export class SheetFormats {
  validations: ValidationEntry[] = [];
  conditional: ConditionalEntry[] = [];
  paint: PaintEntry[] = [];
  readonly widths = new Map<number, number>();

  /** Takes everything out that lies inside the block. */
  clear(block: Block): void {
    this.validations = this.validations.filter((entry) => intersect(entry.block, block) === null);
    this.conditional = this.conditional.filter((entry) => intersect(entry.block, block) === null);
    this.paint = this.paint.filter((entry) => intersect(entry.block, block) === null);
  }

  /** The validation that a cell has, or undefined. */
  validationAt(row: number, column: number): ValidationEntry | undefined {
    return this.validations.findLast((entry) => intersect(entry.block, { row, column, rows: 1, columns: 1 }));
  }
}

export class RangeFormat {
  readonly #range: Range;

  constructor(range: Range) {
    this.#range = range;
  }
  get Fill(): object {
    const range = this.#range;
    return {
      set Color(value: string) {
        paint(range, 'fill', value);
      },
    };
  }
  get Font(): object {
    const range = this.#range;
    return {
      set Color(value: string) {
        paint(range, 'color', value);
      },
      set Bold(value: boolean) {
        paint(range, 'bold', value);
      },
    };
  }
  set ColumnWidth(width: number) {
    const { block, sheet } = this.#range;
    for (let i = 0; i < block.columns; i++) sheet.formats.widths.set(block.column + i, width);
  }
  set WrapText(_wrap: boolean) {
    // Kept by Excel; nothing here looks at it.
  }
  set VerticalAlignment(_alignment: string) {
    // Kept by Excel; nothing here looks at it.
  }
}

function paint(range: Range, kind: PaintEntry['kind'], value: unknown): void {
  range.sheet.formats.paint.push({ block: range.block, kind, value });
}

/** Data validation of a range; a formula that names what does not exist is refused, as in Excel. */
export class Validation {
  readonly #range: Range;

  constructor(range: Range) {
    this.#range = range;
  }
  set Rule(rule: NonNullable<ValidationEntry['Rule']>) {
    const source = rule.list?.source;
    if (source !== undefined && !source.startsWith('=') && source.length > 255) {
      throw new HostError('InvalidArgument', 'An inline list holds 255 characters.');
    }
    if (source !== undefined && /^=[\w.]+$/.test(source) && !this.#range.sheet.workbook.hasName(source.slice(1))) {
      throw new HostError('InvalidArgument', `There is no name ${source.slice(1)}.`);
    }
    this.#entry().Rule = rule;
  }
  set ErrorAlert(alert: NonNullable<ValidationEntry['ErrorAlert']>) {
    this.#entry().ErrorAlert = alert;
  }
  set Prompt(prompt: NonNullable<ValidationEntry['Prompt']>) {
    if (prompt.title.length > 32 || prompt.message.length > 255) throw new HostError('InvalidArgument', 'Too long.');
    this.#entry().Prompt = prompt;
  }
  set IgnoreBlanks(_ignore: boolean) {
    // Kept by Excel; nothing here looks at it.
  }
  Clear(): void {
    const { formats } = this.#range.sheet;
    formats.validations = formats.validations.filter((entry) => intersect(entry.block, this.#range.block) === null);
  }

  #entry(): ValidationEntry {
    const { sheet, block } = this.#range;
    const same = (entry: ValidationEntry): boolean => JSON.stringify(entry.block) === JSON.stringify(block);
    const found = sheet.formats.validations.find(same);
    if (found !== undefined) return found;
    const entry: ValidationEntry = { block };
    sheet.formats.validations.push(entry);
    return entry;
  }
}

let lastRule = 0;

export class ConditionalFormats {
  readonly #range: Range;

  constructor(range: Range) {
    this.#range = range;
  }
  get Count(): number {
    return this.#range.sheet.formats.conditional.filter((entry) => intersect(entry.block, this.#range.block)).length;
  }
  GetCount(): number {
    return this.Count;
  }
  $item(id: string): ConditionalEntry {
    const found = this.#range.sheet.formats.conditional.find((entry) => entry.Id === id);
    if (found === undefined) throw new HostError('ItemNotFound');
    return found;
  }
  Add(type: string): ConditionalEntry {
    if (type !== 'Custom') throw new HostError('NotImplemented', `This host has no ${type} conditional formats.`);
    const { formats } = this.#range.sheet;
    const entry: ConditionalEntry = {
      Id: `{CF-${++lastRule}}`,
      block: this.#range.block,
      Type: type,
      Priority: formats.conditional.length,
      StopIfTrue: false,
      Custom: {
        Rule: { Formula: '' },
        Format: { Fill: { Color: '' }, Font: { Color: '', Bold: false, Italic: false } },
      },
      Delete: () => {
        formats.conditional = formats.conditional.filter((other) => other !== entry);
      },
    };
    formats.conditional.push(entry);
    return entry;
  }
  ClearAll(): void {
    const { formats } = this.#range.sheet;
    formats.conditional = formats.conditional.filter((entry) => intersect(entry.block, this.#range.block) === null);
  }
}
