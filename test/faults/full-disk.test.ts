import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { settleBackground } from '../../server/billing/background.ts';
import { postRun, resumeRuns } from '../../server/billing/post.ts';
import { requireRun } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { smallDisk } from './full-disk.ts';
import { CUSTOMERS, faultyWorld, LINES_A_CHUNK } from './world.ts';

describe('Posting a run on a disk that is full', function () {
  this.timeout(120_000);

  it('bills nothing twice and loses nothing, and ends when there is room again', async function () {
    const disk = smallDisk(400);
    if (!disk) {
      console.log('      (needs a disk of its own, which only root can mount)');
      this.skip();
    }
    const world = await faultyWorld(disk.folder);
    try {
      const copy = await world.copy();
      const input = { runId: world.run.id, contentHash: world.run.contentHash ?? '' };
      disk.fill();
      const posting = postRun(copy.books, { key: newId(), ...input }, LINES_A_CHUNK).then(
        () => 'posted',
        () => 'refused',
      );
      // PostgreSQL refuses rows, or goes down when its log finds no room; then the run waits for it.
      const ended = await Promise.race([posting, sleep(5_000).then(() => 'waits')]);
      assert.notEqual(ended, 'posted', 'the disk was not full enough');
      disk.clear();
      await world.restart();
      await posting;
      await resumeRuns(copy.books);
      await settleBackground();
      if ((await requireRun(copy.books, world.run.id)).status !== 'POSTED') {
        await postRun(copy.books, { key: newId(), ...input }, LINES_A_CHUNK);
      }
      const { status, postedCount } = await requireRun(copy.books, world.run.id);
      assert.deepEqual([status, postedCount], ['POSTED', CUSTOMERS]);
      const { ok, laws } = await verifyDatabase(copy.serverUrl);
      assert.ok(ok, laws.flatMap(({ law, problems }) => problems.map((problem) => `${law}: ${problem}`)).join('\n'));
      await copy.close();
    } finally {
      await world.end();
      disk.unmount();
    }
  });
});
