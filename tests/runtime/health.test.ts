/** Checks of a run's health, each provoked on a small run that trains, as the worker and the terminal make them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import type { Program } from '../../src/compiler/program.ts';
import { presets } from '../../src/graph/presets.ts';
import { memoryUse } from '../../src/runtime/backends/memory-use.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import type { Finding } from '../../src/runtime/health/health-types.ts';
import type { TrainerLike } from '../../src/runtime/trainer-types.ts';
import { Checkup } from '../../src/worker/checkup.ts';
import { presetProgram, programOf, readPreset } from './support/preset.ts';
import { open, withParams } from './support/runs.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

const PRESETS = presets.map(({ id }) => id);
/** A step takes several times as long as that of others. */
const SLOW: ReadonlySet<string> = new Set([
  'cyclegan',
  'cyclegan-monet',
  'srgan',
  'stylegan',
  'stylegan-growing',
]);

interface Watched {
  readonly steps: number;
  /** Steps between two looks and two times for samples. */
  readonly every?: number;
  readonly memory?: ReturnType<typeof memoryUse>;
}

/** All that was told, in order. The clock goes by steps, fast enough for a look whenever one is wanted. */
async function watched(program: Program, { steps, every = 10, memory = null }: Watched) {
  const told: (readonly Finding[])[] = [];
  const clock = { now: 0 };
  const checkup = new Checkup(program, {
    now: () => clock.now,
    memory: () => memory,
    tell: (findings) => told.push(findings),
  });
  const trainer = await open(program);
  try {
    while (trainer.step < steps) {
      await trainer.trainStep();
      clock.now += 1600 / every;
      const isTime = trainer.step % every === 0;
      if (isTime) checkup.addRows(numbered(await trainer.takeLosses()));
      await checkup.afterStep(trainer, isTime);
    }
  } catch (error) {
    checkup.failed(error);
  } finally {
    trainer.dispose();
  }
  return told;
}

const numbered = (rows: Awaited<ReturnType<TrainerLike['takeLosses']>>) =>
  rows.map(({ step, values }) => ({ step: step + 1, values }));

const last = (told: readonly (readonly Finding[])[]): readonly Finding[] => told.at(-1) ?? [];
const codes = (findings: readonly Finding[]) => findings.map(({ code }) => code);
const constant = (value: number) => ({ type: 'constant', value });

const ring = (
  objective: Parameters<typeof withParams>[1],
  change: (document: Document) => void = () => {},
): Program => {
  const document = withParams(readPreset('ring'), objective);
  change(document);
  return programOf(document, 'smoke', { steps: 5000 });
};

const blockNode = (document: Document, block: string, id: string): GraphNode => {
  const node = document.blocks?.[block]?.nodes[id];
  if (!node) throw new Error(`the preset has no ${block}.${id}`);
  return node;
};

describe('a run that goes wrong', () => {
  it('has a discriminator that wins', async () => {
    // Points far away from all data are told from it at once, and a generator of no rate stays there.
    const program = ring(
      { trainD: { learningRate: constant(0.01) }, trainG: { learningRate: constant(0) } },
      (document) => {
        const point = document.networks?.G?.nodes.point;
        if (point) point.params = { units: 2, biasInitializer: { type: 'constant', value: 30 } };
      },
    );
    const [finding] = last(await watched(program, { steps: 450 }));
    expect(finding).toMatchObject({
      code: 'discriminator-wins',
      place: { graph: 'objective', node: 'realLoss' },
    });
    expect(finding?.advice).toContain('"trainD" (0.01 now)');
  });

  it('has a discriminator that loses', async () => {
    const program = ring({
      trainD: { learningRate: constant(1e-9) },
      trainG: { learningRate: constant(0.02) },
    });
    const found = last(await watched(program, { steps: 450 }));
    expect(codes(found)).toContain('discriminator-loses');
    expect(found[0]?.message).toMatch(/worse than guessing.*"realLoss"/);
  });

  it('has a generator that makes one thing of all noise', async () => {
    const program = ring({}, (document) => {
      const point = document.networks?.G?.nodes.point;
      const kernelInitializer = { type: 'constant', value: 0 };
      if (point) point.params = { units: 2, kernelInitializer };
      // The kernel stays what it was.
      const train = document.objective.nodes.trainG;
      if (train) train.params = { ...train.params, learningRate: constant(0) };
    });
    const found = last(await watched(program, { steps: 300 }));
    expect(found).toContainEqual(
      expect.objectContaining({
        code: 'collapse',
        place: { graph: 'objective', node: 'generator' },
      }),
    );
  });

  it('has units that are dead', async () => {
    const program = ring({}, (document) => {
      const biasInitializer = { type: 'constant', value: -50 };
      blockNode(document, 'Sharp', 'dense').params = { units: 'units', biasInitializer };
    });
    const found = last(await watched(program, { steps: 100 }));
    const dead = found.find(({ code }) => code === 'dead-units');
    expect(dead?.place).toEqual({ graph: 'networks.D', node: 'hidden' });
    expect(dead?.message).toContain('"hidden/0/activation" in the network "D"');
  });

  it('has gradients that vanish', async () => {
    const program = ring({}, (document) => {
      blockNode(document, 'Smooth', 'activation').kind = 'sigmoid';
      const hidden = document.networks?.G?.nodes.hidden;
      if (hidden) hidden.params = { ...hidden.params, repeat: 16 };
    });
    const found = last(await watched(program, { steps: 100 }));
    const sign = found.find(({ code }) => code === 'vanishing-gradients');
    expect(sign?.place).toEqual({ graph: 'networks.G', node: 'hidden' });
    expect(sign?.numbers.rms).toBeLessThan(1e-9);
  });

  it('has gradients that explode', async () => {
    const program = ring({ trainD: { learningRate: constant(0) } }, (document) => {
      const kernelInitializer = { type: 'normal', mean: 0, stdDev: 300 };
      blockNode(document, 'Sharp', 'dense').params = { units: 'units', kernelInitializer };
    });
    const found = last(await watched(program, { steps: 100 }));
    const sign = found.find(({ code }) => code === 'exploding-gradients');
    expect(sign?.place?.graph).toMatch(/^networks\./);
    expect(sign?.advice).toMatch(/Clip the gradients of "train[DG]"/);
  });

  it('has losses that swing', async () => {
    // A line against a point: each chases the other around the balance for ever, as in "Which training methods for GANs
    // do actually converge?" (Mescheder et al., 2018).
    const sgd = { type: 'sgd', momentum: 0, isNesterov: false, weightDecay: 0 };
    const step = { learningRate: constant(0.1), optimizer: sgd };
    const program = ring({ trainD: step, trainG: step }, ({ networks, objective }) => {
      for (const { nodes } of Object.values(networks ?? {})) {
        if (nodes.hidden) nodes.hidden.params = { ...nodes.hidden.params, repeat: 0 };
        const biasInitializer = { type: 'constant', value: 3 };
        if (nodes.point) nodes.point.params = { units: 2, biasInitializer };
      }
      for (const node of Object.values(objective.nodes))
        if (node.kind === 'adversarial') node.params = { ...node.params, mode: 'wasserstein' };
    });
    const found = (await watched(program, { steps: 600 })).flat();
    const sign = found.find(({ code }) => code === 'oscillation');
    expect(sign?.place?.graph).toBe('objective');
    expect(sign?.numbers.crossings).toBeGreaterThanOrEqual(8);
    expect(sign?.advice).toContain('"trainD", "trainG"');
  });

  it('has weights that all lie where they are clipped', async () => {
    const step = { weightClip: 0.001, learningRate: constant(0.01) };
    const program = ring({ trainD: step }, (document) => {
      blockNode(document, 'Sharp', 'activation').kind = 'leaky-relu';
      for (const node of Object.values(document.objective.nodes))
        if (node.kind === 'adversarial') node.params = { ...node.params, mode: 'wasserstein' };
    });
    const found = last(await watched(program, { steps: 100 }));
    expect(found).toContainEqual(
      expect.objectContaining({
        code: 'clip-bound',
        place: { graph: 'objective', node: 'trainD' },
        numbers: expect.objectContaining({ bound: 0.001 }),
      }),
    );
  });

  it('has nearly used up its memory', async () => {
    const memory = { usedBytes: 3.9 * 2 ** 30, limitBytes: 4 * 2 ** 30 };
    const [finding] = last(await watched(presetProgram('ring'), { steps: 20, memory }));
    expect(finding).toMatchObject({ code: 'memory', place: null });
    expect(finding?.message).toContain('3.9 of at most 4 GiB');
  });

  it('has numbers that are none', async () => {
    const program = ring({}, (document) => {
      const { nodes, edges } = document.networks?.G ?? { nodes: {}, edges: [] };
      const biasInitializer = { type: 'constant', value: 100 };
      nodes.raised = { kind: 'dense', params: { units: 2, biasInitializer } };
      nodes.steep = { kind: 'exp' };
      const end = edges.find(({ to }) => to === 'out.in');
      if (end) end.to = 'raised.in';
      edges.push({ from: 'raised.out', to: 'steep.in' }, { from: 'steep.out', to: 'out.in' });
    });
    expect(last(await watched(program, { steps: 20 }))).toMatchObject([
      { code: 'not-finite', place: { graph: 'networks.G', node: 'steep' } },
    ]);
  });
});

describe('a sound run', () => {
  // Longer than the longest window of a rule where a step is cheap; where it is not, only rules of one look can speak.
  it.each(PRESETS)('of %s has nothing to tell', async (preset) => {
    const steps = SLOW.has(preset) ? 80 : 450;
    const told = await watched(presetProgram(preset, 'smoke', { steps }), { steps, every: 20 });
    expect(told.flat().map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  });
});

describe('memory', () => {
  it('is that of the heap, which has a limit', () => {
    const use = memoryUse();
    expect(use?.usedBytes).toBeGreaterThan(2 ** 20);
    expect(use?.limitBytes).toBe(2 ** 32 - 2 ** 16);
  });
});
