/** Demo sign-ins, which a demo server offers to everybody. */

export interface DemoSignIn {
  tenant: string;
  tenantName: string;
  login: string;
  name: string;
  password: string;
  roles: string[];
}

/**
 * Asks for the demo sign-ins. Empty where the server has none (404), does not answer or answers something else.
 * Expects `{ signIns: [{ tenant, tenantName?, login, name?, password, roles? }] }` or the bare list.
 */
export async function loadDemoSignIns(address: string, signal: AbortSignal): Promise<DemoSignIn[]> {
  try {
    const response = await fetch(address, { signal, headers: { accept: 'application/json' } });
    return response.ok ? readDemoSignIns(await response.json()) : [];
  } catch {
    return [];
  }
}

/** The usable entries of an answer, whatever else is in it. */
export function readDemoSignIns(answer: unknown): DemoSignIn[] {
  const list = Array.isArray(answer) ? answer : (answer as { signIns?: unknown } | null)?.signIns;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: Record<string, unknown> | null) => {
    const text = (name: string) => {
      const value = entry?.[name];
      return typeof value === 'string' ? value : '';
    };
    const [tenant, login, password] = [text('tenant'), text('login'), text('password')];
    if (!tenant || !login || !password) return [];
    const roles = Array.isArray(entry?.['roles']) ? entry['roles'].map(String) : [];
    return [{ tenant, login, password, tenantName: text('tenantName') || tenant, name: text('name') || login, roles }];
  });
}
