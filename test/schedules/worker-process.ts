/** A server that begins a job and never comes to its end, so that a test can kill it in the middle. */
import { openOrm } from '../../server/database/orm.ts';
import { startSchedules } from '../../server/schedules/worker.ts';

const [serverUrl = ''] = process.argv.slice(2);
const action = {
  check: () => ({}),
  run: () => {
    console.log('begun');
    return new Promise<never>(() => {});
  },
};
await startSchedules({
  orm: await openOrm(serverUrl),
  serverUrl,
  log: console.error,
  actions: { FOLD_ROLLUPS: action },
});
