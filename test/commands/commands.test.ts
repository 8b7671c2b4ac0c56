import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ALL_COMMANDS, actionOf, COMMAND_NAMES, type Command, wordsOf } from '../../addin/commands/commands.ts';
import { associateCommands } from '../../addin/commands/excel.ts';
import { commandOfKeys, listenToKeys } from '../../addin/commands/keys.ts';
import { CommandRouter, type Desk } from '../../addin/commands/router.ts';

const open = (dataset: 'BILLS' | 'PRICES'): Command => ({ name: 'open', dataset });
const refresh: Command = { name: 'refresh' };
const publish: Command = { name: 'publish' };
const history: Command = { name: 'history' };

/** A front that shows everything but the history, and writes down what it is asked. */
function desk(): Desk & { said: string[] } {
  const said: string[] = [];
  return {
    said,
    show: (name) => {
      said.push(`show ${name}`);
      return name !== 'history';
    },
    refuse: (command) => said.push(`refuse ${actionOf(command)}`),
  };
}

describe('Commands on their way to the pane', () => {
  it('come to the part that has joined, with its place shown first', () => {
    const router = new CommandRouter();
    const front = desk();
    router.open(front);
    router.join('open', ({ dataset }) => front.said.push(`open ${dataset}`));
    router.dispatch(open('BILLS'));
    assert.deepEqual(front.said, ['show open', 'open BILLS']);
  });

  it('wait for the sign-in and for their part, the newest alone, and come once', () => {
    const router = new CommandRouter();
    const front = desk();
    router.dispatch(open('BILLS'));
    router.dispatch(publish);
    router.open(front);
    assert.deepEqual(front.said, ['show publish']);
    router.join('open', () => front.said.push('open'));
    router.join('publish', () => front.said.push('publish'));
    router.join('publish', () => front.said.push('publish again'));
    assert.deepEqual(front.said, ['show publish', 'publish']);
  });

  it('are forgotten when somebody signs out before they were carried out', () => {
    const router = new CommandRouter();
    const close = router.open(desk());
    router.dispatch(publish);
    close();
    const next = desk();
    router.open(next);
    router.join('publish', () => next.said.push('publish'));
    assert.deepEqual(next.said, []);
  });

  it('are refused where nobody carries them out, and carried out as soon as somebody joins for them', () => {
    const router = new CommandRouter();
    const front = desk();
    router.open(front);
    router.dispatch(history);
    const leave = router.join('history', () => front.said.push('history'));
    assert.deepEqual(front.said, ['show history', 'refuse history'], 'what was refused does not come later');
    router.dispatch(history);
    leave();
    router.dispatch(history);
    assert.deepEqual(front.said.slice(2), ['show history', 'history', 'show history', 'refuse history']);
  });

  it('go to whoever joined last; a part that leaves late takes no other with it', () => {
    const router = new CommandRouter();
    router.open(desk());
    const got: string[] = [];
    const leaveFirst = router.join('refresh', () => got.push('first'));
    router.join('refresh', () => got.push('second'));
    leaveFirst();
    router.dispatch(refresh);
    assert.deepEqual(got, ['second']);
  });

  it('arrive at most once each, in the order given, whatever comes and goes between', () => {
    const step = fc.constantFrom('refresh', 'publish', 'join', 'leave', 'open', 'close');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const router = new CommandRouter();
        const sent: string[] = [];
        const arrived: number[] = [];
        let leave: (() => void)[] = [];
        let close = () => {};
        let isOpen = false;
        for (const one of steps) {
          if (one === 'refresh' || one === 'publish') {
            sent.push(one);
            router.dispatch({ name: one });
            if (isOpen && leave.length > 0) assert.equal(arrived.at(-1), sent.length - 1, 'at once where all is there');
          } else if (one === 'join' && leave.length === 0) {
            leave = (['refresh', 'publish'] as const).map((name) =>
              router.join(name, (command) => {
                assert.equal(command.name, sent.at(-1), 'only the newest');
                arrived.push(sent.length - 1);
              }),
            );
          } else if (one === 'leave') {
            for (const gone of leave) gone();
            leave = [];
          } else if (one === 'open' && !isOpen) {
            isOpen = true;
            close = router.open(desk());
          } else if (one === 'close' && isOpen) {
            isOpen = false;
            close();
          }
        }
        assert.deepEqual(
          arrived,
          [...new Set(arrived)].toSorted((a, b) => a - b),
        );
      }),
    );
  });
});

describe('Commands in Excel', () => {
  interface Event {
    completed(): void;
  }
  function office(shows: () => Promise<void>) {
    const actions = new Map<string, (event?: Event) => void | Promise<void>>();
    let shown = 0;
    const page = {
      actions: {
        associate: (id: string, action: (event?: Event) => void | Promise<void>) => void actions.set(id, action),
      },
      addin: {
        showAsTaskpane: () => {
          shown += 1;
          return shows();
        },
      },
    };
    return { page, actions, shown: () => shown };
  }

  it('are associated each with its action; one opens the pane, hands itself on and tells Office that it is done', async () => {
    const { page, actions, shown } = office(() => Promise.resolve());
    const got: Command[] = [];
    associateCommands(page, (command) => got.push(command));
    assert.deepEqual([...actions.keys()].toSorted(), ALL_COMMANDS.map(actionOf).toSorted());
    let completed = 0;
    for (const command of ALL_COMMANDS) await actions.get(actionOf(command))?.({ completed: () => (completed += 1) });
    assert.deepEqual(got, ALL_COMMANDS);
    assert.deepEqual([completed, shown()], [ALL_COMMANDS.length, ALL_COMMANDS.length]);
  });

  it('end also where the pane cannot be opened, and where a shortcut gives no event', async () => {
    const { page, actions } = office(() => Promise.reject(new Error('not now')));
    const got: Command[] = [];
    associateCommands(page, (command) => got.push(command));
    let completed = 0;
    await actions.get('refresh')?.({ completed: () => (completed += 1) });
    await actions.get('refresh')?.();
    assert.deepEqual([got, completed], [[refresh, refresh], 1]);
  });
});

describe('Commands by keys', () => {
  const none = { ctrlKey: true, altKey: true, shiftKey: false, metaKey: false };

  it('are told by the key, whatever sign it makes', () => {
    for (const command of ALL_COMMANDS) {
      const letter = wordsOf(command).keys?.at(-1);
      if (letter === undefined) continue;
      assert.deepEqual(commandOfKeys({ ...none, code: `Key${letter}` }), command);
      assert.equal(commandOfKeys({ ...none, shiftKey: true, code: `Key${letter}` }), null);
      assert.equal(commandOfKeys({ ...none, altKey: false, code: `Key${letter}` }), null);
    }
    assert.equal(commandOfKeys({ ...none, code: 'KeyZ' }), null);
    assert.equal(commandOfKeys({ ...none, code: 'Digit1' }), null);
  });

  it('are taken from the page, and once while the key is held', () => {
    const page = new EventTarget();
    const got: Command[] = [];
    const stop = listenToKeys(page, (command) => got.push(command));
    const press = (code: string, repeat = false) => {
      const event = Object.assign(new Event('keydown', { cancelable: true }), { ...none, code, repeat });
      page.dispatchEvent(event);
      return event.defaultPrevented;
    };
    assert.deepEqual([press('KeyR'), press('KeyR', true), press('KeyZ')], [true, true, false]);
    stop();
    assert.equal(press('KeyR'), false);
    assert.deepEqual(got, [refresh]);
  });
});

describe('Every command', () => {
  it('has a name and a tip in both languages, of a length that fits a menu', () => {
    for (const command of ALL_COMMANDS) {
      const { label, tip } = wordsOf(command);
      assert.match(label.zh + tip.zh, /\p{Script=Han}/u);
      assert.match(label.en, /^[A-Z][A-Za-z ]{2,27}$/, label.en);
      assert.ok(tip.en.length > label.en.length && tip.zh.length > 3, tip.en);
    }
    assert.equal(new Set(ALL_COMMANDS.map(actionOf)).size, ALL_COMMANDS.length);
    assert.ok(COMMAND_NAMES.length < ALL_COMMANDS.length);
  });
});
