/** The static server behind `npm start`: headers, types, and nothing outside its folder. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Served, serve } from '../../src/cli/setup/serve.mjs';

let served: Served;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-serve-'));
  const site = join(folder, 'site');
  mkdirSync(join(site, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(site, '.built-from'), 'stamp');
  writeFileSync(join(site, 'index.html'), '<p>page</p>');
  writeFileSync(join(site, 'assets', 'kernel-a1.wasm'), 'wasm');
  served = await serve(site, 0);
});
afterAll(() => served.close());

/** Not `fetch`, which tidies paths up before they are sent. */
function get(
  path: string,
  method = 'GET',
): Promise<{ status: number; type: string; body: string }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(served.url);
    request({ host: '127.0.0.1', port, path, method }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: String(response.headers['content-type']),
          body,
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the page', () => {
  test('is cross-origin isolated and always asked for anew', async () => {
    const { headers } = await fetch(served.url);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cache-control')).toBe('no-cache');
  });

  test('is found at / with or without a query', async () => {
    const page = { status: 200, type: 'text/html; charset=utf-8', body: '<p>page</p>' };
    expect(await get('/')).toEqual(page);
    expect(await get('/?graph=ring')).toEqual(page);
    expect(await get('/', 'HEAD')).toEqual({ ...page, body: '' });
  });

  test('has hashed files with their types, kept for ever', async () => {
    const { headers } = await fetch(new URL('assets/kernel-a1.wasm', served.url));
    expect(headers.get('content-type')).toBe('application/wasm');
    expect(headers.get('cache-control')).toContain('immutable');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
  });
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/.built-from',
  '/%00',
  '/nothing',
])('%s is not found', async (path) => {
  const { status, body } = await get(path);
  expect(status).toBe(404);
  expect(body).not.toContain('secret\n');
});

test('a malformed address and a foreign method are refused', async () => {
  expect((await get('/%zz')).status).toBe(404);
  expect((await get('/', 'POST')).status).toBe(405);
});

test('a taken port is told by its code', async () => {
  const port = Number(new URL(served.url).port);
  await expect(serve(mkdtempSync(join(tmpdir(), 'ganvas-serve-')), port)).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
