/** Reads import statements, and says which of them go against the order of the house. Pure: takes sources, not files. */
import { posix } from 'node:path';

export interface Import {
  /** As written: a relative path or a package. */
  from: string;
  typeOnly: boolean;
}

const STATEMENT = /^\s*(?:import|export)\s+(type\s)?(?:[\w$*{][^;'"]*?\sfrom\s*)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"`]([^'"`]+)['"`]\s*\)/g;

/** Every module that a source names, comments left out. */
export function importsOf(source: string): Import[] {
  const code = withoutComments(source);
  const statements = [...code.matchAll(STATEMENT)].map(([, type, from]) => ({
    from: from ?? '',
    typeOnly: type !== undefined,
  }));
  const dynamic = [...code.matchAll(DYNAMIC)].map(([, from]) => ({ from: from ?? '', typeOnly: false }));
  return [...statements, ...dynamic];
}

/** Blanks comments, without being fooled by what looks like one inside a string. */
export function withoutComments(source: string): string {
  const STRING_OR_COMMENT =
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|(^|[^\\:/])\/\/[^\n]*/g;
  return source.replace(
    STRING_OR_COMMENT,
    (_all, text: string | undefined, before: string | undefined) => text ?? before ?? '',
  );
}

/** The nouns of the server, each of which may import those before it. */
const ORDER = [
  'kernel',
  'ledger',
  'catalog',
  'customers',
  'metering',
  'billing',
  'payments',
  'reconciliation',
  'closing',
  'collections',
  'reports',
  'sync',
  'schedules',
];

/**
 * May be called by every noun, and so depend on next to nothing: audit on the kernel alone; access on the ledger too,
 * since operators and sessions are written in its unit of work and leave their trace there. The ledger calls no behaviour of access.
 */
const CALLABLE: Record<string, string[]> = { access: ['ledger', 'audit'], audit: [] };

/** No nouns: how rows reach PostgreSQL, and what codegen makes of schema/. */
const PLUMBING = ['database', 'generated'];

/** Put nouns together, as the files right under server/ do; nothing else imports them. */
const ASSEMBLY = ['http', 'demo', 'commands'];

/** Recomputes what the nouns did, so it shares no code with them. */
const INDEPENDENT = ['verify'];

/** What one import of a file in server/ does wrong, or `null`. Paths are relative to the repository. */
function serverFault(file: string, target: string, typeOnly: boolean): string | null {
  if (!target.startsWith('server/')) return `${file} imports ${target}, which is outside server/`;
  const from = folderOf(file);
  const to = folderOf(target);
  if (from === null || from === to || ASSEMBLY.includes(from)) return null;
  // Of the files right under server/, the context is for resolvers, which get one, and its type for everyone.
  if (to === null) {
    const allowed = typeOnly
      ? /^server\/(context|config)\.ts$/
      : file.endsWith('resolvers.ts') && /^server\/context\.ts$/;
    return allowed && allowed.test(target) ? null : `${file} imports ${target}, which stands above it`;
  }
  // Codegen names the rows that resolvers return by their types.
  if (from === 'generated' && typeOnly) return null;
  return mayImport(from, to, target) ? null : `${file} imports ${target}: ${from} may not depend on ${to}`;
}

function mayImport(from: string, to: string, target: string): boolean {
  if (to === 'kernel') return true;
  if (from === 'kernel' || from === 'generated') return false;
  if (from === 'database') return target.endsWith('/entities.ts');
  if (PLUMBING.includes(to)) return true;
  if (INDEPENDENT.includes(from)) return false;
  const callable = CALLABLE[from];
  if (callable) return callable.includes(to);
  // Entities are tables and no behaviour.
  if (CALLABLE[to]) return !CALLABLE[to].includes(from) || target.endsWith('/entities.ts');
  return ORDER.includes(to) && ORDER.indexOf(to) < ORDER.indexOf(from);
}

/** `server/billing/rules/x.ts` is in `billing`; `server/app.ts` is in none. */
function folderOf(file: string): string | null {
  const [, folder, ...rest] = file.split('/');
  return rest.length > 0 ? (folder ?? null) : null;
}

/** Where a relative import leads, as a path from the repository's root; `null` for a package. */
function targetOf(file: string, from: string): string | null {
  return from.startsWith('.') ? posix.join(posix.dirname(file), from) : null;
}

/** All faults of server/ and addin/, one sentence each. `sources` maps paths from the repository's root to contents. */
export function faultsOf(sources: ReadonlyMap<string, string>): string[] {
  const faults = strangers([...sources.keys()]);
  for (const [file, source] of sources) {
    for (const { from, typeOnly } of importsOf(source)) {
      const target = targetOf(file, from);
      if (target === null) continue;
      const fault = file.startsWith('addin/') ? addinFault(file, target) : serverFault(file, target, typeOnly);
      if (fault) faults.push(fault);
    }
  }
  return [...faults, ...hostFaults(sources)];
}

/** Folders that the order does not know: whoever adds one says what it may import. */
function strangers(files: string[]): string[] {
  const known = [...ORDER, ...Object.keys(CALLABLE), ...PLUMBING, ...ASSEMBLY, ...INDEPENDENT];
  const folders = new Set(files.filter((file) => file.startsWith('server/')).map(folderOf));
  return [...folders]
    .filter((folder) => folder !== null && !known.includes(folder))
    .map((folder) => `server/${folder} has no place in the order of imports (test/support/imports.ts)`);
}

function addinFault(file: string, target: string): string | null {
  return target.startsWith('addin/') ? null : `${file} imports ${target}, which is outside addin/`;
}

/** Packages that rules about sheets may use; whatever else they need belongs behind the workbook's port. */
const HOSTLESS_PACKAGES = ['decimal.js', '@graphql-typed-document-node/core', 'graphql'];
const HOST_GLOBALS =
  /\b(?:Office|Excel|OfficeRuntime|CustomFunctions|document|window|localStorage|sessionStorage|navigator)\s*\./;

/** addin/sync and addin/datasets, with everything they reach, must run without Office, React or a DOM. */
function hostFaults(sources: ReadonlyMap<string, string>): string[] {
  const faults: string[] = [];
  const seen = new Set([...sources.keys()].filter((file) => /^addin\/(sync|datasets)\//.test(file)));
  // A set grows while it is walked: this reaches everything that is imported, however far away.
  for (const file of seen) {
    const source = sources.get(file);
    if (source === undefined) continue;
    if (file.endsWith('.tsx')) faults.push(`${file} is reached from addin/sync or addin/datasets, and has JSX`);
    const global = HOST_GLOBALS.exec(withoutStrings(withoutComments(source)));
    if (global) faults.push(`${file} is reached from addin/sync or addin/datasets, and uses ${global[0]}`);
    for (const { from } of importsOf(source)) {
      const target = targetOf(file, from);
      if (target !== null) seen.add(target);
      else if (!HOSTLESS_PACKAGES.includes(from))
        faults.push(`${file} is reached from addin/sync or addin/datasets, and imports ${from}`);
    }
  }
  return faults;
}

function withoutStrings(code: string): string {
  return code.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g, "''");
}
