/** Exported programs under mypy, with the types of the PyTorch that is installed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/graph/presets.ts';
import { pythonWithTorch } from './program/python.ts';
import { smokeProgram, writeProgram } from './program/record-run.ts';

const isPossible =
  pythonWithTorch() !== null && spawnSync('mypy', ['--version'], { encoding: 'utf8' }).status === 0;

describe.skipIf(!isPossible)(
  `types of an exported program${isPossible ? '' : ' (skipped: mypy or PyTorch is not installed here)'}`,
  () => {
    const root = mkdtempSync(join(tmpdir(), 'ganvas-types-'));
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    it.each(['stylegan-growing', 'cyclegan', 'bigan'])(
      'are right for %s',
      (id) => {
        const document = presets.find((preset) => preset.id === id)?.document;
        if (!document) throw new Error(`there is no preset ${id}`);
        const folder = join(root, id);
        writeProgram(smokeProgram(document), document, folder);
        const { status, stdout, stderr } = spawnSync(
          'mypy',
          ['--ignore-missing-imports', '--cache-dir', join(root, 'cache'), 'train.py'],
          { cwd: folder, encoding: 'utf8' },
        );
        expect(status, `${stdout}${stderr}`).toBe(0);
      },
      240_000,
    );
  },
);
