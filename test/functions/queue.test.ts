import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { type FigureAnswer, FigureFailure } from '../../addin/functions/answer.ts';
import { type FigureSource, Figures, FRESH_MS, WATCH_MS } from '../../addin/functions/figures.ts';
import { LONGEST_WAIT_MS, MOST_CELLS, QUIET_MS } from '../../addin/functions/queue.ts';
import type { FigureRequest } from '../../addin/generated/operations.ts';

interface Call {
  requests: FigureRequest[];
  signal: AbortSignal;
  answer(position?: string): Promise<void>;
  fail(failure: FigureFailure): Promise<void>;
}

/** Lets promises run that wait for nothing else. */
const settled = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

/** A server whose answers come when the test says so; a request's answer is its member. */
class Server implements FigureSource {
  readonly calls: Call[] = [];
  positions: (string | FigureFailure)[] = [];
  asked = 0;

  figures(requests: FigureRequest[], signal: AbortSignal) {
    return new Promise<{ answers: FigureAnswer[]; position: string }>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      this.calls.push({
        requests,
        signal,
        answer: (position = '7') => {
          resolve({ answers: requests.map(({ member }) => ({ value: member ?? null })), position });
          return settled();
        },
        fail: (failure) => {
          reject(failure);
          return settled();
        },
      });
    });
  }

  position(): Promise<string> {
    this.asked += 1;
    const next = this.positions.shift() ?? '7';
    return typeof next === 'string' ? Promise.resolve(next) : Promise.reject(next);
  }

  /** The call of that number; the test waits for no call that was not made. */
  call(n: number): Call {
    const call = this.calls[n];
    assert.ok(call, `call ${n} of ${this.calls.length} was made`);
    return call;
  }

  get sizes(): number[] {
    return this.calls.map(({ requests }) => requests.length);
  }
}

const kpi = (member: number | string): FigureRequest => ({ function: 'KPI', member: String(member) });

describe('Figures for cells', () => {
  let server: Server;
  let figures: Figures;
  let visible: boolean;

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    server = new Server();
    visible = true;
    figures = new Figures(server, { visible: () => visible });
  });
  afterEach(() => {
    figures.stop();
    mock.timers.reset();
  });

  const after = async (ms: number) => {
    mock.timers.tick(ms);
    await settled();
  };
  const ask = (...members: (number | string)[]) => members.map((member) => figures.ask(kpi(member)));
  /** Asks and gives up what is refused, so that it is no unhandled rejection. */
  const quietly = (...members: (number | string)[]) => {
    const asked = ask(...members);
    for (const { answer } of asked) answer.catch(() => undefined);
    return asked;
  };

  it('are asked for in one call, each of them once', async () => {
    const cells = ask(1, 2, 1, 3, 2, 1);
    assert.equal(server.calls.length, 0, 'more may come');
    await after(QUIET_MS);
    assert.deepEqual(server.sizes, [3]);
    await server.call(0).answer();
    const values = await Promise.all(cells.map(async ({ answer }) => (await answer).value));
    assert.deepEqual(values, ['1', '2', '1', '3', '2', '1']);
    assert.equal(figures.outstanding, 0);
  });

  it('of 10,000 cells go in 10 calls, two at a time', async () => {
    const cells = ask(...Array.from({ length: 10_000 }, (_, i) => i));
    assert.deepEqual(server.sizes, [1000, 1000], 'full calls wait for nothing');
    await after(QUIET_MS);
    for (let n = 0; n < 10; n++) {
      assert.equal(server.calls.length, Math.min(n + 2, 10));
      await server.call(n).answer();
    }
    assert.deepEqual(
      server.sizes,
      Array.from({ length: 10 }, () => 1000),
    );
    assert.equal((await cells[9_999]?.answer)?.value, '9999');
  });

  it('of 10,000 cells that trickle in still go in 10 calls', async () => {
    for (let n = 0; n < 10_000; n += 100) {
      quietly(...Array.from({ length: 100 }, (_, i) => n + i));
      await after(5);
      for (const call of server.calls) await call.answer();
    }
    await after(QUIET_MS);
    for (const call of server.calls) await call.answer();
    assert.equal(server.calls.length, 10);
    assert.equal(figures.outstanding, 0);
  });

  it('wait for others no longer than a quarter of a second', async () => {
    for (let ms = 0; ms < LONGEST_WAIT_MS; ms += 20) {
      quietly(ms);
      await after(20);
    }
    assert.equal(server.calls.length, 1);
  });

  it('are remembered for a minute', async () => {
    ask(1);
    await after(QUIET_MS);
    await server.call(0).answer();
    await after(FRESH_MS - 1);
    assert.equal((await figures.ask(kpi(1)).answer).value, '1');
    assert.equal(server.calls.length, 1);
    await after(1);
    quietly(1);
    await after(QUIET_MS);
    assert.equal(server.calls.length, 2);
  });

  it('are forgotten as soon as the change feed has moved, and whoever wants to know is told', async () => {
    let told = 0;
    figures.onMoved(() => {
      told += 1;
    });
    ask(1);
    await after(QUIET_MS);
    await server.call(0).answer('7');
    server.positions = ['7', '8'];
    await after(WATCH_MS);
    assert.equal((await figures.ask(kpi(1)).answer).value, '1', 'nothing has changed');
    await after(WATCH_MS);
    assert.deepEqual([server.asked, told], [2, 1]);
    quietly(1);
    await after(QUIET_MS);
    assert.equal(server.calls.length, 2);
  });

  it('are forgotten when the answer to another cell shows that the feed has moved', async () => {
    ask(1);
    await after(QUIET_MS);
    await server.call(0).answer('7');
    ask(2);
    await after(QUIET_MS);
    await server.call(1).answer('9');
    quietly(1, 2);
    await after(QUIET_MS);
    assert.deepEqual(server.call(2).requests, [kpi(1)]);
  });

  it('of an older snapshot that comes last are given, but not kept', async () => {
    const cells = ask(...Array.from({ length: 2_000 }, (_, i) => i));
    await server.call(1).answer('8');
    await server.call(0).answer('7');
    assert.equal((await cells[0]?.answer)?.value, '0');
    quietly(0, 1_999);
    await after(QUIET_MS);
    assert.deepEqual(server.call(2).requests, [kpi(0)]);
  });

  it('are not watched for behind a hidden page, and a server that is away is asked again', async () => {
    ask(1);
    await after(QUIET_MS);
    await server.call(0).answer();
    visible = false;
    await after(WATCH_MS);
    assert.equal(server.asked, 0);
    visible = true;
    server.positions = [new FigureFailure('network.unreachable', 'away', true), '7'];
    await after(WATCH_MS);
    await after(WATCH_MS);
    assert.equal(server.asked, 2);
  });

  it('are asked for once more when the call fails, and not a third time', async () => {
    const [cell] = quietly(1);
    await after(QUIET_MS);
    await server.call(0).fail(new FigureFailure('network.unreachable', 'away', true));
    await after(500);
    assert.equal(server.calls.length, 2);
    await server.call(1).answer();
    assert.equal((await cell?.answer)?.value, '1');

    const [other] = quietly(2);
    await after(QUIET_MS);
    await server.call(2).fail(new FigureFailure('network.unreachable', 'away', true));
    await after(500);
    await server.call(3).fail(new FigureFailure('network.unreachable', 'still away', true));
    await assert.rejects(other?.answer ?? Promise.resolve(), /still away/);
    await after(5_000);
    assert.equal(server.calls.length, 4);
    quietly(2);
    await after(QUIET_MS);
    assert.equal(server.calls.length, 5, 'a failure is not remembered');
  });

  it('that are refused are not asked for again', async () => {
    const [cell] = quietly(1);
    await after(QUIET_MS);
    await server.call(0).fail(new FigureFailure('functions.sign_in', 'sign in'));
    await assert.rejects(cell?.answer ?? Promise.resolve(), { code: 'functions.sign_in' });
    await after(5_000);
    assert.equal(server.calls.length, 1);
  });

  it('that are cancelled before the call are not asked for', async () => {
    const [one, two, again] = ask(1, 2, 2);
    one?.cancel();
    two?.cancel();
    assert.equal(figures.outstanding, 1);
    await after(QUIET_MS);
    assert.deepEqual(server.call(0).requests, [kpi(2)], 'another cell wants it');
    again?.cancel();
    again?.cancel();
    assert.equal(figures.outstanding, 0);
  });

  it('end a call in flight when the last of its cells is cancelled', async () => {
    const [one, two] = ask(1, 2);
    await after(QUIET_MS);
    one?.cancel();
    assert.equal(server.call(0).signal.aborted, false);
    two?.cancel();
    assert.equal(server.call(0).signal.aborted, true);
    await settled();
    const [anew] = ask(1);
    await after(QUIET_MS);
    await server.call(1).answer();
    assert.equal((await anew?.answer)?.value, '1');
  });

  it('are refused beyond what may wait, so that no cell hangs', async () => {
    const cells = quietly(...Array.from({ length: MOST_CELLS + 1 }, (_, i) => i));
    await assert.rejects(cells.at(-1)?.answer ?? Promise.resolve(), { code: 'functions.too_many_cells' });
    assert.equal(figures.outstanding, MOST_CELLS);
    for (const { cancel } of cells) cancel();
    assert.equal(figures.outstanding, 0);
  });

  it('are refused when the server leaves some out', async () => {
    const [cell] = quietly(1);
    await after(QUIET_MS);
    const call = server.call(0);
    call.requests.pop();
    await call.answer();
    await assert.rejects(cell?.answer ?? Promise.resolve(), { code: 'server.bad_answer' });
  });
});
