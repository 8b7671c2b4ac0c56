import { type Block, formatAddress, parseAddress } from './address.ts';
import type { Calculator } from './cells.ts';
import { Collection } from './collection.ts';
import { HostError } from './host-error.ts';
import type { PivotTable } from './pivot.ts';
import { Range, RangeAreas } from './range.ts';
import type { Table } from './table.ts';
import { Worksheet } from './worksheet.ts';

export type ChangeType = 'RangeEdited' | 'RowInserted' | 'RowDeleted' | 'ColumnInserted' | 'ColumnDeleted';

/** Something that happened, on its way to the event handlers. */
export type WorkbookEvent =
  | { kind: 'changed'; sheet: Worksheet; address: string; changeType: ChangeType }
  | { kind: 'selection'; sheet: Worksheet; address: string };

interface NamedItem {
  Name: string;
  Formula: string;
  Visible: boolean;
  Comment: string;
  Delete(): void;
  GetRange(): Range;
}

interface Setting {
  Key: string;
  Value: unknown;
  Delete(): void;
}

/** The workbook as RichApi sees it, kept in memory. */
export class Workbook {
  sheets: Worksheet[] = [];
  /** Which events pages asked for. */
  readonly registered = new Set<string>();
  readonly suspended = { calculation: 0, screen: 0 };
  calculate: Calculator = () => ({ error: '#NAME?' });
  onEvent: (event: WorkbookEvent) => void = () => undefined;
  #names: NamedItem[] = [];
  #settings: Setting[] = [];
  #active: Worksheet;
  #selected: { sheet: Worksheet; blocks: readonly Block[] };

  constructor(firstSheet = 'Sheet1') {
    this.#active = new Worksheet(this, firstSheet);
    this.sheets.push(this.#active);
    this.#selected = { sheet: this.#active, blocks: [{ row: 0, column: 0, rows: 1, columns: 1 }] };
  }

  get tables(): Table[] {
    return this.sheets.flatMap((sheet) => sheet.tables);
  }
  get pivots(): PivotTable[] {
    return this.sheets.flatMap((sheet) => sheet.pivots);
  }
  get active(): Worksheet {
    return this.#active;
  }
  get Application(): object {
    return {
      SuspendApiCalculationUntilNextSync: () => {
        this.suspended.calculation += 1;
      },
      SuspendScreenUpdatingUntilNextSync: () => {
        this.suspended.screen += 1;
      },
    };
  }
  get Worksheets(): object {
    const sheets = new Collection<Worksheet>(
      () => this.sheets,
      (sheet) => [sheet.Name, sheet.Id],
    );
    const register = (event: string, on: boolean) => (): void => {
      if (on) this.registered.add(event);
      else this.registered.delete(event);
    };
    return Object.assign(sheets, {
      Add: (name: string | null) => this.addSheet(name ?? `Sheet${this.sheets.length + 1}`),
      GetActiveWorksheet: () => this.#active,
      _RegisterDataChangedEvent: register('changed Workbook', true),
      _UnregisterDataChangedEvent: register('changed Workbook', false),
      _RegisterSelectionChangedEvent: register('selection Workbook', true),
      _UnregisterSelectionChangedEvent: register('selection Workbook', false),
    });
  }
  get Tables(): Collection<Table> {
    return new Collection(
      () => this.tables,
      (table) => [table.Name, table.Id],
    );
  }
  get PivotTables(): Collection<PivotTable> {
    return new Collection(
      () => this.pivots,
      (pivot) => [pivot.Name, pivot.Id],
    );
  }
  get Names(): object {
    const names = new Collection<NamedItem>(
      () => this.#names,
      (name) => [name.Name],
    );
    return Object.assign(names, { Add: (name: string, target: Range | string) => this.#addName(name, target) });
  }
  get Settings(): object {
    const settings = new Collection<Setting>(
      () => this.#settings,
      (setting) => [setting.Key],
    );
    return Object.assign(settings, { Add: (key: string, value: unknown) => this.#putSetting(key, value) });
  }
  GetSelectedRange(): Range {
    const [block, second] = this.#selected.blocks;
    if (block === undefined || second !== undefined) {
      throw new HostError('InvalidSelection', 'The current selection is invalid for this operation.');
    }
    return new Range(this.#selected.sheet, block);
  }
  GetSelectedRanges(): RangeAreas {
    return new RangeAreas(this.#selected.sheet, this.#selected.blocks);
  }

  sheet(name: string): Worksheet {
    const found = this.sheets.find((sheet) => sheet.Name === name);
    if (found === undefined) throw new HostError('ItemNotFound', `There is no sheet ${name}.`);
    return found;
  }
  hasName(name: string): boolean {
    return this.#names.some((own) => own.Name.toLowerCase() === name.toLowerCase());
  }
  /** The cells behind a name, for a test to look at. */
  namedRange(name: string): Range {
    const found = this.#names.find((own) => own.Name.toLowerCase() === name.toLowerCase());
    if (found === undefined) throw new HostError('ItemNotFound', `There is no name ${name}.`);
    return found.GetRange();
  }
  /** Deletes a name, as a person does in the Name Manager. */
  deleteName(name: string): void {
    this.#names = this.#names.filter((own) => own.Name !== name);
  }
  addSheet(name: string): Worksheet {
    const sheet = new Worksheet(this, name);
    this.sheets.push(sheet);
    return sheet;
  }
  deleteSheet(sheet: Worksheet): void {
    const others = this.sheets.filter((other) => other !== sheet);
    const visible = others.find((other) => other.Visibility === 'Visible');
    if (visible === undefined) throw new HostError('InvalidOperation', 'One sheet must stay visible.');
    this.sheets = others;
    if (this.#active === sheet) this.activate(visible);
  }
  activate(sheet: Worksheet): void {
    if (this.#active === sheet) return;
    this.select(sheet, [{ row: 0, column: 0, rows: 1, columns: 1 }]);
  }
  select(sheet: Worksheet, blocks: readonly Block[]): void {
    this.#active = sheet;
    this.#selected = { sheet, blocks };
    const address = blocks.map((block) => formatAddress(block)).join(',');
    this.onEvent({ kind: 'selection', sheet, address });
  }
  changed(sheet: Worksheet, block: Block, changeType: ChangeType): void {
    this.onEvent({ kind: 'changed', sheet, address: formatAddress(block), changeType });
  }

  #addName(name: string, target: Range | string): NamedItem {
    if (this.hasName(name)) throw new HostError('ItemAlreadyExists', `There is a name ${name} already.`);
    if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name) || /^[a-z]{1,3}\d+$/i.test(name)) {
      throw new HostError('InvalidArgument', `${name} cannot be a name.`);
    }
    const item: NamedItem = {
      Name: name,
      Formula: typeof target === 'string' ? target : `=${formatAddress(target.block, target.sheet.Name)}`,
      Visible: true,
      Comment: '',
      Delete: () => {
        this.#names = this.#names.filter((other) => other !== item);
      },
      GetRange: () => {
        const { sheet, block } = parseAddress(item.Formula.slice(1));
        return new Range(this.sheet(sheet ?? ''), block);
      },
    };
    this.#names.push(item);
    return item;
  }

  #putSetting(key: string, value: unknown): Setting {
    const found = this.#settings.find((setting) => setting.Key === key);
    if (found !== undefined) return Object.assign(found, { Value: value });
    const setting: Setting = {
      Key: key,
      Value: value,
      Delete: () => {
        this.#settings = this.#settings.filter((other) => other !== setting);
      },
    };
    this.#settings.push(setting);
    return setting;
  }
}
