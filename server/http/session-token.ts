import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';

const COOKIE = 'suanpan_session';

/** The session token that a request brings: a bearer token goes before the cookie, for it was sent on purpose. */
export function tokenOf(request: FastifyRequest): string | null {
  const { authorization } = request.headers;
  if (authorization !== undefined) return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? null;
  return request.cookies[COOKIE] ?? null;
}

/** Sets or takes away the browser's cookie: not readable by scripts, not sent from other sites. */
export function cookieSetter(request: FastifyRequest, reply: FastifyReply): Context['setSessionCookie'] {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' } as const;
  return (session) => {
    if (session) void reply.setCookie(COOKIE, session.token, { ...options, expires: session.expiresAt });
    else void reply.clearCookie(COOKIE, options);
  };
}
