import assert from 'node:assert/strict';
import { createOperator } from '../../server/access/operators.ts';
import { changeSettings } from '../../server/access/settings.ts';
import { approveBillingRun } from '../../server/billing/approve.ts';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { type Run, requireRun } from '../../server/billing/runs.ts';
import type { Role } from '../../server/generated/schema.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { Books } from '../../server/ledger/books.ts';
import { booksAnew } from '../../server/ledger/tenants.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const inputOf = ({ id, contentHash }: Run) => ({ key: newId(), runId: id, contentHash: contentHash ?? '' });

describe('A second person', () => {
  let b: SmallBooks;
  /** Wang makes runs, Li approves; the tenant wants to be asked. */
  let wang: Books;
  let li: Books;

  const operator = async (name: string, roles: Role[]): Promise<Books> => {
    const id = await createOperator(b.books, { login: name, name, password: 'a long enough password', roles });
    return { ...(await booksAnew(b.on('2026-11-30'))), operator: { id, name, roles } };
  };
  const preview = (by: Books) => previewRun(by, { key: newId(), month: '2026-11', scope: { kind: 'ALL' } });

  beforeEach(async () => {
    b = await smallBooks();
    await changeSettings(b.books, { key: newId(), postingNeedsApproval: true });
    wang = { ...(await operator('wang', ['FINANCE', 'APPROVER'])), today: '2026-11-30' };
    li = { ...(await operator('li', ['APPROVER'])), today: '2026-11-30' };
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  it('approves a preview before it is posted, where the tenant wants it', async () => {
    const run = await preview(wang);
    assert.deepEqual([run.needsApproval, run.approved], [true, false]);
    await refused(postRun(wang, inputOf(run)), 'billing.needs_approval', /second person/);
    const approved = await approveBillingRun(li, inputOf(run));
    assert.deepEqual([approved.needsApproval, approved.approved, approved.approvedBy], [false, true, 'li']);
    assert.equal((await postRun(wang, inputOf(run))).status, 'POSTED');
  });

  it('is not the one who made the run, whatever roles that one holds', async () => {
    const run = await preview(wang);
    await refused(approveBillingRun(wang, inputOf(run)), 'billing.own_run', /somebody else/);
    assert.equal((await requireRun(wang, run.id)).approved, false);
  });

  it('is never the product itself, whose previews anybody else approves', async () => {
    const scheduled = await preview({ ...wang, operator: null });
    await refused(approveBillingRun({ ...wang, operator: null }, inputOf(scheduled)), 'billing.own_run');
    assert.equal((await approveBillingRun(wang, inputOf(scheduled))).approvedBy, 'wang');
  });

  it('approves what was looked at and nothing else', async () => {
    const run = await preview(wang);
    const other = { ...inputOf(run), contentHash: 'f'.repeat(64) };
    await refused(approveBillingRun(li, other), 'billing.hash_mismatch');
    await approveBillingRun(li, inputOf(run));
    await postRun(wang, inputOf(run));
    await refused(approveBillingRun(li, inputOf(run)), 'billing.not_to_approve', /POSTED/);
  });

  it('is not asked for where the tenant does not want it', async () => {
    await changeSettings(b.books, { key: newId(), postingNeedsApproval: false });
    const run = await preview({ ...wang, tenant: (await booksAnew(wang)).tenant });
    assert.equal(run.needsApproval, false);
    assert.equal(
      (await postRun({ ...wang, tenant: { ...wang.tenant, postingNeedsApproval: false } }, inputOf(run))).status,
      'POSTED',
    );
  });
});
