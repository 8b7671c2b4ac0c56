/** Which of our places this is, by the name of the host; null in production. */
export function environmentOf(hostname: string): 'local' | 'staging' | null {
  if (hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')) return 'local';
  return /(^|[.-])(staging|test|demo|dev)([.-]|$)/.test(hostname) ? 'staging' : null;
}
