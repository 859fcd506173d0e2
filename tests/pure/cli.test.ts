/** The terminal command, called as a function: what it prints, and its exit status. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { nearest } from '../../src/cli/nearest.ts';
import { harmless, processTerminal } from '../../src/cli/terminal.ts';
import { bar, duration } from '../../src/cli/train/progress.ts';
import { drawScatter } from '../../src/exchange/scatter-image.ts';
import { presets } from '../../src/graph/presets.ts';
import { writeDocument } from '../../src/graph/write.ts';

async function ganvas(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
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

function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'ganvas-cli-')), 'graph.json');
  writeFileSync(path, text);
  return path;
}

describe('wrong usage ends with status 2 and a way out', () => {
  test.each([
    [['vaildate', 'ring'], /no command "vaildate". Did you mean "validate"\?/],
    [['validate'], /Name a file or a preset \(.*ring/],
    [['validate', 'rnig'], /no file "rnig".*Did you mean "ring"\?/],
    [['validate', 'ring', 'dcgan'], /"ring" and "dcgan" were given/],
    [['validate', 'ring', '--jsn'], /no option --jsn here. Did you mean "json"\?/],
    [['validate', 'ring', '--json=yes'], /--json takes no value/],
    [['validate', 'ring', '--steps', '3'], /no option --steps here/],
    [['summary', 'ring', '--profile'], /--profile needs a value/],
    [['summary', 'ring', '--profile', 'lpatop'], /no profile "lpatop".*Did you mean "laptop"\?/],
    [['summary', 'ring', '--set', 'batchSize'], /expects NAME=NUMBER/],
    [['summary', 'ring', '--set', 'batchSize=many'], /expects NAME=NUMBER/],
    [['summary', 'ring', '--set', 'bathcSize=3'], /no parameter "bathcSize". Did you mean/],
    [['plan', 'ring', '--seed', '1.5'], /--seed expects a whole number.*"1.5"/],
    [['plan', 'ring', '--seed', '1', '--seed', '2'], /given twice/],
    [['help', 'trian'], /Did you mean "train"/],
    [['train', '--resume', '/nowhere/at/all'], /holds no run to go on with/],
    [['train', 'ring', '--backend', 'wsam'], /Did you mean "wasm"/],
    [
      ['train', 'ring', '--data', '/nowhere/at/all'],
      /"\/nowhere\/at\/all" failed: there is no such/,
    ],
  ])('%j', async (args, expected) => {
    const { status, out, err } = await ganvas(...args);
    expect(err).toMatch(expected);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  test('and so does nothing at all, with the overview', async () => {
    const { status, out } = await ganvas();
    expect(status).toBe(2);
    expect(out).toMatch(/validate.*\n.*summary.*\n.*plan.*\n.*train/);
  });
});

describe('data that cannot be read', () => {
  test('ends training with the reason, not with a stack', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ganvas-data-'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'train-images-idx3-ubyte'));
    mkdirSync(join(folder, 'idx'));
    const { status, err } = await ganvas('train', 'gan-mlp', '--data', folder);
    expect(status).toBe(1);
    expect(err).toMatch(/train-images-idx3-ubyte" was left out: there is no such file/);
    expect(err).not.toMatch(/ at async /);
  });
});

test('a reader that stops early, such as head, does not end the command', () => {
  const before = process.stdout.listeners('error');
  processTerminal();
  const [listener] = process.stdout.listeners('error').filter((l) => !before.includes(l));
  const trouble = (code: string) => Object.assign(new Error(code), { code });
  expect(listener).toBeDefined();
  expect(() => listener?.(trouble('EPIPE'))).not.toThrow();
  expect(() => listener?.(trouble('ENOSPC'))).toThrow();
  process.stdout.off('error', listener as () => void);
});

test('names in a document cannot drive the terminal', () => {
  const own = '\r\u001b[2K\u001b[31m✗\u001b[0m\tnaïve\n';
  expect(harmless(own)).toBe(own);
  expect(harmless('a\u001b]0;title\u0007b\u009b2Jc\u001b[2J')).toBe('a�]0;title�b�2Jc�[2J');
});

describe('help', () => {
  test.each([['help'], ['--help'], ['-h']])('by %s lists the commands', async (word) => {
    expect(await ganvas(word)).toMatchObject({ status: 0, err: '' });
  });

  test('of a command lists its options, by either way of asking', async () => {
    const asked = await ganvas('help', 'train');
    expect(asked.out).toMatch(/--data \[NODE=\]PATH .*\n/);
    expect(await ganvas('train', '--help')).toEqual(asked);
  });
});

describe('a document with problems', () => {
  test('that is no JSON ends validation with status 1 and the reason as data', async () => {
    const { status, out } = await ganvas('validate', file('{"format": '), '--json');
    expect(status).toBe(1);
    const result = JSON.parse(out);
    expect(result.ok).toBe(false);
    expect(result.problems[0]).toMatchObject({ code: 'document.not-json', severity: 'error' });
    expect(Object.keys(result.problems[0]).sort()).toEqual([
      'code',
      'message',
      'severity',
      'where',
    ]);
  });

  test.each(['summary', 'plan', 'train'])('cannot be used by %s', async (command) => {
    const { status, err } = await ganvas(command, file('{}'));
    expect(status).toBe(1);
    expect(err).toMatch(/cannot run: \d+ error/);
  });

  test('tells its problems as data to those who asked for JSON', async () => {
    const { status, out } = await ganvas('summary', file('[]'), '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false });
  });
});

describe('a preset', () => {
  test.each(['ring', 'gan-mlp', 'dcgan'])('%s is valid in every profile', async (preset) => {
    for (const profile of ['paper', 'laptop', 'smoke']) {
      const { status, out } = await ganvas('validate', preset, '--profile', profile, '--json');
      expect(JSON.parse(out)).toMatchObject({ ok: true });
      expect(status).toBe(0);
    }
  });

  test('is found by file as well as by name', async () => {
    expect(await ganvas('plan', 'presets/ring.json')).toEqual(await ganvas('plan', 'ring'));
  });

  test('is summed up layer by layer', async () => {
    const { out } = await ganvas('summary', 'gan-mlp', '--profile', 'paper', '--json');
    const { networks, multiplyAddsPerStep, phases } = JSON.parse(out);
    expect(networks.G.trainable).toBe(114_800);
    expect(networks.D.trainable).toBe(110_849);
    const layers: { trainable: number }[] = networks.G.layers;
    expect(layers.reduce((sum, { trainable }) => sum + trainable, 0)).toBe(114_800);
    expect(multiplyAddsPerStep).toBeGreaterThan(0);
    expect(phases).toHaveLength(2);
  });

  test('is summed up for a person in a table with the same numbers', async () => {
    const { out } = await ganvas('summary', 'gan-mlp', '--profile', 'paper');
    expect(out).toMatch(/114,800 trainable/);
    expect(out).toMatch(/110,849 trainable/);
    expect(out).toMatch(/MiB on WebAssembly, .* MiB on WebGPU\.\n/);
  });

  test('says for which devices the memory of a mixed document is', async () => {
    const document = presets.find(({ id }) => id === 'ring')?.document;
    const training = { ...document?.training, precision: 'mixed' };
    const { out } = await ganvas('summary', file(JSON.stringify({ ...document, training })));
    expect(out).toMatch(/MiB on WebGPU with half precision\.\n/);
  });

  test('takes other values for its parameters, its seed and its length', async () => {
    const { out } = await ganvas(
      'plan',
      'ring',
      '--set',
      'batchSize=17',
      '--seed',
      '5',
      '--steps',
      '9',
      '--json',
    );
    expect(JSON.parse(out)).toMatchObject({
      batchSize: 17,
      seed: 5,
      length: { type: 'steps', steps: 9 },
    });
  });
});

describe('what is drawn', () => {
  const progress = {
    step: 500,
    totalSteps: 1000,
    losses: { d: 1.38629 },
    imagesPerSecond: 812.4,
    msPerStep: 200,
  };

  test('of progress fits the terminal and is half full at half way', () => {
    const wide = bar(progress, 120);
    expect(wide).toContain('500 / 1000  d 1.386  812 images/s  1:40 left');
    expect(wide.match(/█/g)).toHaveLength(15);
    expect(wide.length).toBeLessThan(120);
  });

  test('of progress leaves out losses, then the rest, before the bar gives way', () => {
    const narrow = bar(progress, 54);
    expect(narrow).toContain('500 / 1000  812 images/s  1:40 left');
    expect(narrow).not.toContain('1.386');
    expect(bar(progress, 30)).toMatch(/^▕█+ +▏ 500 \/ 1000$/);
    expect(bar(progress, 15)).toBe('500 / 1000');
    for (const columns of [20, 40, 60, 80])
      expect(bar(progress, columns).length).toBeLessThan(columns);
  });

  test.each([
    [0.4, '0:00'],
    [61, '1:01'],
    [3723, '1:02:03'],
  ])('of %f seconds is %s', (seconds, text) => expect(duration(seconds)).toBe(text));

  test('of points has x to the right, y upwards, and nothing for those outside', () => {
    const { width, rgb } = drawScatter(new Float32Array([9, 9]), new Float32Array([1, 1.9]), 2);
    const inked: [number, number][] = [];
    for (let i = 0; i < rgb.length; i += 3)
      if ((rgb[i] ?? 255) < 250) inked.push([(i / 3) % width, Math.floor(i / 3 / width)]);
    expect(inked.length).toBeGreaterThan(4);
    for (const [x, y] of inked) {
      expect(Math.abs(x - 0.75 * width)).toBeLessThan(4);
      expect(Math.abs(y - 0.025 * width)).toBeLessThan(4);
    }
  });
});

test.each([
  ['sumary', 'summary'],
  ['tarin', 'train'],
  ['xylophone', undefined],
])('of commands, %s is nearest to %s', (word, expected) => {
  expect(nearest(word, ['validate', 'summary', 'plan', 'train'])).toBe(expected);
});

describe('diff', () => {
  test('says and lists what differs, and ends as asked', async () => {
    const half = file(
      writeDocument({
        ...presetDocument('ring'),
        name: 'Later',
        training: { ...presetDocument('ring').training, seed: 7 },
      }),
    );
    const said = await ganvas('diff', 'ring', half);
    expect(said.out).toContain('training seed 1 → 7');
    expect(said.status).toBe(0);
    const coded = await ganvas('diff', 'ring', half, '--exit-code', '--json');
    expect(coded.status).toBe(1);
    expect(JSON.parse(coded.out)).toMatchObject({
      training: [{ name: 'seed', before: 1, after: 7 }],
      canvases: [],
    });
    expect((await ganvas('diff', 'ring', 'ring', '--exit-code')).status).toBe(0);
  });

  test('wants two documents, and names the one that cannot be read', async () => {
    expect((await ganvas('diff', 'ring')).err).toMatch(/Name two documents/);
    const { status, err } = await ganvas('diff', 'ring', file('{'));
    expect(status).toBe(1);
    expect(err).toMatch(/graph\.json" cannot be read/);
  });
});

const presetDocument = (id: string) => {
  const found = presets.find((preset) => preset.id === id);
  if (!found) throw new Error(`There is no preset "${id}".`);
  return found.document;
};
