/** A server process for the workbench: `workbench-server.ts <database url> <port> <folder of pages>`. Prints its port. */
import type { AddressInfo } from 'node:net';
import { createApp } from '../../server/app.ts';
import { openOrm } from '../../server/database/orm.ts';

const [url = '', port = '0', addinFolder = ''] = process.argv.slice(2);
const app = await createApp({ orm: await openOrm(url), addinFolder, log: (line) => process.stderr.write(`${line}\n`) });
await app.listen({ port: Number(port), host: '127.0.0.1' });
process.stdout.write(`${(app.server.address() as AddressInfo).port}\n`);
