/**
 * Every preset, at its smallest, computes the same in tf.js and as the PyTorch program that is exported of it: given the
 * same weights, data and random numbers, the losses of ten steps and everything that was trained agree.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { SourceProgram } from '../../src/compiler/program.ts';
import type { Dataset } from '../../src/data/dataset.ts';
import { presets } from '../../src/graph/presets.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { pythonWithTorch } from './program/python.ts';
import { recordRun, smokeProgram, writeProgram } from './program/record-run.ts';
import { Recorder } from './program/recorder.ts';
import { variants } from './program/variants.ts';

const STEPS = 10;
const RELATIVE = 1e-3;
/** A bias that began at zero holds little but ten updates, one of which may hang on the sign of a tiny gradient. */
const OWN_NORM = 3e-2;
/** Of the optimizers' averages of gradients: small ones are rounding, but another rate or decay would show at once. */
const OPTIMIZER = 0.2;

/**
 * What their training does to the last digits is past `RELATIVE` after ten steps, PyTorch's own too: of them double precision tells
 * how far is too far, which is twice as far as PyTorch comes in float32, at each step.
 */
const AMPLIFYING: readonly string[] = ['cyclegan-monet'];
const TIMES_TORCH = 2;
/** At steps where PyTorch's float32 is closer than this to double precision. */
const LEAST_BOUND = 1e-4;

const held = vi.hoisted(() => ({ recorder: null as Recorder | null }));

vi.mock('../../src/runtime/random/stream.ts', async (original) => {
  const actual = await original<typeof import('../../src/runtime/random/stream.ts')>();
  return {
    ...actual,
    createRandomStream: (seed: number, step: number, stream: number) => {
      const random = actual.createRandomStream(seed, step, stream);
      return held.recorder?.stream(random, step, stream) ?? random;
    },
  };
});

vi.mock('../../src/runtime/plan/feed.ts', async (original) => {
  const actual = await original<typeof import('../../src/runtime/plan/feed.ts')>();
  return {
    ...actual,
    createFeed: (source: SourceProgram, dataset: Dataset, ...rest: [number, boolean?]) => {
      const feed = actual.createFeed(source, dataset, ...rest);
      return held.recorder?.feed(feed, source.node) ?? feed;
    },
  };
});

const Report = z.object({
  trouble: z.string().optional(),
  loss: z.number().optional(),
  lossName: z.string().optional(),
  weight: z.number().optional(),
  weightName: z.string().optional(),
  compared: z.number().optional(),
  drawn: z.number().optional(),
  recorded: z.number().optional(),
  steps: z.number().optional(),
  byStep: z.array(z.number()).optional(),
  optimizer: z.number().optional(),
  optimizerName: z.string().optional(),
  own: z.number().optional(),
  ownName: z.string().optional(),
  ignored: z.array(z.string()).optional(),
  ten: z.record(z.string(), z.number()).optional(),
});
const Reports = z.object({
  versions: z.object({ torch: z.string(), python: z.string() }),
  reports: z.record(z.string(), Report),
});

/** For each step how far losses are from those in double precision. */
const Truths = z.record(
  z.string(),
  z.object({ ours: z.array(z.number()), torch: z.array(z.array(z.number())) }),
);

/** What the script prints. */
function runPython(python: string, name: string, folders: readonly string[]): unknown {
  const script = fileURLToPath(new URL(`./program/${name}`, import.meta.url));
  const { stdout, stderr, status } = spawnSync(python, [script, ...folders], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout);
}

const python = pythonWithTorch();
const shown = [...presets, ...variants].filter(
  ({ id }) => !process.env.PARITY_ONLY || process.env.PARITY_ONLY === id,
);

if (python === null) {
  describe('exported programs', () => {
    it.skip.each(shown.map(({ id }) => id))(
      'are not run, because no python3 with torch, numpy and Pillow is installed here: %s',
      () => {},
    );
  });
} else {
  describe('the exported program of', () => {
    const root = mkdtempSync(join(tmpdir(), 'ganvas-parity-'));
    const folders: string[] = [];
    const troubles = new Map<string, unknown>();
    let reports: z.infer<typeof Reports> | undefined;
    let truths: z.infer<typeof Truths> = {};

    beforeAll(async () => {
      await startBackend('wasm');
      for (const { id, document } of shown) {
        const recorder = new Recorder();
        held.recorder = recorder;
        try {
          const program = smokeProgram(document);
          const exported = writeProgram(program, document, join(root, id));
          await recordRun(program, exported, recorder, STEPS, join(root, id));
          folders.push(join(root, id));
        } catch (error) {
          // Told in the test of that preset; the others go on.
          troubles.set(id, error);
        }
        held.recorder = null;
      }
      reports = Reports.parse(runPython(python, 'replay.py', folders));
      truths = Truths.parse(
        runPython(
          python,
          'truth.py',
          folders.filter((folder) => AMPLIFYING.includes(basename(folder))),
        ),
      );
      const target = process.env.PARITY_REPORT;
      if (target) writeFileSync(target, JSON.stringify(reports, null, 2));
    }, 600_000);

    afterAll(() => {
      if (!process.env.PARITY_KEEP) rmSync(root, { recursive: true, force: true });
    });

    it.each(shown.map(({ id }) => id))('%s computes what tf.js computes', (id) => {
      expect(troubles.get(id)).toBeUndefined();
      const report = reports?.reports[id];
      expect(report?.trouble).toBeUndefined();
      expect(report?.steps).toBe(STEPS);
      expect(report?.drawn, 'random tensors drawn').toBe(report?.recorded);
      expect(report?.compared, 'tensors compared').toBeGreaterThan(0);
      if (AMPLIFYING.includes(id)) {
        const { ours = [], torch = [] } = truths[id] ?? {};
        expect(ours).toHaveLength(STEPS);
        // Whether a run takes the side that doubles do is chance: of those before counts what was farthest.
        const farthest = ours.map((_, step) =>
          Math.max(...torch.flatMap((run) => run.slice(0, step + 1))),
        );
        const bounds = farthest.map((most) => Math.max(LEAST_BOUND, TIMES_TORCH * most));
        const beyond = ours.filter((off, step) => !(off <= (bounds[step] ?? 0)));
        expect(beyond, `losses by step ${ours.join()}, allowed ${bounds.join()}`).toEqual([]);
      } else {
        expect(report?.loss, `worst loss: ${report?.lossName}`).toBeLessThan(RELATIVE);
      }
      const told = JSON.stringify(report?.ten);
      expect(report?.weight, `worst tensors: ${told}`).toBeLessThan(RELATIVE);
      expect(report?.own, `worst by its own norm: ${report?.ownName}`).toBeLessThan(OWN_NORM);
      const slot = `worst average of gradients: ${report?.optimizerName}`;
      expect(report?.optimizer, slot).toBeLessThan(OPTIMIZER);
    });
  });
}
