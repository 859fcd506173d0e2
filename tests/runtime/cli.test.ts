/** `ganvas train` for real, on wasm, in small: what it writes, and that resuming is the same run. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { encodePng } from '../../src/data/png.ts';

const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'ganvas-run-')), 'run');

async function train(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const status = await main(['train', ...args], {
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

interface Row {
  readonly step: number;
  readonly losses?: Readonly<Record<string, number>>;
  readonly imagesPerSecond?: number;
}

const rows = (folder: string): Row[] =>
  readFileSync(join(folder, 'metrics.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const losses = (folder: string) =>
  rows(folder).flatMap(({ step, losses }) => (losses ? [{ step, losses }] : []));

describe('training from the terminal', () => {
  test('writes graph, losses of every step, samples, a checkpoint and a summary', async () => {
    const out = fresh();
    const run = await train(
      'ring',
      '--profile',
      'smoke',
      '--steps',
      '12',
      '--out',
      out,
      '--json',
      '--backend',
      'wasm',
    );
    expect(run.err).toBe('');
    expect(run.status).toBe(0);
    const summary = JSON.parse(run.out);
    expect(summary).toMatchObject({ steps: 12, backend: 'wasm', folder: out });
    expect(summary.tensorsEnd).toBe(summary.tensorsStart);
    expect(summary.msPerStep).toBeGreaterThan(0);
    const written = losses(out);
    expect(written).toHaveLength(12);
    for (const row of written)
      for (const value of Object.values(row.losses)) expect(Number.isFinite(value)).toBe(true);
    expect(Object.values(summary.losses)).toEqual(Object.values(written.at(-1)?.losses ?? {}));
    expect(readdirSync(join(out, 'samples')).some((name) => name.startsWith('0000012-'))).toBe(
      true,
    );
    expect(JSON.parse(readFileSync(join(out, 'graph.json'), 'utf8')).training.steps).toBe(12);
    expect(existsSync(join(out, 'checkpoint.bin'))).toBe(true);
  });

  test('tells once what it finds of the health of a run, and what to try', async () => {
    const document = JSON.parse(readFileSync('presets/ring.json', 'utf8'));
    const rate = (value: number) => ({ learningRate: { type: 'constant', value } });
    const { trainD, trainG } = document.objective.nodes;
    Object.assign(trainD.params, rate(1e-9));
    Object.assign(trainG.params, rate(0.02));
    const out = fresh();
    const file = `${out}.json`;
    writeFileSync(file, JSON.stringify(document));
    const options = ['--profile', 'smoke', '--steps', '450', '--backend', 'wasm', '--out', out];
    const { status, err } = await train(file, ...options);
    expect(status).toBe(0);
    const told = err.split('\n').filter((line) => line.includes('worse than guessing'));
    expect(told).toEqual([
      expect.stringMatching(/^Health, since step \d+: .*"realLoss".*Train "trainD" more often/),
    ]);
  });

  test('goes on from a checkpoint as if it had never stopped', async () => {
    const [whole, parts] = [fresh(), fresh()];
    const options = ['--profile', 'smoke', '--backend', 'wasm', '--json', '--seed', '11'];
    await train('ring', ...options, '--steps', '10', '--out', whole);
    await train('ring', ...options, '--steps', '4', '--out', parts);
    // What a run wrote after its last checkpoint, before the power went, up to the middle of a line.
    appendFileSync(join(parts, 'metrics.jsonl'), '{"step":4,"losses":{"old":1}}\n{"step":5,"lo');
    const resumed = await train('--resume', parts, '--steps', '10', '--json');
    expect(resumed.status).toBe(0);
    expect(losses(parts)).toEqual(losses(whole));
    expect(readFileSync(join(parts, 'checkpoint.bin'))).toEqual(
      readFileSync(join(whole, 'checkpoint.bin')),
    );
  });

  test('saves and ends when it is interrupted, and goes on from there', async () => {
    const out = fresh();
    const options = ['--profile', 'smoke', '--steps', '100000', '--out', out, '--backend', 'wasm'];
    const running = train('ring', ...options);
    while (!existsSync(join(out, 'metrics.jsonl')) || losses(out).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 50));
    process.emit('SIGINT', 'SIGINT');
    const { status, out: said } = await running;
    expect(status).toBe(0);
    expect(said).toMatch(/Stopped at step \d+ of 100000/);
    const stopped = losses(out).at(-1)?.step ?? 0;
    const resumed = await train('--resume', out, '--steps', String(stopped + 2));
    expect(resumed.status).toBe(0);
    expect(losses(out).map(({ step }) => step)).toEqual(
      Array.from({ length: stopped + 2 }, (_, k) => k + (losses(out)[0]?.step ?? 0)),
    );
  });

  test('never writes over a run, nor runs past its end', async () => {
    const out = fresh();
    const options = ['--profile', 'smoke', '--steps', '2', '--out', out, '--backend', 'wasm'];
    expect((await train('ring', ...options)).status).toBe(0);
    const again = await train('ring', ...options);
    expect(again.status).toBe(2);
    expect(again.err).toMatch(/already holds a run/);
    const further = await train('--resume', out);
    expect(further.status).toBe(2);
    expect(further.err).toMatch(/already done its 2 steps/);
  });

  test('never writes over another run when it goes on elsewhere', async () => {
    const [first, second] = [fresh(), fresh()];
    const options = ['--profile', 'smoke', '--steps', '2', '--backend', 'wasm', '--out'];
    await train('ring', ...options, first);
    await train('ring', ...options, second);
    const moved = await train('--resume', first, '--steps', '3', '--out', second);
    expect(moved.status).toBe(2);
    expect(moved.err).toMatch(/already holds a run/);
  });

  test('says in a sentence why a folder cannot be written', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ganvas-run-')), 'file');
    writeFileSync(file, '');
    for (const out of [file, join(file, 'deeper', 'run')]) {
      const { status, err } = await train('ring', '--profile', 'smoke', '--out', out);
      expect(status).toBe(2);
      expect(err).toMatch(/Writing a run into ".*" failed: .* Name another folder with --out/);
      expect(err).not.toMatch(/ at async /);
    }
  });

  test('says in a sentence what could not be written later, and how to go on', async () => {
    const out = fresh();
    const options = ['--profile', 'smoke', '--backend', 'wasm', '--steps'];
    await train('ring', ...options, '2', '--out', out);
    mkdirSync(join(out, 'checkpoint.bin.tmp'));
    const { status, err } = await train('--resume', out, '--steps', '4');
    expect(status).toBe(1);
    expect(err).toMatch(/Writing ".*checkpoint.bin" failed: it is a folder/);
    expect(err).toContain(`ganvas train --resume ${out}`);
    expect(err).not.toMatch(/ at async /);
  });
});

describe('data of a person', () => {
  /** A folder of classes, or of domains, with a file that is no image. */
  function folder(...classes: readonly string[]): string {
    const path = mkdtempSync(join(tmpdir(), 'ganvas-images-'));
    for (const [k, name] of classes.entries()) {
      mkdirSync(join(path, name));
      for (let i = 0; i < 6; i++) {
        const pixels = new Uint8Array(9 * 7 * 3).fill(40 * k + i);
        writeFileSync(join(path, name, `${i}.png`), encodePng(9, 7, 3, pixels));
      }
    }
    writeFileSync(join(path, 'notes.txt'), 'no image');
    return path;
  }
  const options = ['--profile', 'smoke', '--backend', 'wasm', '--steps'];

  test('is read from a folder, told, and found again by a run that is resumed', async () => {
    const [out, data] = [fresh(), folder('cats', 'dogs')];
    const run = await train('dcgan', ...options, '2', '--data', data, '--out', out);
    expect(run.err).toMatch(/Read 12 images in 2 classes of ".*", kept as \d+ × \d+ × 1\./);
    expect(run.err).toMatch(/1 file was left out:\n.*notes.txt" was left out: not a PNG/);
    expect(run.status).toBe(0);
    const resumed = await train('--resume', out, '--steps', '4', '--json');
    expect(resumed.status).toBe(0);
    expect(JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')).data).toEqual([data]);
  });

  test('goes to one dataset node alone where its name is given', async () => {
    const out = fresh();
    const data = `data=${folder('trainA', 'trainB')}`;
    const run = await train('dcgan', ...options, '1', '--data', data, '--out', out);
    expect(run.err).toMatch(/Read 6 \+ 6 images in two domains/);
    expect(run.status).toBe(0);
    const wrong = await train('dcgan', ...options, '1', '--data', `dada=${folder('a')}`);
    expect(wrong.err).toMatch(/NODE=PATH.*the dataset nodes are data\. Did you mean "data"/);
    expect(wrong.status).toBe(2);
  });

  test('that a node cannot take, or that is none, ends in a sentence', async () => {
    const points = await train('ring', '--data', folder('a'));
    expect(points.err).toMatch(/takes points, and files hold images/);
    const none = await train('dcgan', '--profile', 'smoke', '--data', folder());
    expect(none.err).toMatch(/No image could be used from.*notes.txt/);
    for (const { status, err } of [points, none]) {
      expect(status).toBe(1);
      expect(err).not.toMatch(/ at async /);
    }
  });
});
