/** `ganvas compare` over folders as `ganvas train` leaves them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { main } from '../../src/cli/main.ts';
import { RunFolder } from '../../src/cli/train/run-folder.ts';
import { encodePng } from '../../src/data/png.ts';
import { presets } from '../../src/graph/presets.ts';
import { writeDocument } from '../../src/graph/write.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'ganvas-compare-'));
const [A, B] = [join(ROOT, 'plain'), join(ROOT, 'wide')];

async function ganvas(...args: string[]) {
  let [out, err] = ['', ''];
  const status = await main(['compare', ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    isInteractive: false,
    columns: 80,
    isColoured: false,
  });
  return { status, out, err };
}

async function leave(path: string, document: Document, modes: readonly number[]): Promise<void> {
  const folder = await RunFolder.create(path, writeDocument(document), {
    data: ['builtin'],
    backend: 'wasm',
  });
  await folder.addMetrics(
    modes.flatMap((found, step) => [
      { step, losses: { foolLoss: step === 1 ? null : 1 + step }, imagesPerSecond: 128 },
      { step, metrics: { modes: { modes: found, totalModes: 8 } } },
    ]),
  );
  for (const step of [0, 10])
    await folder.addSample(
      step,
      'picture',
      encodePng(2, 1, 3, new Uint8Array([step, 0, 0, 9, 9, 9])),
    );
  await folder.close();
}

beforeAll(async () => {
  const ring = presets.find(({ id }) => id === 'ring')?.document;
  if (!ring) throw new Error('there is a preset ring');
  const wide = structuredClone(ring);
  const { hidden } = wide.parameters;
  if (hidden) hidden.value = 99;
  await leave(A, ring, [1, 8, 6]);
  await leave(B, wide, [2, 3, 7]);
});
afterAll(() => rmSync(ROOT, { recursive: true, force: true }));

describe('ganvas compare', () => {
  it('says what differs, in a sentence and a table', async () => {
    const { status, out } = await ganvas(A, B);
    expect(status).toBe(0);
    expect(out).toMatch(/"wide" differs from "plain": hidden \d+ → 99/);
    expect(out).toMatch(/modes, best +\* 8 +7\n/);
    expect(out).toMatch(/modes, at the end +6 +\* 7\n/);
    expect(out).not.toMatch(/learningRate/);
  });

  it('prints JSON and CSV, the table or every point', async () => {
    const { rows, sentences } = JSON.parse((await ganvas(A, B, '--json')).out);
    expect(sentences).toHaveLength(1);
    expect(rows).toContainEqual({
      section: 'metrics',
      key: 'metric modes modes best',
      differs: true,
      values: [8, 7],
    });
    const table = (await ganvas(A, B, '--csv')).out.trim().split('\r\n');
    expect(table.map((line) => line.split(',')[0])).toEqual(['run', 'plain', 'wide']);
    const points = (await ganvas(A, B, '--csv', '--curves')).out;
    expect(points).toContain('plain,metric,modes,modes,1,');
    expect(points).toMatch(/wide,loss,foolLoss,foolLoss,1,\d+,[\d.]+,NaN\r\n/);
  });

  it('writes a page with the sheets in it', async () => {
    const file = join(ROOT, 'page.html');
    const { status, out } = await ganvas(A, B, '--html', file);
    expect([status, out]).toEqual([0, '']);
    const html = readFileSync(file, 'utf8');
    expect(html.match(/<img src="data:image\/png;base64,/g)).toHaveLength(4);
    expect(html).not.toMatch(/https?:/);
  });

  it('says what a folder lacks, and what is wrong with what was asked', async () => {
    const lacking = await ganvas(A, join(ROOT, 'none'));
    expect([lacking.status, lacking.err]).toEqual([2, expect.stringMatching(/holds no run/)]);
    expect((await ganvas(A)).err).toMatch(/Name two to 8 folders/);
    expect((await ganvas(A, B, '--html', join(ROOT, 'no/where.html'))).err).toMatch(
      /Writing .* failed/,
    );
  });
});
