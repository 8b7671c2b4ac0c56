import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** What postmaster.pid says about the server that wrote it, which may be long gone. */
export interface PidFile {
  pid: number;
  port: number;
}

/** Reads postmaster.pid (line 1: pid, line 4: port); `null` when there is none. */
export function readPidFile(cluster: string): PidFile | null {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]) || 0, port: Number(lines[3]) || 0 };
}

/**
 * Whether this cluster's PostgreSQL runs under this pid. After a `kill -9` the number may belong to any other program by now, and
 * in a container without an init process a dead server stays behind as a zombie; neither counts.
 */
export function isPostgresOf(cluster: string, pid: number): boolean {
  if (pid <= 0 || !isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  if (process.platform === 'linux') return linuxIsPostgresOf(cluster, pid);
  try {
    const shown = execFileSync('ps', ['-o', 'state=,comm=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return !shown.trim().startsWith('Z') && /postgres/.test(shown);
  } catch {
    return false;
  }
}

/** Slim containers have no `ps`, but Linux tells more anyhow: PostgreSQL works in its data folder. */
function linuxIsPostgresOf(cluster: string, pid: number): boolean {
  try {
    // "123 (postgres) S …"
    if (!/\(postgres\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false;
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false; // Gone by now, or another user's, which cannot be the server of our folder.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Makes a postmaster.pid whose number is now somebody else's (or a zombie's) point at nobody, so that PostgreSQL
 * starts. The rest of the file stays: with it PostgreSQL sees whether an orphan of the old server still uses its memory.
 */
export function forgetPid(cluster: string): void {
  const file = join(cluster, 'postmaster.pid');
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  const NOBODY = 2_147_483_646; // Above every limit for process ids.
  writeFileSync(file, [NOBODY, ...rest].join('\n'));
}

/**
 * Asks what listens at a port whether it is the server of this data folder: `ours`, `starting` (PostgreSQL, but not
 * ready), `closed` (PostgreSQL that refuses our password), or `other` (nothing, another program, another cluster).
 */
export async function probe(
  cluster: string,
  port: number,
  password: string,
): Promise<'ours' | 'starting' | 'closed' | 'other'> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    return realpathSync(rows[0]?.data_directory ?? '') === realpathSync(cluster) ? 'ours' : 'other';
  } catch (error) {
    const { code } = error as { code?: string };
    // 57P03: starting up, shutting down, or in recovery; 28P01: wrong password.
    return code === '57P03' ? 'starting' : code === '28P01' ? 'closed' : 'other';
  } finally {
    await client.end().catch(() => {});
  }
}
