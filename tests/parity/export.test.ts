/** What an exported program can do beside computing: go on exactly, gather gradients, run as several processes. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from '../../src/data/png.ts';
import { presets } from '../../src/graph/presets.ts';
import { pythonWithTorch } from './program/python.ts';
import { smokeProgram, writeProgram } from './program/record-run.ts';

const python = pythonWithTorch();
const script = (name: string) => fileURLToPath(new URL(`./program/${name}`, import.meta.url));
/** Debian's torchrun for Python 3.11 fails unless it is told where output goes. */
const LAUNCHER = [
  '-m',
  'torch.distributed.run',
  '--standalone',
  '--nproc_per_node=2',
  '-r',
  '1',
  '-t',
  '1',
];

describe.skipIf(python === null)(
  `an exported program${python === null ? ' (skipped: no python3 with torch, numpy and Pillow is installed here)' : ''}`,
  () => {
    const root = mkdtempSync(join(tmpdir(), 'ganvas-export-'));
    const run = (args: readonly string[]): string => {
      const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1' };
      const { status, stdout, stderr } = spawnSync(python ?? '', args, { encoding: 'utf8', env });
      expect(status, `${stdout}\n${stderr}`).toBe(0);
      return stdout;
    };
    const folder = (id: string) => join(root, id);

    beforeAll(() => {
      for (const id of ['ring', 'wgan-gp', 'cyclegan']) {
        const document = presets.find((preset) => preset.id === id)?.document;
        if (!document) throw new Error(`there is no preset ${id}`);
        writeProgram(smokeProgram(document), document, folder(id));
      }
      writePictures(join(root, 'pictures'));
    });

    afterAll(() => rmSync(root, { recursive: true, force: true }));

    /** Weights after some steps, in a file. */
    const train = (
      id: string,
      name: string,
      launcher: readonly string[],
      batch: number,
      ...options: string[]
    ) => {
      const out = join(root, `${name}.pt`);
      const data = ['--data', join(root, 'pictures')];
      run([
        ...launcher,
        script('distributed.py'),
        out,
        folder(id),
        '4',
        `${batch}`,
        ...data,
        ...options,
      ]);
      return out;
    };
    const compare = (a: string, b: string) =>
      run([script('compare_states.py'), a, b])
        .trim()
        .split(' ')
        .map(Number);

    it.each(['ring', 'wgan-gp'])(
      'trains under torchrun, in two processes, as one process with twice the batch: %s',
      (id) => {
        const one = train(id, `${id}-one`, [], 16);
        const two = train(id, `${id}-two`, [...LAUNCHER, '--log_dir', join(root, 'logs')], 8);
        const [difference, between] = compare(one, two);
        expect(difference).toBeLessThan(1e-4);
        expect(between, 'between the processes').toBe(0);
      },
    );

    it('gathers the gradients of two batches as if they were one', () => {
      const one = train('ring', 'whole', [], 16);
      const half = train('ring', 'halves', [], 8);
      const gathered = train('ring', 'gathered', [], 8, '--accumulate', '2');
      expect(compare(one, gathered)[0]).toBeLessThan(1e-4);
      expect(compare(one, half)[0]).toBeGreaterThan(1e-4);
    });

    it('goes on from a checkpoint as if it had never stopped', () => {
      const options = ['--data', join(root, 'pictures'), '--device', 'cpu', '--workers', '1'];
      const main = join(folder('cyclegan'), 'train.py');
      const [whole, parts] = [join(root, 'whole'), join(root, 'parts')];
      run([main, ...options, '--steps', '4', '--out', whole]);
      run([main, ...options, '--steps', '2', '--out', parts]);
      run([main, ...options, '--steps', '4', '--out', parts, '--resume', parts]);
      const read = (name: string) => readFileSync(name).toString('base64');
      expect(read(join(parts, 'losses.csv'))).toBe(read(join(whole, 'losses.csv')));
      for (const sheet of ['0000004-forth.png', '0000004-back.png']) {
        expect(read(join(parts, 'samples', sheet))).toBe(read(join(whole, 'samples', sheet)));
      }
      expect(existsSync(join(whole, 'checkpoint.pt'))).toBe(true);
    });

    it('ends wrong use with a sentence', () => {
      const main = join(folder('cyclegan'), 'train.py');
      const pictures = ['--data', join(root, 'pictures'), '--device', 'cpu', '--workers', '0'];
      const refused = (...options: string[]): string => {
        const args = [main, ...options, '--steps', '9', '--out', join(root, 'refused')];
        const { status, stderr } = spawnSync(python ?? '', args, { encoding: 'utf8' });
        expect(status).toBe(1);
        return stderr;
      };
      const single = join(root, 'single');
      mkdirSync(single);
      copyFileSync(join(root, 'pictures', 'trainA', '0.png'), join(single, '0.png'));
      const other = join(root, 'other');
      run([join(folder('ring'), 'train.py'), '--steps', '1', '--device', 'cpu', '--out', other]);
      expect(refused('--data', join(root, 'nowhere'))).toMatch(
        /^--data expects a folder or a zip file, and .* is neither\.\n$/,
      );
      expect(refused('--data', single)).toMatch(
        /^--data expects folders trainA and trainB, or pairs .* is only 40×40\.\n$/,
      );
      expect(refused(...pictures, '--resume', other)).toBe(
        '--resume: the checkpoint is that of another program.\n',
      );
      expect(refused(...pictures, '--weights', join(other, 'weights.safetensors'))).toMatch(
        /^The weights lack \S+, which model\.py has\.\n$/,
      );
    });

    it('trains in half precision', () => {
      const options = [
        '--steps',
        '2',
        '--precision',
        'bf16',
        '--device',
        'cpu',
        '--out',
        join(root, 'half'),
      ];
      const told = run([join(folder('ring'), 'train.py'), ...options]);
      expect(told).toMatch(/step 2 of 2: fakeLoss 0\.\d+/);
    });
  },
);

/** Two domains of twelve pictures, each picture different. */
function writePictures(folder: string): void {
  const side = 40;
  for (const name of ['trainA', 'trainB']) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let item = 0; item < 12; item++) {
      const pixels = Uint8Array.from({ length: side * side * 3 }, (_, k) => (k * (item + 1)) % 251);
      writeFileSync(join(folder, name, `${item}.png`), encodePng(side, side, 3, pixels));
    }
  }
}
