import { statfsSync } from 'node:fs';

/** Who may connect: this machine, with a password. There is no Unix socket. */
export const HOST_RULES = 'host all all 127.0.0.1/32 scram-sha-256\n';

/** Settings for a laptop that also runs everything else. `fast` gives up durability: for data that is thrown away. */
export function clusterSettings({ port, fast }: { port: number; fast: boolean }): string {
  const settings: Record<string, string | number> = {
    listen_addresses: "'127.0.0.1'",
    port,
    unix_socket_directories: "''",
    max_connections: 200,
    shared_buffers: fast ? "'128MB'" : "'256MB'",
    effective_cache_size: "'1GB'",
    work_mem: "'16MB'",
    maintenance_work_mem: "'256MB'",
    max_wal_size: "'4GB'",
    checkpoint_timeout: "'15min'",
    // Nobody replicates from an embedded server; minimal WAL lets a load into a new partition skip it.
    wal_level: 'minimal',
    max_wal_senders: 0,
    random_page_cost: 1.1,
    jit: 'off',
    timezone: "'UTC'",
    log_timezone: "'UTC'",
    // Refused statements are the caller's business, and may name customers: they stay out of the log.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(fast ? { fsync: 'off', full_page_writes: 'off', autovacuum_naptime: "'10s'" } : {}),
    ...(hasLittleSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  };
  return `# Written by Suanpan at every start; your own settings belong into postgresql.conf after its include.\n${Object.entries(
    settings,
  )
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')}`;
}

/** Containers give /dev/shm 64 MB by default, too little for parallel queries. */
function hasLittleSharedMemory(): boolean {
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks < 256_000_000;
  } catch {
    return false;
  }
}
