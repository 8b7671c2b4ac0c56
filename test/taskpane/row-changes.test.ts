import assert from 'node:assert/strict';
import { datasetNamed } from '../../addin/datasets/datasets.ts';
import { changesOf } from '../../addin/taskpane/sheets/row-changes.ts';

describe('an event of the audit trail', () => {
  const customers = datasetNamed('CUSTOMERS');

  it('names fields as the sheet does, and values in the reader’s language', () => {
    assert.deepEqual(changesOf(customers, { kind: 'PERSON', name: 'A' }, { kind: 'COMPANY', name: 'B' }, 'en'), [
      { label: 'Kind', before: 'Person', after: 'Company' },
      { label: 'Name', before: 'A', after: 'B' },
    ]);
    assert.equal(changesOf(customers, { kind: 'PERSON' }, { kind: 'COMPANY' }, 'zh')[0]?.after, '单位');
  });

  it('leaves out what did not change, and what was and is empty', () => {
    assert.deepEqual(changesOf(customers, { name: 'A', phone: null }, { name: 'A', phone: '' }, 'en'), []);
  });

  it('shows fields that the sheet does not have, and whole values, under their own names', () => {
    assert.deepEqual(changesOf(null, null, { total: '12.50', bills: ['B-1'] }, 'en'), [
      { label: 'total', before: '', after: '12.50' },
      { label: 'bills', before: '', after: '["B-1"]' },
    ]);
  });
});
