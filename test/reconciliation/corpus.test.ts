/**
 * Files that others published, described by a manifest: entries, credits, debits and whether the balances or the summary
 * tie. They lie beside the checkout and are not part of it, so the test runs only where they are.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Decimal } from '../../server/kernel/money.ts';
import { STATEMENT_FORMATS } from '../../server/reconciliation/formats/registry.ts';
import { statementCommand } from '../../server/reconciliation/statement-command.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/statements/', import.meta.url));
const MANIFEST = `${FOLDER}MANIFEST.tsv`;

interface ManifestRow {
  path: string;
  format: string;
  n_transactions: string;
  sum_credits: string;
  sum_debits: string;
  ties: string;
  notes: string;
}

/** Where the manifest is read differently, and why. */
const READ_DIFFERENTLY: Record<string, { why: string } & Partial<ManifestRow>> = {
  'camt.052/genkgo__camt/camt052.v6.Amt-zero.xml': {
    why: 'its only entry is pending (PDNG): nothing is booked, and the manifest says that it counts booked entries',
    n_transactions: '0',
    sum_debits: '0',
  },
  'camt.052/sebastienrousseau__camt053/business_sample_camt.052.001.04.xml': {
    why: 'the entry of 30000 is pending (PDNG)',
    n_transactions: '1',
    sum_credits: '0',
  },
  'camt.054/Subite-eu__camt-to-coda/2024-07-20.xml': {
    why: 'its only entry has status INFO: told, not booked',
    n_transactions: '0',
    sum_credits: '0',
  },
  'camt.054/dvbern__iso20022/camt_054_Beispiel_NoCrdtBookedNotReversed.xml': {
    why: 'the entry of 2.00 is pending (PDNG)',
    n_transactions: '2',
    sum_credits: '111.00',
  },
};

/** Not marked NEGATIVE, but to be refused: the manifest's note leaves the choice, and guessing rows is worse. */
const REFUSED: Record<string, string> = {
  'wechat_merchant/codeindex__2395673717/downloadbill_all_v2_nolinebreaks.csv': 'statement.lost_line_breaks',
  'unionpay/Varorbc__PaySharp/RD201015090501_802310048993424': 'statement.summary_only',
};

function manifest(): ManifestRow[] {
  const [head, ...rows] = readFileSync(MANIFEST, 'utf8').trimEnd().split('\n');
  const names = (head as string).split('\t');
  return rows.map(
    (row) => Object.fromEntries(row.split('\t').map((value, i) => [names[i], value])) as unknown as ManifestRow,
  );
}

/** `yes`, `NO(1/2)`: one of two statements ties, `NO(summary …)`; empty: nothing is said. */
function assertTies(expected: string, ties: (boolean | null)[]): void {
  const [, some] = /^NO\((\d+)\/\d+\)$/.exec(expected) ?? [];
  if (expected === 'yes')
    assert.ok(
      ties.every((one) => one === true),
      'ties',
    );
  else if (some !== undefined) assert.equal(ties.filter((one) => one === true).length, Number(some), 'ties');
  else if (expected.startsWith('NO')) assert.ok(ties.includes(false), 'does not tie');
}

interface Summary {
  format: string;
  lines: number;
  credits: string;
  debits: string;
  statements: { ties: boolean | null }[];
  warnings: { code: string }[];
}

describe('published statement files', () => {
  if (!existsSync(MANIFEST)) {
    it.skip('are not beside this checkout: skipped');
    return;
  }
  const supported = new Set(STATEMENT_FORMATS.map(({ name }) => name));
  for (const row of manifest().filter(({ format }) => supported.has(format))) {
    const refused = row.notes.startsWith('NEGATIVE') ? '' : REFUSED[row.path];
    if (refused !== undefined) {
      it(`refuses ${row.path}`, async () => {
        const { exitCode, output } = await statementCommand([FOLDER + row.path]);
        const { error } = output as { error: { code: string; line: number | null } };
        assert.equal(exitCode, 1);
        if (refused) assert.equal(error.code, refused);
        assert.ok((error.line ?? 0) > 0, 'names the line');
      });
      continue;
    }
    it(`reads ${row.path}`, async () => {
      const expected = { ...row, ...READ_DIFFERENTLY[row.path] };
      const { exitCode, output } = await statementCommand([FOLDER + row.path]);
      assert.equal(exitCode, 0, JSON.stringify(output));
      const found = output as Summary;
      assert.equal(found.format, row.format);
      // The manifest leaves out what it could not count.
      if (expected.n_transactions) assert.equal(found.lines, Number(expected.n_transactions), 'entries');
      for (const side of ['credits', 'debits'] as const) {
        const stated = expected[`sum_${side}`];
        if (stated) assert.ok(new Decimal(found[side]).eq(stated), `${side} ${found[side]}, manifest ${stated}`);
      }
      const ties = found.statements.map((statement) => statement.ties);
      assertTies(expected.ties, ties);
      if (ties.includes(false)) assert.ok(found.warnings.some(({ code }) => code === 'statement.does_not_tie'));
    });
  }
  it('are all there', () => {
    const covered = manifest().filter(({ format }) => supported.has(format)).length;
    assert.ok(covered >= 46, `${covered} files are covered`);
  });
});
