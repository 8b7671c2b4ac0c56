/** The door through which Excel comes: it loads nothing but https, and the server on this machine speaks http. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import http from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { Stop } from './stop.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};
/** Longest result of a suite that is taken. */
const MOST_BYTES = 5_000_000;

/**
 * Hands every request on to the server, over loopback.
 * @param {number} serverPort
 * @returns {import('node:http').RequestListener}
 */
export function toServer(serverPort) {
  return (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-proto': 'https' };
    const target = { host: 'localhost', port: serverPort, path: request.url, method: request.method, headers };
    const onward = http.request(target, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The server does not answer. Is npm start still running?');
    });
    request.pipe(onward);
  };
}

/**
 * Serves the page of the suite and takes its results; no server is needed.
 * @param {{ '/suite/': string, '/assets/': string }} folders by the beginning of the path
 * @param {(json: string) => string} keep keeps results and says where
 * @returns {import('node:http').RequestListener}
 */
export function toSuite(folders, keep) {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'https://localhost');
    if (request.method === 'POST' && pathname === '/suite/results') return take(request, response, keep);
    const file = fileOf(folders, pathname);
    if (file === null) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
      return response.end('There is only the suite here: /suite/index.html');
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    return createReadStream(file).pipe(response);
  };
}

/** The file behind a path, inside of its folder; null where there is none. */
function fileOf(folders, pathname) {
  for (const [start, folder] of Object.entries(folders)) {
    if (!pathname.startsWith(start)) continue;
    const file = normalize(join(folder, decodeURIComponent(pathname.slice(start.length))));
    if (file.startsWith(normalize(folder) + sep) && existsSync(file) && statSync(file).isFile()) return file;
  }
  return null;
}

function take(request, response, keep) {
  const chunks = [];
  let bytes = 0;
  request.on('data', (chunk) => {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  });
  request.on('end', () => {
    try {
      if (bytes > MOST_BYTES) throw new Error('That is longer than any result.');
      const text = Buffer.concat(chunks).toString('utf8');
      JSON.parse(text);
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(keep(text));
    } catch (error) {
      response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(error.message);
    }
  });
}

/**
 * Opens the door on this machine alone.
 * @param {import('node:http').Server} server
 * @param {number} port
 * @throws {Stop} when the port is taken
 */
export function openDoor(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const taken = new Stop(
        `Port ${port} is taken; is npm run excel running already? Excel knows the add-in by this port, so end what has it.`,
      );
      reject(error.code === 'EADDRINUSE' ? taken : error);
    });
    server.listen(port, 'localhost', () => resolve(server));
  });
}
