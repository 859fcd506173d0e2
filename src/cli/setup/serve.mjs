/**
 * A static server for the built page. It reads the folder once and answers from memory, with the headers that
 * make the page cross-origin isolated (threads in WebAssembly need it). Node's own modules only.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.gz': 'application/gzip',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

export const ISOLATION_HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

function readFolder(folder, prefix = '', files = new Map()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) readFolder(path, `${prefix}/${entry.name}`, files);
    else if (entry.isFile()) files.set(`${prefix}/${entry.name}`, readFileSync(path));
  }
  return files;
}

/**
 * Serves a folder on 127.0.0.1; port 0 takes any free one. Rejects with the system's error (code EADDRINUSE
 * where the port is taken).
 */
export function serve(folder, port) {
  const files = readFolder(folder);
  const server = createServer((request, response) => {
    const path = pathOf(request.url ?? '/');
    const body = files.get(path);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const headers = { ...ISOLATION_HEADERS, 'X-Content-Type-Options': 'nosniff' };
    if (!isRead || !body) {
      response.writeHead(isRead ? 404 : 405, { ...headers, 'Content-Type': TYPES['.txt'] });
      response.end(isRead ? `Nothing is at ${path}.\n` : 'Only GET and HEAD are answered.\n');
      return;
    }
    response.writeHead(200, {
      ...headers,
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Content-Length': body.length,
      // Files in assets/ carry a hash of their content in their names.
      'Cache-Control': path.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({
        url: `http://localhost:${server.address().port}/`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function pathOf(url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return path.endsWith('/') ? `${path}index.html` : path;
  } catch {
    return '/';
  }
}
