import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Decimal, ZERO } from '../../../server/kernel/money.ts';
import { compileConditions, type RuleConditions } from '../../../server/reconciliation/matching/conditions.ts';
import { decide, decideAll, type LineToMatch } from '../../../server/reconciliation/matching/decide.ts';
import { IndexOfBills, type KnownAccount } from '../../../server/reconciliation/matching/index-of-bills.ts';
import { compilePattern } from '../../../server/reconciliation/matching/pattern.ts';
import { MATCH_STEPS, type MatchingRule, SHIPPED_RULES } from '../../../server/reconciliation/matching/rules.ts';
import { refused } from '../../support/small-books.ts';
import { decideAllFixed, said } from './fixed-steps.ts';

const CUSTOMERS = [
  { id: 'wang', name: '王伟', bankAccount: '6222 0001' },
  { id: 'wang2', name: '王伟', bankAccount: '' },
  { id: 'acme', name: 'Acme Co., Ltd.', bankAccount: '8888 7777' },
  { id: 'twin', name: 'Twin', bankAccount: '8888 7777' },
];

const bill = (number: string, customerId: string, open: string, currency = 'CNY') => ({
  id: number,
  number,
  customerId,
  currency,
  dueDate: '2026-10-15',
  open: new Decimal(open),
});
type Bill = ReturnType<typeof bill>;

const indexOf = (bills: readonly Bill[], known: KnownAccount[] = []) =>
  new IndexOfBills(
    bills.map((each) => ({ ...each })),
    CUSTOMERS,
    known,
  );

const line = (amount: string, over: Partial<LineToMatch> = {}): LineToMatch => ({
  id: 'line',
  amount: new Decimal(amount),
  currency: 'CNY',
  payerName: '',
  payerAccount: '',
  reference: '',
  text: '',
  ...over,
});

const rule = (action: MatchingRule['action'], over: Partial<MatchingRule> = {}): MatchingRule => ({
  id: `rule ${action}`,
  name: action,
  action,
  holds: null,
  tolerance: ZERO,
  automatic: true,
  threshold: null,
  ...over,
});

const ruleFor = async (action: MatchingRule['action'], conditions: RuleConditions, over: Partial<MatchingRule> = {}) =>
  rule(action, { holds: await compileConditions(conditions), ...over });

/** Books and lines in which names, amounts and numbers meet often. */
const someBills = fc.array(
  fc.record({
    customerId: fc.constantFrom('wang', 'wang2', 'acme', 'twin'),
    open: fc.constantFrom('0', '1', '2', '3', '5', '8', '2.50'),
    currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'USD'),
  }),
  { maxLength: 14 },
);
const someLines = fc.array(
  fc.record({
    amount: fc.constantFrom('1', '2', '3', '5', '6', '8', '2.50', '10.50'),
    currency: fc.constantFrom('CNY', 'CNY', 'USD'),
    payerName: fc.constantFrom('', '王伟', 'ACME', 'Twin', 'Nobody'),
    payerAccount: fc.constantFrom('', '62220001', '88887777', '999'),
    text: fc.constantFrom('', 'rent', 'B-000001', 'b-000002 B-000003', 'B-000009', 'B-000004/B-000005'),
    reference: fc.constantFrom('', '', 'B-000001'),
  }),
  { minLength: 1, maxLength: 12 },
);
const numbered = (bills: { customerId: string; open: string; currency: string }[]) =>
  bills.map((each, i) => bill(`B-${String(i + 1).padStart(6, '0')}`, each.customerId, each.open, each.currency));
const asLines = (lines: (Omit<LineToMatch, 'id' | 'amount'> & { amount: string })[]) =>
  lines.map((each, i) => line(each.amount, { ...each, id: `l${i}`, amount: new Decimal(each.amount) }));

describe('The rules that the product comes with', () => {
  it('decide as the fixed steps did, whatever the books and the lines', () => {
    fc.assert(
      fc.property(someBills, someLines, fc.constantFrom(0, 40, 50, 72, 82, 90, 96, 101), (bills, lines, threshold) => {
        const decisions = decideAll(asLines(lines), indexOf(numbered(bills)), threshold);
        assert.deepEqual(decisions.map(said), decideAllFixed(asLines(lines), indexOf(numbered(bills)), threshold));
        assert.ok(decisions.every(({ booked, left }) => booked === null && left === null));
      }),
      { numRuns: 1500 },
    );
  });

  it('decide the same when learnt accounts say what is known already', () => {
    const known = [{ account: '62220001', customerId: 'wang' }];
    fc.assert(
      fc.property(someBills, someLines, (bills, lines) => {
        const decisions = decideAll(asLines(lines), indexOf(numbered(bills), known), 90);
        assert.deepEqual(decisions.map(said), decideAllFixed(asLines(lines), indexOf(numbered(bills)), 90));
      }),
    );
  });
});

describe('Rules', () => {
  const someRules = fc.array(
    fc.record({
      action: fc.constantFrom(...MATCH_STEPS, 'BOOK_FEE' as const, 'LEAVE' as const),
      word: fc.constantFrom('', 'rent', 'b-0'),
      tolerance: fc.constantFrom('0', '0.5', '2'),
      automatic: fc.boolean(),
      threshold: fc.constantFrom(null, 0, 50, 100),
    }),
    { maxLength: 8 },
  );
  const made = (rules: { action: MatchingRule['action']; word: string; tolerance: string }[]) =>
    Promise.all(
      rules.map(({ word, tolerance, ...each }, i) =>
        ruleFor(each.action, word ? { words: [word] } : {}, {
          ...each,
          id: `r${i}`,
          tolerance: /REFERENCE|PAYER_AMOUNT/.test(each.action) ? new Decimal(tolerance) : ZERO,
        }),
      ),
    );

  it('never apply a tie, whatever they are: a bill beside another of the same customer and amount is not chosen', async () => {
    await fc.assert(
      fc.asyncProperty(
        someBills,
        someLines,
        someRules,
        fc.integer({ min: 0, max: 101 }),
        async (bills, lines, rules, threshold) => {
          const twins = bills.flatMap((each) => [each, each]);
          const index = indexOf(numbered(twins));
          const unnamed = lines.map((each) => ({ ...each, text: each.text === 'rent' ? 'rent' : '', reference: '' }));
          const ready = await made(rules);
          for (const each of asLines(unnamed)) {
            const { applied } = await index.tryOut(async () => decide(each, index, threshold, ready));
            // Sums of several bills can be the only ones; one bill never is.
            assert.ok(applied === null || applied.bills.length > 1, applied?.reason);
          }
        },
      ),
    );
  });

  it('never apply beside another candidate that is as good, nor below their threshold, nor where they only suggest', async () => {
    await fc.assert(
      fc.asyncProperty(someBills, someLines, someRules, async (bills, lines, rules) => {
        const ready = await made(rules);
        const hesitant = ready.map((each) => ({ ...each, automatic: false }));
        for (const each of asLines(lines)) {
          const index = indexOf(numbered(bills));
          const { suggested: all } = decide(each, indexOf(numbered(bills)), 101, hesitant);
          const { applied } = decide(each, index, 90, ready);
          if (!applied) continue;
          assert.ok(applied.by.automatic && applied.score >= (applied.by.threshold ?? 90));
          assert.equal(all.filter(({ score }) => score >= applied.score).length, 1);
        }
      }),
    );
  });

  it('never pay a bill beyond its amount, with tolerances too', async () => {
    await fc.assert(
      fc.asyncProperty(someBills, someLines, someRules, async (bills, lines, rules) => {
        const mine = numbered(bills);
        const index = new IndexOfBills(mine, CUSTOMERS);
        for (const { applied } of decideAll(asLines(lines), index, 50, await made(rules))) {
          if (applied) assert.ok(applied.difference.abs().lte(applied.by.tolerance));
        }
        assert.ok(mine.every(({ open }) => open.gte(0)));
      }),
    );
  });

  it('let money that differs within the tolerance pay its bill whole, an exact one before', () => {
    const near = [rule('PAYER_AMOUNT', { tolerance: new Decimal('0.05') })];
    const bills = [bill('B-000001', 'acme', '100'), bill('B-000002', 'acme', '200')];
    const short = decide(line('99.95', { payerName: 'Acme' }), indexOf(bills), 90, near).applied;
    assert.equal(short?.difference.toFixed(), '0.05');
    assert.match(short?.reason ?? '', /0\.05 more, which is within the tolerance/);
    assert.equal(
      decide(line('100.05', { payerName: 'Acme' }), indexOf(bills), 90, near).applied?.difference.toFixed(),
      '-0.05',
    );
    assert.equal(decide(line('99.94', { payerName: 'Acme' }), indexOf(bills), 90, near).applied, null);
    const both = [...bills, bill('B-000003', 'acme', '99.97')];
    assert.equal(
      decide(line('99.97', { payerName: 'Acme' }), indexOf(both), 90, near).applied?.bills[0]?.number,
      'B-000003',
    );
    const tie = decide(line('99.98', { payerName: 'Acme' }), indexOf(both), 80, near);
    assert.equal(tie.applied, null, 'two bills differ by little; which one is meant is for a person');
    assert.equal(tie.suggested.length, 2);
  });

  it('close a bill that is named and paid but for a trifle', () => {
    const index = indexOf([bill('B-000001', 'acme', '100'), bill('B-000002', 'acme', '50')]);
    const { applied } = decide(line('149.99', { text: 'B-000001 B-000002' }), index, 90, [
      rule('REFERENCE', { tolerance: new Decimal('0.01') }),
    ]);
    assert.deepEqual([applied?.score, applied?.difference.toFixed()], [98, '0.01']);
    assert.deepEqual(
      ['B-000001', 'B-000002'].map((number) => index.bill(number)?.open.toFixed()),
      ['0', '0'],
    );
  });

  it('that leave a line hold back what is found behind them, and nothing that is found before', async () => {
    const leave = await ruleFor('LEAVE', { words: ['deposit'] });
    const bills = [bill('B-000001', 'acme', '100')];
    const named = line('100', { text: 'Deposit B-000001' });
    const behind = decide(named, indexOf(bills), 90, [leave, ...SHIPPED_RULES]);
    assert.deepEqual([behind.applied, behind.suggested.length, behind.left], [null, 1, leave]);
    const before = decide(named, indexOf(bills), 90, [...SHIPPED_RULES, leave]);
    assert.equal(before.applied?.rule, 'reference');
    assert.equal(decide(line('100', { text: 'B-000001' }), indexOf(bills), 90, [leave, ...SHIPPED_RULES]).left, null);
  });

  it('that book are asked where rules before them found nothing', async () => {
    const book = await ruleFor('BOOK_FEE', { words: ['fee'] });
    const fee = line('100', { text: 'Monthly FEE' });
    assert.equal(decide(fee, indexOf([]), 90, [...SHIPPED_RULES, book]).booked, book);
    const bills = [bill('B-000001', 'acme', '100')];
    const guessed = decide(fee, indexOf(bills), 90, [...SHIPPED_RULES, book]);
    assert.deepEqual([guessed.booked, guessed.suggested.length], [null, 1]);
    assert.equal(decide(fee, indexOf(bills), 90, [book, ...SHIPPED_RULES]).booked, book);
    const left = decide(fee, indexOf(bills), 90, [await ruleFor('LEAVE', { words: ['monthly'] }), book]);
    assert.equal(left.booked?.automatic, false, 'it is only suggested behind a rule that leaves the line');
    const denied = { ...fee, rejectedRules: new Set([book.id]) };
    assert.equal(decide(denied, indexOf([]), 90, [book]).booked, null, 'somebody said that it is no fee');
  });

  it('do not find again what somebody rejected', () => {
    const bills = [bill('B-000001', 'acme', '100'), bill('B-000002', 'acme', '100')];
    const paying = line('100', { payerName: 'Acme', rejectedBills: new Set(['B-000002']) });
    assert.equal(decide(paying, indexOf(bills), 90).applied?.bills[0]?.number, 'B-000001');
    const neither = { ...paying, rejectedBills: new Set(['B-000001', 'B-000002']) };
    const guessed = decide(neither, indexOf(bills), 90).suggested.map((each) => each.rule);
    assert.deepEqual(guessed, ['payer']);
  });

  it('name the first of two that find the same', async () => {
    const own = await ruleFor('REFERENCE', { words: ['rent'] }, { automatic: false });
    const bills = [bill('B-000001', 'acme', '100')];
    const { applied, suggested } = decide(line('100', { text: 'rent B-000001' }), indexOf(bills), 90, [
      own,
      ...SHIPPED_RULES,
    ]);
    assert.deepEqual([applied, suggested.map(({ by }) => by)], [null, [own]]);
  });
});

describe('Accounts that customers are known to pay from', () => {
  const bills = [bill('B-000001', 'wang', '100'), bill('B-000002', 'wang2', '100')];
  const paying = line('100', { payerName: '王伟', payerAccount: '7777 1234' });

  it('tell who pays, before the name does', () => {
    assert.equal(decide(paying, indexOf(bills), 90).applied, null, 'two are called so');
    const { applied } = decide(paying, indexOf(bills, [{ account: '77771234', customerId: 'wang2' }]), 90);
    assert.deepEqual([applied?.bills[0]?.number, applied?.score], ['B-000002', 97]);
  });

  it('are applied by themselves only while they are one customer’s', () => {
    const shared = [
      { account: '77771234', customerId: 'wang' },
      { account: '77771234', customerId: 'acme' },
    ];
    const { applied, suggested } = decide(paying, indexOf(bills, shared), 90);
    assert.equal(applied, null);
    assert.deepEqual(
      suggested.map(({ bills: [first], score }) => [first?.number, score]),
      [['B-000001', 85]],
    );
    assert.match(suggested[0]?.reason ?? '', /one that 2 customers pay from/);
  });
});

describe('Conditions', () => {
  const over: Partial<LineToMatch> = { direction: 'IN', account: 'ICBC', channel: 'BANK', bookedOn: '2026-11-04' };
  const holds = async (conditions: RuleConditions, of: LineToMatch) =>
    (await compileConditions(conditions))?.(of) ?? 'nothing asked';

  it('ask nothing where there are none', async () => {
    assert.equal(await compileConditions({}), null);
    assert.equal(await compileConditions({ words: [], accounts: [], channels: [], payers: [] }), null);
  });

  it('must all hold, of a list one', async () => {
    const one = line('100', { ...over, text: '网银手续费', payerName: '中国工商银行股份有限公司' });
    const conditions: RuleConditions = {
      direction: 'IN',
      accounts: ['WX', 'ICBC'],
      channels: ['BANK'],
      amountFrom: '100',
      amountTo: '100',
      words: ['服务费', '手续费'],
      pattern: '^ ?网银.*费$',
      payers: ['工商银行'],
      bookedFrom: '2026-11-04',
      bookedTo: '2026-11-04',
    };
    assert.equal(await holds(conditions, one), true);
    const others: Partial<LineToMatch>[] = [
      { direction: 'OUT' }, { account: 'ALI' }, { channel: 'WECHAT' }, { amount: new Decimal('100.01') },
      { amount: new Decimal('99.99') }, { text: '网银' }, { text: 'x 网银手续费' }, { payerName: '建设银行' },
      { bookedOn: '2026-11-03' }, { bookedOn: '2026-11-05' },
    ]; // biome-ignore format: a list reads better packed
    for (const other of others)
      assert.equal(await holds(conditions, { ...one, ...other }), false, JSON.stringify(other));
  });

  it('are not met by what is not known of a line', async () => {
    for (const conditions of [
      { direction: 'IN' },
      { accounts: ['A'] },
      { bookedFrom: '2000-01-01' },
      { bookedTo: '2999-01-01' },
    ] as const) {
      assert.equal(await holds(conditions, line('1')), false);
    }
  });

  it('look for words and payers without width and case', async () => {
    const one = line('1', {
      text: 'ＭＯＮＴＨＬＹ Fee',
      payerName: 'ＡＣＭＥ Co., Ltd.',
      payerAccount: 'DE89 3704 0044',
    });
    assert.equal(await holds({ words: ['monthly fee'] }, one), true);
    assert.equal(await holds({ payers: ['acme limited'] }, one), true);
    assert.equal(await holds({ payers: ['de89-3704-0044'] }, one), true);
    assert.equal(await holds({ payers: ['DE89'] }, one), false, 'an account is the whole account');
    assert.equal(await holds({ pattern: 'monthly\\s+FEE' }, one), true);
  });
});

describe('Patterns', () => {
  it('that would hang an engine which backtracks end', async () => {
    const text = 'a'.repeat(1_000);
    for (const pattern of ['^(a+)+$', '(a|aa)+$', '(.*)*x', '(x+x+)+y', '(a|a?)+$', '.*.*.*.*.*.*=', '^((a*)*)*b']) {
      const compiled = await compilePattern(pattern);
      assert.equal(typeof compiled.found(`${text}!`), 'boolean');
    }
  });

  it('agree with the usual engine where both can say', async () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '.', '\\d', '(ab|b)', '费');
    const pattern = fc
      .array(fc.tuple(atom, fc.constantFrom('', '*', '+', '?', '{1,2}')), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.map((part) => part.join('')).join(''));
    const text = fc.array(fc.constantFrom('a', 'b', '1', '费', ' '), { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(pattern, text, async (source, written) => {
        assert.equal((await compilePattern(source)).found(written), new RegExp(source, 'i').test(written));
      }),
    );
  });

  it('are refused where they cannot be read, look around, refer back or repeat too much', async () => {
    for (const pattern of ['(', '[a', '(?=a)', '(a)\\1', '(a{1000}){1000}', '(.{30}){30}', 'a'.repeat(201)]) {
      await refused(compilePattern(pattern), 'matching.bad_pattern');
    }
  });
});
