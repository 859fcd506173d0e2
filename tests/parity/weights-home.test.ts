/** Runs that went to PyTorch and come home: what the exported program writes is the state that it read. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pytorchFiles } from '../../src/exchange/pytorch-files.ts';
import { readWeights } from '../../src/exchange/read-weights.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { differences, experiment, stateOf, trained } from '../runtime/support/taken-away.ts';
import { pythonWithTorch } from './program/python.ts';

const python = pythonWithTorch();
const why = python === null ? ' (skipped: no python3 with torch is installed here)' : '';

describe.skipIf(python === null)(`a run that went to PyTorch${why}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ganvas-home-'));
  const script = fileURLToPath(new URL('./program/write_back.py', import.meta.url));

  beforeAll(async () => {
    await startBackend('wasm');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // Moving averages, statistics, history buffers, spectral vectors, optimizers with and without momentum.
  it.each(['ring', 'wgan', 'bigan', 'cyclegan', 'stylegan'])(
    'comes home as it was: %s',
    async (id) => {
      const { document, program } = experiment(id);
      const trainer = await trained(program, 2);
      const state = await stateOf(trainer);
      trainer.dispose();
      const own = mkdtempSync(join(folder, `${id}-`));
      for (const { path, content } of pytorchFiles(document, program, state))
        writeFileSync(join(own, path), content);
      const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1' };
      const { status, stderr } = spawnSync(python ?? '', [script, own], { encoding: 'utf8', env });
      expect(status, stderr).toBe(0);
      const bytes = readFileSync(join(own, 'home.safetensors'));
      const home = readWeights(document, program, bytes);
      expect(home).toMatchObject({ layout: 'pytorch', goesOn: true, notes: [] });
      expect(home.state.step).toBe(2);
      expect(home.state.filled).toEqual(state.filled);
      expect(differences(program, home.state, state)).toEqual([]);
      expect(home.state.updates.map((count) => count > 0)).toEqual(
        state.updates.map((count) => count > 0),
      );
    },
  );
});
