/** Models and weights in and out through the terminal: `ganvas export --to tfjs|safetensors`, `ganvas train --weights`. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { MEMBERS } from '../../src/exchange/run-archive.ts';
import { readSafetensors } from '../../src/exchange/safetensors-read.ts';

const folder = mkdtempSync(join(tmpdir(), 'ganvas-weights-'));
let count = 0;
const fresh = () => join(folder, String(++count));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ganvas(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const status = await main(args, {
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

const SMALL = ['--profile', 'smoke', '--backend', 'wasm'];
const losses = (run: string) =>
  readFileSync(join(run, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .flatMap((line) => ('losses' in line ? [{ step: line.step, losses: line.losses }] : []));

async function trained(steps: number): Promise<string> {
  const run = fresh();
  const { status } = await ganvas('train', 'ring', ...SMALL, '--steps', `${steps}`, '--out', run);
  expect(status).toBe(0);
  return run;
}

async function exported(run: string, target: string): Promise<string> {
  const out = fresh();
  const { status } = await ganvas('export', '--run', run, '--to', target, '--out', out);
  expect(status).toBe(0);
  return out;
}

describe('weights from the terminal', () => {
  test('go out as safetensors and begin a run that goes on as the first would have', async () => {
    const whole = await trained(6);
    const out = await exported(await trained(4), 'safetensors');
    const run = fresh();
    const weights = join(out, 'weights.safetensors');
    const options = [...SMALL, '--steps', '6', '--weights', weights, '--out', run];
    const { status, err } = await ganvas('train', 'ring', ...options);
    expect(status).toBe(0);
    expect(err).toContain('and goes on at step 4');
    expect(losses(run)).toEqual(losses(whole).slice(4));
    expect(readFileSync(join(run, 'checkpoint.bin'))).toEqual(
      readFileSync(join(whole, 'checkpoint.bin')),
    );
  });

  test('come home from the PyTorch program', async () => {
    const out = await exported(await trained(2), 'pytorch');
    const run = fresh();
    const weights = join(out, 'weights.safetensors');
    const options = [...SMALL, '--steps', '3', '--weights', weights, '--out', run];
    const { status, err } = await ganvas('train', 'ring', ...options);
    expect(status).toBe(0);
    expect(err).toContain('the weights of the PyTorch program');
    expect(losses(run)).toHaveLength(1);
  });

  test('of another document, or at their end, are refused in a sentence, and nothing is written', async () => {
    const weights = join(await exported(await trained(2), 'safetensors'), 'weights.safetensors');
    const run = fresh();
    const other = await ganvas(
      'train',
      'ring',
      '--profile',
      'paper',
      '--weights',
      weights,
      '--out',
      run,
    );
    expect(other.status).toBe(1);
    expect(other.err).toContain(`Reading "${weights}": `);
    expect(other.err).toContain('The file lacks G/hidden/2/dense/kernel');
    const ended = await ganvas(
      'train',
      'ring',
      ...SMALL,
      '--steps',
      '2',
      '--weights',
      weights,
      '--out',
      run,
    );
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('has already done its 2 steps');
    const missing = await ganvas(
      'train',
      'ring',
      ...SMALL,
      '--weights',
      join(folder, 'no'),
      '--out',
      run,
    );
    expect(missing.status).toBe(2);
    expect(missing.err).toContain('there is no such file or folder');
    writeFileSync(join(folder, 'text.safetensors'), 'no tensors at all');
    const text = await ganvas(
      'train',
      'ring',
      ...SMALL,
      '--weights',
      join(folder, 'text.safetensors'),
      '--out',
      run,
    );
    expect(text.status).toBe(1);
    expect(text.err).toContain('This is no safetensors file');
    const both = await ganvas('train', '--resume', run, '--weights', weights);
    expect(both.status).toBe(2);
    expect(existsSync(run)).toBe(false);
  });
});

describe('models from the terminal', () => {
  test('are a folder for each network, with the layers and an example', async () => {
    const out = fresh();
    const { status } = await ganvas(
      'export',
      'cgan',
      '--profile',
      'smoke',
      '--to',
      'tfjs',
      '--out',
      out,
    );
    expect(status).toBe(0);
    for (const path of [
      'G/model.json',
      'G/group1-shard1of1.bin',
      'D/model.json',
      'ganvas-layers.js',
      'example.html',
    ])
      expect(existsSync(join(out, path)), path).toBe(true);
    const readme = readFileSync(join(out, 'README.md'), 'utf8');
    expect(readme).toContain("tf.tensor1d([3], 'int32')");
    expect(readme).toContain('first weights of seed');
    expect(readFileSync(join(out, 'example.js'), 'utf8')).toContain('const CLASSES = 10;');
  });

  test('have moving averages where they are asked for', async () => {
    const run = await trained(3);
    const { tensors } = readSafetensors(
      readFileSync(join(await exported(run, 'safetensors'), 'weights.safetensors')),
    );
    const name = 'G/hidden/0/dense/kernel';
    const first = async (...options: string[]) => {
      const out = fresh();
      const { status } = await ganvas(
        'export',
        '--run',
        run,
        '--to',
        'tfjs',
        '--out',
        out,
        ...options,
      );
      expect(status).toBe(0);
      return readFileSync(join(out, 'G/group1-shard1of1.bin')).readFloatLE(0);
    };
    expect(await first()).toBe(tensors.get(name)?.values()[0]);
    expect(await first('--average')).toBe(tensors.get(`average:${name}`)?.values()[0]);
    expect(await first()).not.toBe(await first('--average'));
  });
});

describe('an archive from the terminal', () => {
  test('holds what an archive from the page does, the time of every step too', async () => {
    const run = await trained(4);
    const out = await exported(run, 'archive');
    const members = unzipSync(readFileSync(join(out, 'ring-of-gaussians.ganvas.zip')));
    for (const name of Object.values(MEMBERS)) expect(members, name).toHaveProperty([name]);
    const written = readFileSync(join(run, 'metrics.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter((line) => 'losses' in line);
    const [header, ...rows] = strFromU8(members[MEMBERS.times] ?? new Uint8Array())
      .trim()
      .split('\n')
      .map((row) => row.split(','));
    expect(header).toEqual(['step', 'ms', 'images']);
    expect(rows.map((row) => row.map((cell) => Math.fround(Number(cell))))).toEqual(
      written.map(({ step, ms, images }) => [step + 1, Math.fround(ms), images]),
    );

    const folder = fresh();
    const options = ['--backend', 'wasm', '--steps', '6', '--out', folder];
    const archive = join(out, 'ring-of-gaussians.ganvas.zip');
    expect(await ganvas('train', '--resume', archive, ...options)).toMatchObject({ status: 0 });
    const resumed = readFileSync(join(folder, 'metrics.jsonl'), 'utf8').split('\n');
    const first = JSON.parse(resumed[0] ?? '');
    expect(first.ms).toBeCloseTo(written[0].ms, 2);
  });

  test('goes on as the run that was never interrupted, with all that it has shown', async () => {
    const whole = await trained(6);
    const run = await trained(4);
    const out = await exported(run, 'archive');
    const archive = join(out, 'ring-of-gaussians.ganvas.zip');
    const folder = fresh();
    const options = ['--backend', 'wasm', '--steps', '6', '--out', folder];
    expect(await ganvas('train', '--resume', archive, ...options)).toMatchObject({ status: 0 });
    expect(losses(folder)).toEqual(losses(whole));
    for (const name of readdirSync(join(run, 'samples')))
      expect(readFileSync(join(folder, 'samples', name))).toEqual(
        readFileSync(join(run, 'samples', name)),
      );
  });

  test('is refused where it is damaged, and no folder is written', async () => {
    const out = await exported(await trained(2), 'archive');
    const archive = join(out, 'ring-of-gaussians.ganvas.zip');
    const bytes = readFileSync(archive);
    writeFileSync(archive, bytes.subarray(0, bytes.length - 100));
    const folder = fresh();
    const { status, err } = await ganvas('train', '--resume', archive, '--out', folder);
    expect(status).toBe(1);
    expect(err).toContain('is cut short, so nothing of it was taken');
    expect(existsSync(folder)).toBe(false);
  });

  test('is of a run, and says so where none is named', async () => {
    const { status, err } = await ganvas('export', 'ring', '--to', 'archive', '--out', fresh());
    expect(status).toBe(2);
    expect(err).toContain('An archive is of a run: name its folder');
  });
});
