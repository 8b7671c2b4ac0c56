import assert from 'node:assert/strict';
import { Wishes } from '../../addin/taskpane/common/wishes.ts';

describe('wishes', () => {
  it('keep their key while no answer has come, and have another one once it has', async () => {
    const wishes = new Wishes();
    const keys: string[] = [];
    const lost = (key: string) => {
      keys.push(key);
      return Promise.reject(new Error('the answer got lost'));
    };
    const answered = (key: string) => {
      keys.push(key);
      return Promise.resolve('done');
    };
    await assert.rejects(wishes.send({ amount: '10' }, lost), /lost/);
    assert.equal(await wishes.send({ amount: '10' }, answered), 'done');
    // Asked for once more, as a waiver is after it was rejected.
    await wishes.send({ amount: '10' }, answered);
    assert.equal(keys[0], keys[1]);
    assert.notEqual(keys[1], keys[2]);
  });

  it('have keys of their own where anything differs', async () => {
    const wishes = new Wishes();
    const keys = new Set<string>();
    for (const amount of ['10', '11', '10']) {
      await wishes
        .send({ amount }, (key) => Promise.reject(new Error(key)))
        .catch((error: Error) => keys.add(error.message));
    }
    assert.equal(keys.size, 3);
  });
});
