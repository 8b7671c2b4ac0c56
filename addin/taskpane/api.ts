/**
 * GraphQL over fetch. Three things can go wrong, and people must do different things about each: the server cannot be reached
 * (nothing is known about the request), it refuses (a stable code says why), or the session has ended (sign in again).
 */
import { PublishDocument, RowsDocument, type TypedDocumentString } from '../generated/operations.ts';
import type { PublishInput, PublishPayload, RowsInput, RowsPage, SheetApi } from '../sync/api.ts';

/** `network`: no answer; `session`: sign in again; `refused`: a rule of the product; `server`: a defect or an answer that is none. */
export type FailureKind = 'network' | 'session' | 'refused' | 'server';

/** A request that did not succeed. `code` is stable and translated; `message` is the server's English sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: FailureKind;
  readonly code: string;
  readonly field: string | null;
  /** Line of the file that was refused, where the server names one. */
  readonly line: number | null;
  /** What the sentence names, for saying it in another language. */
  readonly params: Readonly<Record<string, string>>;

  constructor(kind: FailureKind, code: string, message: string, place: FailurePlace = {}) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.field = place.field ?? null;
    this.line = place.line ?? null;
    this.params = place.params ?? {};
  }
}

interface FailurePlace {
  field?: string | null;
  line?: number;
  params?: Record<string, string>;
}

/** Where a bearer token is kept between two openings of the pane. */
export interface TokenStore {
  get(): string | null;
  set(token: string | null): void;
}

export interface ApiOptions {
  /** Address of the GraphQL endpoint. */
  endpoint: string;
  /** Null where the browser's cookie carries the session. */
  token: TokenStore | null;
  fetch?: typeof fetch | undefined;
}

interface Answer {
  ok: boolean;
  status: number;
  body: unknown;
}

type Listener<T> = (value: T) => void;

/** The add-in's client. It is the `SheetApi` of the sync engine as well. */
export class Api implements SheetApi {
  private readonly options: ApiOptions;
  private readonly sessionEnded = new Set<() => void>();
  private readonly reachable = new Set<Listener<boolean>>();

  constructor(options: ApiOptions) {
    this.options = options;
  }

  /** Calls back when a request was refused because nobody is signed in. Returns how to stop listening. */
  onSessionEnded(listener: () => void): () => void {
    this.sessionEnded.add(listener);
    return () => this.sessionEnded.delete(listener);
  }

  /** Tells after each request whether the server answered. Returns how to stop listening. */
  onReachable(listener: Listener<boolean>): () => void {
    this.reachable.add(listener);
    return () => this.reachable.delete(listener);
  }

  /** Keeps or forgets the session's token; nothing to do where a cookie carries it. */
  keepToken(token: string | null): void {
    this.options.token?.set(token);
  }

  /**
   * Sends one operation.
   * @throws ApiError; the signal's reason when it was aborted
   */
  async request<R, V>(document: TypedDocumentString<R, V>, variables: V, signal?: AbortSignal): Promise<R> {
    return this.dataOf(await this.post(JSON.stringify({ query: document.toString(), variables }), signal)) as R;
  }

  /**
   * Sends a file as it is to a door beside GraphQL, for files that are too large to travel inside a request.
   * @param path of the door, such as `statements`
   * @throws ApiError; the signal's reason when it was aborted
   */
  async upload<R>(path: string, query: Record<string, string>, file: Blob, signal?: AbortSignal): Promise<R> {
    const address = this.options.endpoint.replace(/graphql$/, path);
    const headers = { 'content-type': 'application/octet-stream', accept: 'application/json' };
    const words = new URLSearchParams(query).toString();
    return this.dataOf(await this.send(`${address}?${words}`, { headers, body: file }, signal)) as R;
  }

  private dataOf(answer: Answer): unknown {
    const failure = failureIn(answer.body);
    if (failure) {
      if (failure.kind === 'session') for (const listener of this.sessionEnded) listener();
      throw failure;
    }
    const data = (answer.body as { data?: unknown } | null)?.data;
    if (answer.ok && data != null) return data;
    throw new ApiError('server', 'server.bad_answer', `the server answered with HTTP status ${answer.status}`);
  }

  /**
   * Hands on each answer of a subscription until the server ends it. It may fail where a request would not, and the caller
   * must then ask.
   */
  async watch<R, V>(
    document: TypedDocumentString<R, V>,
    variables: V,
    onNext: (data: R) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { watch } = await import('./stream.ts');
    const { endpoint, token } = this.options;
    await watch(
      { endpoint, token: token?.get() ?? null, cookies: token === null },
      document,
      variables,
      onNext,
      signal,
    );
  }

  async rows(input: RowsInput, signal?: AbortSignal): Promise<RowsPage> {
    const { rows } = await this.request(RowsDocument, { input }, signal);
    return rows;
  }

  async publish(input: PublishInput, signal?: AbortSignal): Promise<PublishPayload> {
    return (await this.request(PublishDocument, { input }, signal)).publish;
  }

  private post(body: string, signal?: AbortSignal): Promise<Answer> {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      'apollo-require-preflight': 'true',
    };
    return this.send(this.options.endpoint, { headers, body }, signal);
  }

  private async send(
    address: string,
    { headers, body }: { headers: Record<string, string>; body: string | Blob },
    signal?: AbortSignal,
  ): Promise<Answer> {
    const { token, fetch: send = fetch } = this.options;
    const bearer = token?.get();
    try {
      const response = await send(address, {
        method: 'POST',
        credentials: token ? 'omit' : 'same-origin',
        headers: { ...headers, ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
        body,
        signal: signal ?? null,
      });
      const text = await response.text();
      const parsed = parseJson(text);
      // A proxy that stands in front of a stopped server answers, but not as we do.
      if (parsed === undefined && response.status >= 502 && response.status <= 504) throw new TypeError('bad gateway');
      this.tellReachable(true);
      return { ok: response.ok, status: response.status, body: parsed };
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      this.tellReachable(false);
      throw new ApiError('network', 'network.unreachable', `the server cannot be reached (${String(error)})`);
    }
  }

  private tellReachable(reachable: boolean): void {
    for (const listener of this.reachable) listener(reachable);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface WireError {
  message?: string;
  extensions?: FailurePlace & { code?: string };
}

/** The first error of a GraphQL answer, as what it means for the user. */
function failureIn(body: unknown): ApiError | null {
  const error = (body as { errors?: WireError[] } | null | undefined)?.errors?.[0];
  if (!error) return null;
  const { code = 'internal', ...place } = error.extensions ?? {};
  const message = error.message ?? code;
  if (code === 'access.sign_in_required') return new ApiError('session', code, message, place);
  // The product's own codes have a dot; GraphQL's own (GRAPHQL_VALIDATION_FAILED) mean that pane and server do not fit.
  return new ApiError(code.includes('.') ? 'refused' : 'server', code, message, place);
}
