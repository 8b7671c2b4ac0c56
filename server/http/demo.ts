/** What only a demo offers: its sign-ins, and statement files that fit what is open. Without demo tenants, not found. */
import type { FastifyInstance } from 'fastify';
import { resumeSession } from '../access/sessions.ts';
import type { Orm } from '../database/orm.ts';
import { DEMO_OPERATORS, DEMO_PASSWORD } from '../demo/operators.ts';
import { demoTenants } from '../demo/seed.ts';
import { type TourFormat, tourStatement } from '../demo/tour-statement.ts';
import { Refusal } from '../kernel/errors.ts';
import { tokenOf } from './session-token.ts';

const FORMATS: readonly TourFormat[] = ['camt.053', 'wechat', 'alipay'];

/**
 * `GET /demo.json`: the sign-ins that the page offers. `GET /demo/statement/<format>`: a file for the signed-in tenant.
 */
export function serveDemo(app: FastifyInstance, orm: Orm): void {
  app.get('/demo.json', async (_request, reply) => {
    const tenants = await demoTenants(orm);
    if (tenants.length === 0) return reply.code(404).send({ message: 'this server has no demo' });
    const signIns = tenants.flatMap(({ code, name: tenantName }) =>
      DEMO_OPERATORS.map(({ login, nameZh, nameEn, roles }) => {
        const name = code === 'cuihu' ? nameZh : nameEn;
        return { tenant: code, tenantName, login, name, password: DEMO_PASSWORD, roles };
      }),
    );
    return reply.header('cache-control', 'no-store').send({ signIns });
  });
  app.get<{ Params: { format: string } }>('/demo/statement/:format', async (request, reply) => {
    const token = tokenOf(request);
    const session = token === null ? null : await resumeSession(orm, token);
    const format = FORMATS.find((one) => one === request.params.format);
    const known = session && (await demoTenants(orm)).some((tenant) => tenant.code === session.books.tenant.code);
    if (!session || !known || !format)
      return reply.code(404).send({ message: `sign in to a demo; ${FORMATS.join(', ')}` });
    try {
      const file = await tourStatement(session.books, format);
      return await reply
        .header('content-disposition', `attachment; filename="${file.fileName}"`)
        .type('application/octet-stream')
        .send(file.content);
    } catch (error) {
      if (error instanceof Refusal) return reply.code(404).send({ message: error.message });
      throw error;
    }
  });
}
