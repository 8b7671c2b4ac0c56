import assert from 'node:assert/strict';
import { cellOf, FigureFailure } from '../../addin/functions/answer.ts';
import { requestOf } from '../../addin/functions/arguments.ts';
import { FUNCTIONS, type FunctionDeclaration } from '../../addin/functions/declarations.ts';
import { serialOfDate } from '../../addin/workbook/values.ts';

const named = (name: FunctionDeclaration['name']) => {
  const found = FUNCTIONS.find((each) => each.name === name);
  assert.ok(found);
  return found;
};

/** The request of a call, or the code of what is wrong. */
function asked(name: FunctionDeclaration['name'], ...args: unknown[]) {
  const requested = requestOf(named(name), args);
  return requested.ok ? requested.request : requested.problem.code;
}

const periodOf = (written: unknown) => {
  const request = asked('BILLED', written);
  return typeof request === 'string' ? request : request.period;
};

describe('Arguments of worksheet functions', () => {
  it('become a request, without those that were left out', () => {
    assert.deepEqual(asked('KPI', 'DUE', '2026-10'), { function: 'KPI', kpi: 'DUE', period: '2026-10' });
    assert.deepEqual(asked('KPI', 'DUE', '2026-10', null, undefined), {
      function: 'KPI',
      kpi: 'DUE',
      period: '2026-10',
    });
    assert.deepEqual(asked('KPI', 'OPEN', '2026', 'FEE_ITEM', ' MGMT '), {
      function: 'KPI',
      kpi: 'OPEN',
      period: '2026',
      dimension: 'FEE_ITEM',
      member: 'MGMT',
    });
  });

  it('may name KPIs and dimensions in the words of the sheet', () => {
    const request = {
      function: 'KPI',
      kpi: 'COLLECTION_RATE',
      period: '2026',
      dimension: 'CUSTOMER_GROUP',
      member: '业主',
    };
    assert.deepEqual(asked('KPI', '收缴率', '2026', '客户组', '业主'), request);
    assert.deepEqual(asked('KPI', 'collection rate', '2026', 'Customer group', '业主'), request);
    assert.deepEqual(asked('KPI', 'PROFIT', '2026'), { function: 'KPI', kpi: 'PROFIT', period: '2026' });
  });

  it('take a period as people and spreadsheets write it', () => {
    const serial = serialOfDate('2026-10-15') ?? 0;
    for (const written of [
      '2026-10', '2026/10', '2026.10', '2026年10月', '202610', 202610, '2026-10-15', '2026/10/1', '2026年10月1日',
      serial, serial + 0.5, String(serial), [[serial]],
    ]) {
      assert.equal(periodOf(written), '2026-10', JSON.stringify(written));
    } // biome-ignore format: a list reads better packed
    for (const written of ['2026-Q3', '2026Q3', '2026 q3', '2026年3季度', '2026年第3季度']) {
      assert.equal(periodOf(written), '2026-Q3', written);
    }
    for (const written of [2026, '2026', '2026年']) assert.equal(periodOf(written), '2026');
    assert.equal(periodOf('2026-3'), '2026-03');
    assert.equal(periodOf('last month'), 'last month', 'the server says what is wrong with it');
  });

  it('take a day as a date, its serial or a moment of it, and a code that looks like a number', () => {
    const serial = serialOfDate('2026-10-31') ?? 0;
    for (const written of ['2026-10-31', '2026/10/31', serial, serial + 0.75]) {
      assert.deepEqual(asked('BALANCE', 1001, written), { function: 'BALANCE', customer: '1001', date: '2026-10-31' });
    }
    assert.equal(asked('BALANCE', 'C-1', '2026-02-30'), 'value.not_a_date');
  });

  it('take a quantity with the digits of a cell', () => {
    const quantity = (written: unknown) => {
      const request = asked('PRICE', 'WATER', written);
      return typeof request === 'string' ? request : request.quantity;
    };
    assert.equal(quantity(0.1 + 0.2), '0.3');
    assert.equal(quantity(0), '0');
    assert.equal(quantity('1,234.5'), '1234.5');
    assert.equal(quantity('much'), 'value.not_a_number');
    assert.equal(quantity(true), 'value.not_a_number');
  });

  it('are missing where a cell is blank, which some spreadsheets pass as 0', () => {
    for (const blank of [null, undefined, '', 0, [[null]], [[0]], [[]]]) {
      assert.equal(asked('BALANCE', blank), 'functions.missing');
      assert.deepEqual(asked('BALANCE', 'C-1', blank), { function: 'BALANCE', customer: 'C-1' });
    }
  });

  it('are no ranges and no errors', () => {
    assert.equal(asked('BALANCE', [['C-1', 'C-2']]), 'functions.one_cell');
    for (const error of ['#N/A', '#NAME?', '#DIV/0!', '#GETTING_DATA'])
      assert.equal(asked('BALANCE', error), 'value.cell_error');
    assert.deepEqual(asked('BALANCE', '#1'), { function: 'BALANCE', customer: '#1' });
  });
});

describe('The cell of a figure', () => {
  it('is a number where a number gives the amount back, else text', () => {
    assert.equal(cellOf({ value: '1329.80' }), 1329.8);
    assert.equal(cellOf({ value: '-0.4153' }), -0.4153);
    assert.equal(cellOf({ value: '12345678901234567.89' }), '12345678901234567.89');
    assert.equal(cellOf({ text: '88.5 × 2.85' }), '88.5 × 2.85');
  });

  it('is an error with the server’s reason', () => {
    const answer = { error: { code: 'value.unknown_code', message: 'there is no customer “C-9”' } };
    assert.throws(() => cellOf(answer), new FigureFailure('value.unknown_code', 'there is no customer “C-9”'));
    assert.throws(() => cellOf({}), { code: 'server.bad_answer' });
  });
});
