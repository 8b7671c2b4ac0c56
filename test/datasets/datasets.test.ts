import assert from 'node:assert/strict';
import { DATASETS, referencedBy } from '../../addin/datasets/datasets.ts';
import { datasetOfSheet, enumLists, layoutOf } from '../../addin/datasets/layout.ts';
import { decodeCell, encodeCell } from '../../addin/workbook/values.ts';

describe('the dataset declarations', () => {
  it('give every column of a sheet its own heading in both languages', () => {
    for (const dataset of DATASETS) {
      for (const locale of ['zh', 'en'] as const) {
        const headings = layoutOf(dataset, locale).columns.map((c) => c.heading);
        assert.equal(new Set(headings).size, headings.length, `${dataset.name} ${locale}: ${headings.join(', ')}`);
      }
      const ids = layoutOf(dataset, 'en').columns.map((c) => c.id);
      assert.equal(new Set(ids).size, ids.length);
    }
  });

  it('give every enum its values, every reference its dataset and every decimal its scale', () => {
    for (const column of DATASETS.flatMap((d) => d.columns)) {
      assert.equal(column.kind === 'enum', (column.values ?? []).length > 0, column.id);
      assert.equal(column.kind === 'ref', column.references !== undefined, column.id);
      assert.equal(column.kind === 'decimal', column.scale !== undefined, column.id);
      for (const value of column.values ?? []) assert.ok(value.zh && value.en && /^[A-Z0-9_]+$/.test(value.code));
    }
  });

  it('name the sheet in the language of the user and find the dataset back by the sheet', () => {
    for (const dataset of DATASETS) {
      const layout = layoutOf(dataset, 'zh', { suffix: '2026_10', subtitle: '2026-10' });
      assert.equal(datasetOfSheet(layout.id), dataset);
      assert.equal(layout.title, `${dataset.title.zh} 2026-10`);
    }
    assert.equal(datasetOfSheet('Budget'), null);
  });

  it('tell which other codes a sheet needs for its drop-downs', () => {
    const bindings = DATASETS.find((d) => d.name === 'BINDINGS');
    assert.ok(bindings);
    assert.deepEqual(referencedBy(bindings), [
      'CUSTOMERS',
      'FEE_ITEMS',
      'PREMISES',
      'CONTRACTS',
      'METERS',
      'USAGE_METRICS',
    ]);
    assert.deepEqual(enumLists(bindings, 'zh')['BINDINGS_quantitySource_zh'], [
      '固定',
      '面积',
      '表计',
      '用量',
      '房产数',
    ]);
  });

  it('offer what discounts, occupants and pauses may say, and both answers to who pays', () => {
    const dataset = (name: string) => DATASETS.find((d) => d.name === name) ?? assert.fail(name);
    assert.deepEqual(referencedBy(dataset('DISCOUNTS')), ['BINDINGS', 'CUSTOMERS', 'FEE_ITEMS']);
    assert.deepEqual(enumLists(dataset('DISCOUNTS'), 'zh')['DISCOUNTS_kind_zh'], [
      '百分比',
      '金额',
      '协议价',
      '免费数量',
    ]);
    assert.deepEqual(referencedBy(dataset('OCCUPANCIES')), ['PREMISES', 'CUSTOMERS']);
    assert.deepEqual(referencedBy(dataset('PAUSES')), ['BINDINGS']);
    const pays = dataset('OCCUPANCIES').columns.find(({ id }) => id === 'pays') ?? assert.fail();
    for (const [wire, cell] of [
      ['true', true],
      ['false', false],
    ] as const) {
      assert.equal(encodeCell(pays, wire, 'en'), cell);
      assert.deepEqual(decodeCell(pays, cell), { ok: true, value: wire });
    }
    assert.equal(dataset('PRICE_PREVIEW').editable, false);
  });

  it('tint everything and say why where the person may not edit', () => {
    const prices = DATASETS.find((d) => d.name === 'PRICES');
    assert.ok(prices);
    const layout = layoutOf(prices, 'en', { readOnlyReason: 'Prices need the role Pricing' });
    const data = layout.columns.filter((c) => !c.id.startsWith('_'));
    assert.ok(data.every((c) => c.readOnly && c.hint === 'Prices need the role Pricing'));
  });
});
