/** What a run folder keeps of its history when a run goes on. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RunFolder } from '../../src/cli/train/run-folder.ts';

describe('a run folder that is opened again', () => {
  it('keeps losses and metrics up to the checkpoint, and drops what is run again', async () => {
    const path = mkdtempSync(join(tmpdir(), 'ganvas-folder-'));
    onTestFinished(() => rmSync(path, { recursive: true, force: true }));
    const facts = { data: ['builtin'], backend: 'wasm' };
    const rows = [
      { step: 0, metrics: { d: { far: 9 } } },
      { step: 0, losses: { a: 1 } },
      { step: 1, losses: { a: 2 } },
      { step: 2, metrics: { d: { far: 5 } } },
      { step: 2, losses: { a: 3 } },
      { step: 3, metrics: { d: { far: 4 } } },
    ];
    const folder = await RunFolder.create(path, '{}', facts);
    await folder.addMetrics(rows);
    await folder.close();
    await (await RunFolder.reopen(path, '{}', facts, 2)).close();
    const kept = readFileSync(join(path, 'metrics.jsonl'), 'utf8').trim().split('\n');
    expect(kept.map((line) => JSON.parse(line))).toEqual(rows.slice(0, 4));
  });
});
