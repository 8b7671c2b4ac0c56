/** A process of its own that uses the embedded server, as a second `npm start` would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { openEmbedded } from '../../server/database/embedded.ts';

export interface EmbeddedProcess {
  port: number;
  adminUrl: string;
  /** Leaves as a process should, and ends. */
  leave(): Promise<void>;
  /** Ends without any chance to leave. */
  kill(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Starts a process that opens the embedded server of a data folder; rejects with its error when it cannot. */
export async function embeddedProcess(dataDir: string, script = import.meta.filename): Promise<EmbeddedProcess> {
  const child = spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'pipe'] });
  running.add(child);
  const exit = once(child, 'exit').finally(() => running.delete(child));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), exit.then(() => null)]);
  if (line === null) throw new Error(errors);
  const end = async (how: () => void): Promise<void> => {
    how();
    await exit;
  };
  return {
    ...(JSON.parse(String(line[0])) as { port: number; adminUrl: string }),
    leave: () => end(() => child.stdin.end()),
    kill: () => end(() => child.kill('SIGKILL')),
  };
}

/** Ends what a failed test left running. */
export async function endProcesses(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }),
  );
}

if (process.argv[1] === import.meta.filename) {
  const server = await openEmbedded({ dataDir: process.argv[2] ?? '', fast: true });
  console.log(JSON.stringify(server));
  process.stdin.resume();
  process.stdin.once('end', () => void server.leave().then(() => process.exit(0)));
}
