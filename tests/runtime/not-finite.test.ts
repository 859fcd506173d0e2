/** What happens when losses or weights stop being numbers. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { NotFiniteError, type TrainerLike } from '../../src/runtime/trainer-types.ts';
import { presetProgram, programOf, readPreset } from './support/preset.ts';
import { open, stateOf, train, withParams } from './support/runs.ts';

async function failureOf(trainer: TrainerLike): Promise<NotFiniteError> {
  const error: unknown = await trainer.takeLosses().catch((reason: unknown) => reason);
  if (error instanceof NotFiniteError) return error;
  throw new Error(`expected a NotFiniteError, got ${String(error)}`);
}

/** Without the generator's tanh, which would keep huge weights from ever reaching a loss. */
function unbounded(document: Document): Document {
  for (const block of Object.values(document.blocks ?? {})) {
    for (const node of Object.values(block.nodes)) if (node.kind === 'tanh') node.kind = 'relu';
  }
  return document;
}

describe.each(['wasm', 'cpu'] as const)('a run whose numbers explode on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  });

  /** Sound for two iterations, then with a step length that no weight survives. */
  const rate = { type: 'steps', at: [0, 2], values: [0.001, 1e38] };
  const sgd = { type: 'sgd', momentum: 0, isNesterov: false, weightDecay: 0 };
  const exploding = (step: string) =>
    programOf(
      withParams(unbounded(readPreset('ring')), { [step]: { learningRate: rate, optimizer: sgd } }),
      'smoke',
    );

  it('says which loss at which step, and stands at the last state that was seen to be good', async () => {
    const trainer = await open(exploding('trainD'));
    await train(trainer, 2);
    await trainer.takeLosses();
    const good = await stateOf(trainer);
    await train(trainer, 4);
    const error = await failureOf(trainer);
    expect(trainer.losses).toContain(error.node);
    expect(error.step).toBeGreaterThanOrEqual(2);
    expect(error.message).toMatch(/became (NaN|-?Infinity) at step \d+; a finite number/);
    expect(trainer.step).toBe(2);
    expect(await stateOf(trainer)).toEqual(good);
    expect(await trainer.takeLosses()).toEqual([]);
    trainer.dispose();
  });

  it('is noticed by its weights when no loss has met them yet', async () => {
    const trainer = await open(exploding('trainG'));
    await train(trainer, 2);
    await trainer.takeLosses();
    // The generator is trained last, so that the losses of this step are still those of good weights.
    await train(trainer, 1);
    const state = await stateOf(trainer);
    const isHuge = [...state].some(([, values]) => values.some((v) => !(Math.abs(v) < 1e30)));
    expect(isHuge).toBe(true);
    await train(trainer, 1);
    const error = await failureOf(trainer);
    expect(error.message).toContain('last good state');
    expect(trainer.step).toBe(2);
    trainer.dispose();
  });

  it('can go on from there', async () => {
    const trainer = await open(exploding('trainD'));
    await train(trainer, 5);
    await failureOf(trainer);
    expect(trainer.step).toBe(0);
    await train(trainer, 2);
    const rows = await trainer.takeLosses();
    expect(rows.map(({ step }) => step)).toEqual([0, 1]);
    const undisturbed = await open(presetLike());
    await train(undisturbed, 2);
    expect(rows).toEqual(await undisturbed.takeLosses());
    trainer.dispose();
    undisturbed.dispose();
  });

  const presetLike = () =>
    programOf(
      withParams(unbounded(readPreset('ring')), {
        trainD: { learningRate: { type: 'constant', value: 0.001 }, optimizer: sgd },
      }),
      'smoke',
    );
});

describe('the first tensor that went bad', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  /** The generator's coordinates through exp, a hundred larger first: more than single precision holds. */
  function overflowing(): Document {
    const document = readPreset('ring');
    const { nodes, edges } = document.networks?.G ?? { nodes: {}, edges: [] };
    const biasInitializer = { type: 'constant', value: 100 };
    nodes.raised = { kind: 'dense', params: { units: 2, biasInitializer } };
    nodes.steep = { kind: 'exp' };
    nodes.tamed = { kind: 'tanh' };
    const last = edges.find(({ to }) => to === 'out.in');
    if (last) last.to = 'raised.in';
    edges.push(
      { from: 'raised.out', to: 'steep.in' },
      { from: 'steep.out', to: 'tamed.in' },
      { from: 'tamed.out', to: 'out.in' },
    );
    return document;
  }

  it('is the output of the layer in the middle of a network that made it', async () => {
    const trainer = await open(programOf(overflowing(), 'smoke'));
    await train(trainer, 3);
    const good = (await stateOf(trainer)).size;
    const error = await failureOf(trainer);
    expect(error.first).toEqual({
      sight: { type: 'layer', network: 'G', layer: 'steep' },
      step: error.first?.step,
    });
    expect(error.first?.step).toBeLessThanOrEqual(error.step);
    expect(error.message).toContain('the output of the layer "steep" in the network "G"');
    expect(trainer.step).toBe(0);
    const tensors = memory().numTensors;
    await train(trainer, 3);
    expect((await failureOf(trainer)).message).toBe(error.message);
    expect(memory().numTensors).toBe(tensors);
    expect((await stateOf(trainer)).size).toBe(good);
    trainer.dispose();
  });

  it('is a weight where the step that updates it is too long', async () => {
    const sgd = { type: 'sgd', momentum: 0, isNesterov: false, weightDecay: 0 };
    const document = withParams(readPreset('ring'), {
      trainD: {
        learningRate: { type: 'steps', at: [0, 2], values: [0.001, 1e38] },
        optimizer: sgd,
      },
    });
    const trainer = await open(programOf(document, 'smoke'));
    await train(trainer, 6);
    const { first } = await failureOf(trainer);
    expect(first?.step).toBeGreaterThanOrEqual(2);
    expect(first?.sight).toMatchObject({ network: 'D' });
    trainer.dispose();
  });
});

describe('a run without data', () => {
  it('is refused with a sentence that names the node', async () => {
    const { createTrainer } = await import('../../src/runtime/trainer.ts');
    const program = presetProgram('ring');
    await expect(createTrainer({ program, data: {} })).rejects.toThrow(
      /No data is bound to the dataset node "data"/,
    );
  });
});
