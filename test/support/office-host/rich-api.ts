import { Collection } from './collection.ts';
import { HostError } from './host-error.ts';
import { Range, RangeAreas } from './range.ts';
import type { Workbook } from './workbook.ts';

interface Arguments {
  Arguments?: unknown[];
  ReferencedObjectPathIds?: (number | null | unknown[])[];
}

interface ObjectPath {
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: Arguments;
}

interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: Arguments;
  QueryInfo?: { Select?: string[] };
}

/** A batch as the API layer sends it: the objects it talks about, and what is done to them in order. */
export interface RequestBody {
  ObjectPaths: Record<number, ObjectPath>;
  Actions: Action[];
}

/** The answer: a result per action up to the first failure. Actions before the failure stay done, as in Excel. */
export interface ResponseBody {
  Results: { ActionId: number; Value: unknown }[];
  TraceIds: number[];
  Error?: { Code: string; Message: string; ActionIndex: number; Location: string };
}

type Members = Record<string, unknown>;

const PATH = { root: 1, method: 3, property: 4, indexer: 5, reference: 6 } as const;
const ACTION = { instantiate: 1, query: 2, method: 3, setProperty: 4, trace: 5 } as const;
const ITEMS = '_Items';
const READS = /^(Get|_|Suspend|Activate$|Select$)/;

/** Executes batches against one workbook and keeps the ranges that the page holds on to between batches. */
export class RichApi {
  readonly #workbook: Workbook;
  readonly #references = new Map<string, object>();
  #lastReference = 0;
  readOnly = false;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  execute(body: RequestBody): ResponseBody {
    const batch = new Batch(body, this.#workbook, this.#references);
    const response: ResponseBody = { Results: [], TraceIds: [] };
    for (const [index, action] of body.Actions.entries()) {
      try {
        if (action.ActionType === ACTION.trace) response.TraceIds.push(action.Id);
        const value = this.#perform(batch, action);
        response.Results.push({ ActionId: action.Id, Value: value === undefined ? null : value });
      } catch (error) {
        if (!(error instanceof HostError)) throw error;
        response.Error = { Code: error.code, Message: error.message, ActionIndex: index, Location: '' };
        return response;
      }
    }
    return response;
  }

  #perform(batch: Batch, action: Action): unknown {
    if (action.ActionType === ACTION.trace) return null;
    if (action.Name === '_RemoveReference') return this.#forget(batch.arguments(action.ArgumentInfo));
    const target = batch.resolve(action.ObjectPathId);
    switch (action.ActionType) {
      case ACTION.instantiate:
        return target === null ? null : this.#identity(target);
      case ACTION.query:
        return query(target, action.QueryInfo?.Select ?? []);
      case ACTION.method:
        if (action.Name === '_KeepReference') return null;
        if (!READS.test(action.Name)) this.#assertWritable();
        return callMember(target, action.Name, batch.arguments(action.ArgumentInfo));
      case ACTION.setProperty:
        this.#assertWritable();
        return setMember(target, action.Name, batch.arguments(action.ArgumentInfo)[0]);
      default:
        throw new HostError('NotImplemented', `This host has no action of type ${action.ActionType}.`);
    }
  }

  #assertWritable(): void {
    if (this.readOnly) throw new HostError('AccessDenied', 'You cannot do this: the workbook is read-only.');
  }

  /** What lets the page find an object again: its id, or for a range a reference that the host keeps. */
  #identity(target: object): object {
    if (!(target instanceof Range) && !(target instanceof RangeAreas)) return identify(target);
    const id = `R${++this.#lastReference}`;
    this.#references.set(id, target);
    return { _ReferenceId: id };
  }

  #forget([reference]: unknown[]): null {
    this.#references.delete(String(reference));
    return null;
  }
}

/** The objects of one batch, resolved as they are needed. */
class Batch {
  readonly #paths: Record<number, ObjectPath>;
  readonly #workbook: Workbook;
  readonly #references: ReadonlyMap<string, object>;
  readonly #resolved = new Map<number, object | null>();

  constructor(body: RequestBody, workbook: Workbook, references: ReadonlyMap<string, object>) {
    this.#paths = body.ObjectPaths;
    this.#workbook = workbook;
    this.#references = references;
  }

  /** The object at a path; null for a null object and everything below it. */
  resolve(id: number): object | null {
    const known = this.#resolved.get(id);
    if (known !== undefined) return known;
    const path = this.#paths[id];
    if (path === undefined) throw new HostError('InvalidObjectPath', `There is no path ${id}.`);
    const parent = path.ParentObjectPathId === undefined ? this.#workbook : this.resolve(path.ParentObjectPathId);
    const found = parent === null ? null : this.#step(path, parent);
    this.#resolved.set(id, found);
    return found;
  }

  arguments(info: Arguments | undefined): unknown[] {
    return (info?.Arguments ?? []).map((value, index) => {
      const reference = info?.ReferencedObjectPathIds?.[index];
      return typeof reference === 'number' && reference > 0 ? this.resolve(reference) : value;
    });
  }

  #step(path: ObjectPath, parent: object): object | null {
    switch (path.ObjectPathType) {
      case PATH.root:
        return this.#workbook;
      case PATH.method:
        return callMember(parent, path.Name, this.arguments(path.ArgumentInfo)) as object | null;
      case PATH.property:
        return member(parent, path.Name) as object;
      case PATH.indexer:
        return callMember(parent, '$item', this.arguments(path.ArgumentInfo)) as object;
      case PATH.reference: {
        const found = this.#references.get(path.Name);
        if (found === undefined) throw new HostError('InvalidReference', 'The range is not kept any more.');
        return found;
      }
      default:
        throw new HostError('NotImplemented', `This host has no path of type ${path.ObjectPathType}.`);
    }
  }
}

function member(target: object | null, name: string): unknown {
  if (target === null || !(name in target)) {
    throw new HostError('ApiNotFound', `This host has no ${target?.constructor.name ?? 'object'}.${name}.`);
  }
  return (target as Members)[name];
}

function callMember(target: object | null, name: string, args: unknown[]): unknown {
  const method = member(target, name);
  if (typeof method !== 'function') throw new HostError('ApiNotFound', `${name} is no method.`);
  return (method as (...args: unknown[]) => unknown).apply(target, args);
}

function setMember(target: object | null, name: string, value: unknown): void {
  if (target === null || !(name in target)) member(target, name);
  (target as Members)[name] = value;
}

function identify(target: object): Members {
  const { Id, Key, Name } = target as { Id?: unknown; Key?: unknown; Name?: unknown };
  return { Id: Id ?? Key ?? Name ?? null };
}

/** Answers a load: `name`, `items/name`, `items/worksheet/name`. Loading everything is refused: it is never needed. */
function query(target: object | null, select: readonly string[]): Members | null {
  if (target === null) return null;
  if (select.length === 0) throw new HostError('NotImplemented', 'This host loads named properties only.');
  if (target instanceof Collection) return queryItems(target, select);
  const answer = identify(target);
  const below = new Map<string, string[]>();
  for (const path of select) {
    const [head = '', ...rest] = path.split('/');
    if (rest.length === 0) answer[wireName(head)] = member(target, wireName(head));
    else below.set(head, [...(below.get(head) ?? []), rest.join('/')]);
  }
  for (const [head, inner] of below) {
    answer[wireName(head)] = query(member(target, wireName(head)) as object | null, inner);
  }
  return answer;
}

/** The API layer asks a collection for its items' properties with or without `items/` in front. */
function queryItems(target: Collection<object>, select: readonly string[]): Members {
  const answer: Members = {};
  const ofItems: string[] = [];
  for (const path of select) {
    if (path === 'count') answer.Count = target.Count;
    else ofItems.push(path.replace(/^items\//, ''));
  }
  if (ofItems.length > 0) answer[ITEMS] = target.$items.map((item) => query(item, ofItems));
  return answer;
}

function wireName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
