import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, importsOf } from '../support/imports.ts';

const root = join(import.meta.dirname, '../..');

function sourcesOfTheProduct(): Map<string, string> {
  const files = globSync('{server,addin}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  });
  return new Map(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')]));
}

function faults(files: Record<string, string>): string[] {
  return faultsOf(new Map(Object.entries(files)));
}

describe('The order of imports', () => {
  it('holds in server/ and addin/', () => {
    const sources = sourcesOfTheProduct();
    assert.ok(sources.size > 50, 'the sources were found');
    assert.deepEqual(faultsOf(sources), []);
  });

  it('reads every way to name a module, and no comment', () => {
    const source = `
      import './a.ts';
      import b, { type B } from './b.ts';
      import type { C } from "./c.ts";
      import {
        d,
      } from './d.ts';
      export * from './e.ts';
      export { f } from './f.ts';
      const g = await import('./g.ts');
      // import './h.ts';
      /* import './i.ts'; */
      const url = 'http://x'; import * as j from './j.ts';
      const text = "import './k.ts'";
    `.replaceAll('; import * as j', ';\n import * as j');
    assert.deepEqual(
      importsOf(source).map(({ from, typeOnly }) => (typeOnly ? `type ${from}` : from)),
      ['./a.ts', './b.ts', 'type ./c.ts', './d.ts', './e.ts', './f.ts', './j.ts', './g.ts'],
    );
  });

  it('refuses a noun that looks upward, sideways or above', () => {
    assert.equal(faults({ 'server/ledger/journal.ts': "import { bill } from '../billing/service.ts';" }).length, 1);
    assert.equal(faults({ 'server/access/service.ts': "import { bill } from '../billing/bills.ts';" }).length, 1);
    assert.equal(faults({ 'server/ledger/journal.ts': "import { signIn } from '../access/sessions.ts';" }).length, 1);
    assert.equal(faults({ 'server/audit/service.ts': "import { post } from '../ledger/journal.ts';" }).length, 1);
    assert.equal(faults({ 'server/billing/service.ts': "import { requireBooks } from '../context.ts';" }).length, 1);
    assert.equal(faults({ 'server/generated/schema.ts': "import { bills } from '../billing/bills.ts';" }).length, 1);
    assert.equal(faults({ 'server/audit/service.ts': "import { may } from '../access/rules.ts';" }).length, 1);
    assert.equal(faults({ 'server/kernel/money.ts': "import { orm } from '../database/orm.ts';" }).length, 1);
    assert.equal(faults({ 'server/database/orm.ts': "import { post } from '../ledger/journal.ts';" }).length, 1);
    assert.equal(faults({ 'server/catalog/resolvers.ts': "import { app } from '../app.ts';" }).length, 1);
    assert.equal(faults({ 'server/catalog/service.ts': "import { seed } from '../demo/seed.ts';" }).length, 1);
    assert.equal(faults({ 'server/verify/laws.ts': "import { post } from '../ledger/journal.ts';" }).length, 1);
    assert.equal(faults({ 'server/misc/x.ts': 'export const x = 1;' }).length, 1);
    assert.equal(faults({ 'server/billing/service.ts': "import { x } from '../../addin/sync/diff.ts';" }).length, 1);
  });

  it('lets a noun use what comes before it, access and audit, and the type of the context', () => {
    const source = `
      import { decimal } from '../kernel/money.ts';
      import { post } from '../ledger/journal.ts';
      import { may } from '../access/rules.ts';
      import type { Db } from '../database/orm.ts';
      import type { Context } from '../context.ts';
      import { rule } from './rules.ts';
    `;
    assert.deepEqual(faults({ 'server/billing/service.ts': source }), []);
    assert.deepEqual(faults({ 'server/database/orm.ts': "import { Bill } from '../billing/entities.ts';" }), []);
    assert.deepEqual(faults({ 'server/billing/resolvers.ts': "import { requireBooks } from '../context.ts';" }), []);
    assert.deepEqual(faults({ 'server/access/sessions.ts': "import { write } from '../ledger/unit-of-work.ts';" }), []);
    assert.deepEqual(faults({ 'server/generated/schema.ts': "import type { Bill } from '../billing/bills.ts';" }), []);
    assert.deepEqual(faults({ 'server/demo/seed.ts': "import { app } from '../app.ts';" }), []);
    assert.deepEqual(faults({ 'server/app.ts': "import { post } from './ledger/journal.ts';" }), []);
  });

  it('keeps the add-in away from the server, and its rules away from hosts, however far they reach', () => {
    assert.equal(
      faults({ 'addin/taskpane/main.tsx': "import type { Bill } from '../../server/billing/entities.ts';" }).length,
      1,
    );
    assert.equal(faults({ 'addin/sync/diff.ts': "import { useState } from 'react';" }).length, 1);
    assert.equal(faults({ 'addin/datasets/bills.ts': 'export const n = window.innerWidth;' }).length, 1);
    const through = {
      'addin/sync/diff.ts': "import { cell } from '../workbook/values.ts';",
      'addin/workbook/values.ts': "import { context } from './excel.ts';",
      'addin/workbook/excel.ts': 'export const run = () => Excel.run(async () => {});',
    };
    assert.deepEqual(faults(through), [
      'addin/workbook/excel.ts is reached from addin/sync or addin/datasets, and uses Excel.',
    ]);
    assert.deepEqual(faults({ 'addin/sync/diff.ts': "export const hint = 'Open Excel. Then window.';" }), []);
    assert.deepEqual(faults({ 'addin/workbook/excel.ts': 'await Excel.run(async () => {});' }), []);
  });
});
