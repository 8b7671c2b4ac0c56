/** Chinese names in Latin letters: a hint, and never more. */
import assert from 'node:assert/strict';
import { Decimal } from '../../../server/kernel/money.ts';
import { decide } from '../../../server/reconciliation/matching/decide.ts';
import { IndexOfBills } from '../../../server/reconciliation/matching/index-of-bills.ts';
import { SHIPPED_RULES } from '../../../server/reconciliation/matching/rules.ts';
import { lettersFor, lettersOf } from '../../../server/reconciliation/matching/sound.ts';

const sounds = (latin: string, chinese: string) => lettersFor(chinese).includes(lettersOf(latin) ?? '-');

describe('Names by their sound', () => {
  it('meet with the family name first or last, in capitals or not, in one word or several', () => {
    for (const latin of [
      'ZHANG SAN',
      'Zhang San',
      'zhang,san',
      'San Zhang',
      'ZHANGSAN',
      'Mr. Zhang San',
      'ＺＨＡＮＧ　ＳＡＮ',
    ])
      assert.ok(sounds(latin, '张三'), latin);
    assert.ok(
      sounds('Xiaoming Zhang', '张晓明') &&
        sounds('Xiao-Ming Zhang', '张晓明') &&
        sounds('ZHANG XIAO MING', '张晓明先生'),
    );
    assert.ok(!sounds('Zhang Si', '张三') && !sounds('SAN', '张三'));
  });

  it('read surnames as surnames, also those of two characters', () => {
    for (const [latin, chinese] of [
      ['SHAN XIAOMING', '单晓明'],
      ['ZENG GUOFAN', '曾国藩'],
      ['XIE XIAODONG', '解晓东'],
      ['QIU YING', '仇英'],
      ['OUYANG XIU', '欧阳修'],
      ['XIU OUYANG', '欧阳修'],
      ['NANA OUYANG', '欧阳娜娜'],
    ] as const) {
      assert.ok(sounds(latin, chinese), latin);
    }
  });

  it('know ü as V, U and YU, and accents', () => {
    for (const latin of ['LV BU', 'Lu Bu', 'LYU BU', 'Lǚ Bù', 'BU LYU']) assert.ok(sounds(latin, '吕布'), latin);
  });

  it('are not sought in what is no person’s name', () => {
    assert.deepEqual(lettersFor('翠湖物业管理有限公司'), []);
    assert.deepEqual(lettersFor('Zhang San'), []);
    for (const name of ['张三', 'ZHANG 3', 'Zhang@San', '', 'LI']) assert.equal(lettersOf(name), null, name);
  });

  it('only suggest, with the reason, whatever the threshold; the amount makes a better hint', () => {
    const bill = (id: string, open: string) => ({
      id,
      number: id,
      customerId: 'c1',
      currency: 'CNY',
      dueDate: '2026-10-01',
      open: new Decimal(open),
    });
    const bills = [bill('B-1', '300'), bill('B-2', '285')];
    const index = () => new IndexOfBills(bills, [{ id: 'c1', name: '张三', bankAccount: '' }]);
    const line = (amount: string) => ({
      id: 'l',
      amount: new Decimal(amount),
      currency: 'CNY',
      payerName: 'ZHANG SAN',
      payerAccount: '',
      reference: '',
      text: '',
    });
    const rules = SHIPPED_RULES.filter(({ action }) => action === 'PAYER_PINYIN').map((rule) => ({
      ...rule,
      threshold: 0,
    }));
    const exact = decide(line('285'), index(), 0, rules);
    assert.equal(exact.applied, null);
    assert.deepEqual(
      exact.suggested.map(({ rule, score, reason }) => [rule, score, reason]),
      [
        [
          'pinyin_amount',
          60,
          'ZHANG SAN may be how 张三 is written in Latin letters, and B-2 is open with exactly this amount',
        ],
      ],
    );
    const [other] = decide(line('1'), index(), 0, rules).suggested;
    assert.deepEqual([other?.rule, other?.score, other?.bills.length], ['pinyin', 35, 2]);
    const [first, ...rest] = decide(line('285'), index(), 90).suggested;
    assert.deepEqual(
      [first?.rule, rest],
      ['pinyin_amount', []],
      'the same bill by its amount alone is no second candidate',
    );
  });
});
