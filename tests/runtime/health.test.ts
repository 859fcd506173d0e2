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
  readonly memory?: () => ReturnType<typeof memoryUse>;
}

/** All that was told, in order. The clock goes by steps, fast enough for a look whenever one is wanted. */
async function watched(program: Program, { steps, every = 10, memory = () => null }: Watched) {
  const told: (readonly Finding[])[] = [];
  const clock = { now: 0 };
  const checkup = new Checkup(program, {
    now: () => clock.now,
    memory,
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

/** A finding at a node of a canvas, whose sentences say what was seen and what to try. */
const finding = (code: Finding['code'], place: string, message: RegExp, advice: RegExp) => {
  const [graph, node] = place.split('/');
  return expect.objectContaining({
    code,
    place: { graph, node },
    message: expect.stringMatching(message),
    advice: expect.stringMatching(advice),
  });
};

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
    expect(last(await watched(program, { steps: 450 }))[0]).toEqual(
      finding(
        'discriminator-wins',
        'objective/realLoss',
        /discriminator wins: around "realLoss".*the generator loses/,
        /Lower the learning rate of "trainD" \(0\.01 now\).*"trainG".*gradient penalty/,
      ),
    );
  });

  it('has a discriminator that loses, and a generator that comes to make one thing of all noise', async () => {
    // Against a discriminator that stands still, every sample goes where it is fooled most.
    const program = ring({
      trainD: { learningRate: constant(1e-9) },
      trainG: { learningRate: constant(0.02) },
    });
    const told = await watched(program, { steps: 450 });
    expect(codes(told[0] ?? [])).not.toContain('collapse');
    expect(last(told)).toEqual([
      finding(
        'discriminator-loses',
        'objective/realLoss',
        /worse than guessing: around "realLoss"/,
        /Train "trainD" more often .*or lower that of "trainG"/,
      ),
      finding(
        'collapse',
        'objective/generator',
        /samples of "generator" are nearly all alike: 64 of them/,
        /Lower the learning rate of "trainG".*minibatch standard deviation/,
      ),
    ]);
  });

  it('has units that are dead', async () => {
    const program = ring({}, (document) => {
      const biasInitializer = { type: 'constant', value: -50 };
      blockNode(document, 'Sharp', 'dense').params = { units: 'units', biasInitializer };
    });
    const found = last(await watched(program, { steps: 100 }));
    expect(found).toContainEqual(
      finding(
        'dead-units',
        'networks.D/hidden',
        /100 % of the channels of "hidden\/0\/activation" in the network "D" .* 1 more of the layers of "hidden"/,
        /leaky ReLU.*learning rate of "trainD"/,
      ),
    );
  });

  it('has gradients that vanish', async () => {
    const program = ring({}, (document) => {
      blockNode(document, 'Smooth', 'activation').kind = 'sigmoid';
      const hidden = document.networks?.G?.nodes.hidden;
      if (hidden) hidden.params = { ...hidden.params, repeat: 16 };
    });
    const found = last(await watched(program, { steps: 100 }));
    expect(found).toContainEqual(
      finding(
        'vanishing-gradients',
        'networks.G/hidden',
        /vanish in the network "G": at "hidden\/0\/dense"/,
        /Put normalisation between the layers/,
      ),
    );
  });

  it('has gradients that explode', async () => {
    const program = ring({}, (document) => {
      const kernelInitializer = { type: 'normal', mean: 0, stdDev: 300 };
      blockNode(document, 'Sharp', 'dense').params = { units: 'units', kernelInitializer };
    });
    const found = last(await watched(program, { steps: 100 }));
    expect(found).toContainEqual(
      finding(
        'exploding-gradients',
        'networks.D/logit',
        /explode in the network "D": at "logit"/,
        /Clip the gradients of "trainD", lower its learning rate \(0\.\d+ now\)/,
      ),
    );
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
    expect(found).toContainEqual(
      finding(
        'oscillation',
        'objective/realLoss',
        /^The distance of the critic around "realLoss" swings: it crossed its own mean \d+ times/,
        /Lower the learning rate of "trainD", "trainG"/,
      ),
    );
  });

  it('has weights that all lie where they are clipped', async () => {
    const step = { weightClip: 0.001, learningRate: constant(0.01) };
    const program = ring({ trainD: step }, (document) => {
      blockNode(document, 'Sharp', 'activation').kind = 'leaky-relu';
      for (const node of Object.values(document.objective.nodes))
        if (node.kind === 'adversarial') node.params = { ...node.params, mode: 'wasserstein' };
    });
    expect(last(await watched(program, { steps: 100 }))).toContainEqual(
      finding(
        'clip-bound',
        'objective/trainD',
        /% of the weights that "trainD" trains lie at the bound of ±0\.001/,
        /Raise the bound of "trainD"/,
      ),
    );
  });

  it('has nearly used up the memory of a device that has little', async () => {
    // As the heap stands, a batch of the smallest size fits, and one that needs tens of megabytes does not.
    const limitBytes = (memoryUse()?.usedBytes ?? Number.NaN) + 2 ** 22;
    const memory = () =>
      ({ usedBytes: memoryUse()?.usedBytes ?? 0, limitBytes, of: 'all' }) as const;
    const steps = 12;
    expect(await watched(presetProgram('ring'), { steps, memory })).toEqual([]);
    const large = presetProgram('ring', 'smoke', { batchSize: 4096, hidden: 512, steps });
    expect(last(await watched(large, { steps, memory }))).toEqual([
      finding(
        'memory',
        'networks.G/hidden',
        /nearly full.*The largest layer is "hidden\/0\/dense" in the network "G", which gives \d+ MiB/,
        /smaller batch or profile, or give that layer fewer channels/,
      ),
    ]);
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
    expect(last(await watched(program, { steps: 20 }))).toEqual([
      finding(
        'not-finite',
        'networks.G/steep',
        /step 0, beginning with the output of the layer "steep" in the network "G"/,
        /Lower the learning rate of "trainG", clip its gradients/,
      ),
    ]);
  });
});

describe('a sound run', () => {
  // Longer than the longest window of a rule where a step is cheap; where it is not, only rules of one look can speak, and
  // `npm run results:health` trains for longer.
  it.each(PRESETS)('of %s has nothing to tell', async (preset) => {
    const steps = SLOW.has(preset) ? 80 : 450;
    // What grows does so over most of the run.
    const growth = 'stageSteps' in readPreset(preset).parameters ? { stageSteps: 8 } : {};
    const program = presetProgram(preset, 'smoke', { steps, ...growth });
    const told = await watched(program, { steps, every: 20 });
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
