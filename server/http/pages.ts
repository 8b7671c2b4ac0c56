/** The built add-in: the workbench at `/`, the pages that Excel loads, and their assets. */
import { existsSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Where Excel on the web shows a task pane from. */
const OFFICE_HOSTS = [
  'https://*.officeapps.live.com', 'https://*.office.com', 'https://*.office365.com', 'https://*.cloud.microsoft',
  'https://*.sharepoint.com', 'https://*.live.com', 'https://*.microsoft.com',
]; // biome-ignore format: a list reads better packed

/** Office.js may only be loaded from Microsoft, and loads its own parts from there. */
const OFFICE_SCRIPTS = ['https://appsforoffice.microsoft.com', 'https://ajax.aspnetcdn.com'];

/** Scripts of our own only; styles also inline, because Fluent UI and Univer write theirs into the page. */
function contentSecurityPolicy({ scripts, framedBy }: { scripts: string[]; framedBy: string[] }): string {
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...scripts].join(' ')}`,
    `connect-src ${["'self'", ...scripts].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${["'self'", ...framedBy].join(' ')}`,
  ].join('; ');
}

const WORKBENCH_POLICY = contentSecurityPolicy({ scripts: [], framedBy: [] });
const OFFICE_POLICY = contentSecurityPolicy({ scripts: OFFICE_SCRIPTS, framedBy: OFFICE_HOSTS });

const NOT_BUILT = 'The add-in is not built yet. Stop the server and run: npm start\n';

/** Serves a folder as Vite built it. Code in `assets` carries a hash of its content and never changes; pages do. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.get('/', (_request, reply) => reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT));
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply.header('cache-control', cachingOf(path));
      // Excel on the web reads what the worksheet functions and the shortcuts are from a page of its own.
      if (/^(?:functions|shortcuts)[\w-]*\.js(?:on)?$/.test(basename(path)))
        void reply.header('access-control-allow-origin', '*');
      if (!path.endsWith('.html')) return;
      const workbench = basename(path) === 'index.html';
      void reply.header('content-security-policy', workbench ? WORKBENCH_POLICY : OFFICE_POLICY);
    },
  });
}

/** How long a file may be kept. Pictures that manifests name stand among the assets without a hash: they may be drawn anew. */
function cachingOf(path: string): string {
  if (!path.includes(`${sep}assets${sep}`)) return 'no-cache';
  return /\.(?:png|svg)$/.test(path) ? 'public, max-age=3600' : 'public, max-age=31536000, immutable';
}

/** Headers that every answer has. */
export function harden(reply: FastifyReply): void {
  reply.header('x-content-type-options', 'nosniff');
  reply.header('referrer-policy', 'same-origin');
}
