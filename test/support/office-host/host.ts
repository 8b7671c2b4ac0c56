import { type EventEntry, type ExcelLayer, loadExcelLayer } from './layer.ts';
import { type RequestBody, type ResponseBody, RichApi } from './rich-api.ts';
import { Workbook, type WorkbookEvent } from './workbook.ts';

/** One request of the page, as it went over the wire. */
export interface Traffic {
  /** UTF-8 bytes of the request and of its response. */
  request: number;
  response: number;
  actions: number;
  /** The API layer's own tidying after a run, which real Excel does not wait for. */
  cleanup: boolean;
}

/** What may go wrong in a real Excel, switched on by tests. */
export interface Faults {
  /** Largest request and response in bytes; Excel on the web has 5 MB. Null for none (desktop). */
  payloadLimit: number | null;
  /** The workbook may be read only. */
  readOnly: boolean;
  /** Whether this Excel waits for a cell to be left when it is asked to; Excel on the web does not. */
  waitsForCellEdit: boolean;
  /** Answers `values: null` to reads of more cells than this, without an error, as the web does beyond its limit. */
  silentNullAbove: number | null;
  /** No event reaches the page. */
  dropEvents: boolean;
  /** The n-th request from now (1 is the next one) fails with this code after doing nothing. */
  failAt: { request: number; code: string } | null;
}

const FIVE_MEGABYTES = 5 * 1024 * 1024;
const DELAY_FOR_CELL_EDIT = 64;
const EVENT_CATEGORY = 65_536;
const MESSAGE_TYPE = { changed: 10, selection: 14 } as const;

/**
 * Excel without Excel: Microsoft's own API layer, unmodified, whose request batches a workbook in memory answers.
 * It does not calculate, draw or co-author; only real Excel proves those.
 */
export class OfficeHost {
  readonly workbook: Workbook;
  readonly layer: ExcelLayer;
  readonly traffic: Traffic[] = [];
  readonly faults: Faults = {
    payloadLimit: FIVE_MEGABYTES,
    readOnly: false,
    waitsForCellEdit: true,
    silentNullAbove: null,
    dropEvents: false,
    failAt: null,
  };
  /** Highest ExcelApi version that this Excel has. */
  excelApi = '1.17';
  /** Where events go: to the layer here, unless a page elsewhere runs one of its own. */
  deliver: (entries: EventEntry[]) => void = (entries) =>
    // oxlint-disable-next-line no-underscore-dangle -- the layer's own name
    this.layer.OfficeExtension._testTriggerRichApiMessageEvent({ entries });
  readonly #api: RichApi;
  #editing: PromiseWithResolvers<void> | null = null;
  #source: 'ThisLocalAddin' | 'Unknown' | 'Remote' = 'Unknown';

  constructor(workbook: Workbook = new Workbook()) {
    this.workbook = workbook;
    this.#api = new RichApi(workbook);
    workbook.onEvent = (event) => this.#send(event);
    this.layer = loadExcelLayer((name, version = '1.1') => this.#supports(name, version));
    // oxlint-disable-next-line no-underscore-dangle -- the layer's own name
    this.layer.OfficeExtension.SessionBase._overrideSession = {
      _resolveRequestUrlAndHeaderInfo: () => Promise.resolve(null),
      _createRequestExecutorOrNull: () => ({
        executeAsync: (_data: unknown, flags: number, message: { Body: unknown }) => this.answer(flags, message.Body),
      }),
    };
  }

  /** Requests that a page waited for. */
  get syncs(): number {
    return this.traffic.filter((one) => !one.cleanup).length;
  }
  get largestRequest(): number {
    return Math.max(0, ...this.traffic.map((one) => one.request));
  }
  get largestResponse(): number {
    return Math.max(0, ...this.traffic.map((one) => one.response));
  }

  /** Begins to edit a cell, as a person who has pressed F2; returns how to end it. */
  editCell(): () => void {
    this.#editing = Promise.withResolvers<void>();
    return () => {
      this.#editing?.resolve();
      this.#editing = null;
    };
  }

  /** Does something in the workbook as a person or as a co-author, so that events carry the right source. */
  as(source: 'Unknown' | 'Remote', work: () => void): void {
    this.#source = source;
    try {
      work();
    } finally {
      this.#source = 'Unknown';
    }
  }

  /** Answers a request of the layer, wherever that runs. */
  async answer(flags: number, rawBody: unknown): Promise<object> {
    const text = JSON.stringify(rawBody);
    const body = JSON.parse(text) as RequestBody;
    const meter: Traffic = {
      request: Buffer.byteLength(text),
      response: 0,
      actions: body.Actions.length,
      cleanup: body.Actions.every((action) => action.Name === '_RemoveReference' || action.ActionType === 1),
    };
    this.traffic.push(meter);
    const refused = await this.#refusal(flags, meter);
    if (refused !== null) return failure(refused);
    const answer = this.#execute(body);
    const response = JSON.stringify(answer);
    meter.response = Buffer.byteLength(response);
    if (this.#tooLarge(meter.response)) return failure('ResponsePayloadSizeLimitExceeded');
    return { HttpStatusCode: 200, ErrorCode: null, ErrorMessage: null, Headers: {}, Body: JSON.parse(response) };
  }

  /** The error code with which the host turns a request away before it looks at it, or null. */
  async #refusal(flags: number, meter: Traffic): Promise<string | null> {
    if (this.#editing !== null) {
      if ((flags & DELAY_FOR_CELL_EDIT) === 0) return 'InvalidOperationInCellEditMode';
      await this.#editing.promise;
    }
    if (this.#tooLarge(meter.request)) return 'RequestPayloadSizeLimitExceeded';
    const { failAt } = this.faults;
    if (failAt === null || meter.cleanup) return null;
    this.faults.failAt = failAt.request > 1 ? { ...failAt, request: failAt.request - 1 } : null;
    return failAt.request > 1 ? null : failAt.code;
  }

  #execute(body: RequestBody): ResponseBody {
    this.#api.readOnly = this.faults.readOnly;
    this.#source = 'ThisLocalAddin';
    try {
      return this.#silenced(this.#api.execute(body));
    } finally {
      this.#source = 'Unknown';
    }
  }

  #silenced(answer: ResponseBody): ResponseBody {
    const limit = this.faults.silentNullAbove;
    if (limit === null) return answer;
    for (const result of answer.Results) {
      const value = result.Value as { Values?: unknown[][] | null } | null;
      const rows = value?.Values;
      if (value !== null && Array.isArray(rows) && rows.length * (rows[0]?.length ?? 0) > limit) value.Values = null;
    }
    return answer;
  }

  #tooLarge(bytes: number): boolean {
    return this.faults.payloadLimit !== null && bytes > this.faults.payloadLimit;
  }

  #supports(name: string, version: string): boolean {
    if (name === 'ExcelApi') return comparable(this.excelApi) >= comparable(version);
    if (name === 'DelayForCellEdit') return this.faults.waitsForCellEdit;
    return ['SharedRuntime', 'RichApiRuntime'].includes(name);
  }

  /** Events go out after the batch that caused them, as messages to the page. */
  #send(event: WorkbookEvent): void {
    const source = this.#source;
    const targets = [event.sheet.Id, 'Workbook'].filter((id) => this.workbook.registered.has(`${event.kind} ${id}`));
    if (this.faults.dropEvents || targets.length === 0) return;
    const { address, sheet } = event;
    const message = JSON.stringify({
      worksheetId: sheet.Id,
      address,
      changeType: event.kind === 'changed' ? event.changeType : undefined,
      source: source === 'Remote' ? 'Remote' : 'Local',
      triggerSource: source === 'ThisLocalAddin' ? 'ThisLocalAddin' : 'Unknown',
    });
    const entries = targets.map((targetId) => ({
      messageCategory: EVENT_CATEGORY,
      messageType: MESSAGE_TYPE[event.kind],
      targetId,
      message,
      isRemoteOverride: source === 'Remote',
    }));
    setImmediate(() => this.deliver(entries));
  }
}

/** `1.9` < `1.14`: the part after the point is a number of its own. */
function comparable(version: string): number {
  const [major = '1', minor = '0'] = version.split('.');
  return Number(major) * 100 + Number(minor);
}

function failure(code: string): object {
  return { HttpStatusCode: 400, ErrorCode: code, ErrorMessage: `${code}.`, Headers: {}, Body: null };
}
