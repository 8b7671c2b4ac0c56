/**
 * Speaks just enough of PostgreSQL's protocol to be taken for a server of a given version: lets everybody in and
 * answers every query with that version's number. Real servers that old are not to be had from npm.
 */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** Listens on a free port; close it when done. */
export async function oldPostgres(versionNumber: number): Promise<{ port: number; server: Server }> {
  const server = createServer((socket) => converse(socket, versionNumber)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The double has no port.');
  return { port: address.port, server };
}

function converse(socket: Socket, versionNumber: number): void {
  let greeted = false;
  socket.on('error', () => {});
  socket.on('data', (data: Buffer) => {
    if (!greeted) {
      greeted = true;
      // AuthenticationOk, ReadyForQuery.
      socket.write(Buffer.concat([message('R', int32(0)), READY]));
    } else if (data.toString('latin1', 0, 1) === 'X') socket.end();
    else socket.write(Buffer.concat([ONE_TEXT_COLUMN, row(String(versionNumber)), message('C', text('SHOW')), READY]));
  });
}

function message(type: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
}

function int16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(value);
  return buffer;
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function row(value: string): Buffer {
  return message('D', int16(1), int32(value.length), Buffer.from(value));
}

const READY = message('Z', Buffer.from('I'));
const TEXT_TYPE = 25;
/** RowDescription: name, table, column, type, size of the type, modifier, text format. */
const ONE_TEXT_COLUMN = message(
  'T',
  int16(1),
  text('server_version_num'),
  int32(0),
  int16(0),
  int32(TEXT_TYPE),
  int16(-1),
  int32(-1),
  int16(0),
);
