import { HostError } from './host-error.ts';

/** A collection as RichApi sees it: items by key, in order, counted. */
export class Collection<Item extends object> {
  readonly #items: () => readonly Item[];
  readonly #keys: (item: Item) => readonly unknown[];

  /** @param keys by what an item may be asked for, e.g. its name and its id */
  constructor(items: () => readonly Item[], keys: (item: Item) => readonly unknown[]) {
    this.#items = items;
    this.#keys = keys;
  }
  get Count(): number {
    return this.#items().length;
  }
  get $items(): readonly Item[] {
    return this.#items();
  }
  $item(key: unknown): Item {
    const item = this.GetItemOrNullObject(key);
    if (item === null) throw new HostError('ItemNotFound', "The requested resource doesn't exist.");
    return item;
  }
  GetItem(key: unknown): Item {
    return this.$item(key);
  }
  GetItemOrNullObject(key: unknown): Item | null {
    const wanted = fold(key);
    return this.#items().find((item) => this.#keys(item).some((own) => fold(own) === wanted)) ?? null;
  }
  GetItemAt(index: number): Item {
    const item = this.#items()[index];
    if (item === undefined) throw new HostError('InvalidArgument', `There is no item ${index}.`);
    return item;
  }
  GetCount(): number {
    return this.Count;
  }
}

/** Excel's names do not differ by case. */
function fold(key: unknown): unknown {
  return typeof key === 'string' ? key.toLowerCase() : key;
}
