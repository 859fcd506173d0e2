/** What one iteration means: phases, repeats, draws, statistics, and what stays behind on the device. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { presetProgram, programOf, readPreset } from './support/preset.ts';
import { open, stateOf, train, weightsOf, withParams } from './support/runs.ts';

const ring = readPreset('ring');
const sgd = { type: 'sgd', momentum: 0, isNesterov: false, weightDecay: 0 };

describe.each(['wasm', 'cpu'] as const)('training on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  });

  it('leaves as many tensors after 200 steps as after the first', async () => {
    const before = tf.memory().numTensors;
    const trainer = await open(presetProgram('ring'));
    await train(trainer, 1);
    await trainer.takeLosses();
    const { numTensors, numDataBuffers } = tf.memory();
    for (let i = 0; i < 4; i++) {
      await train(trainer, 50);
      expect(await trainer.takeLosses()).toHaveLength(50);
    }
    await trainer.view('all');
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(tf.memory().numDataBuffers).toBe(numDataBuffers);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives the same run for the same seed and another for another', async () => {
    const run = async (seed: number) => {
      const trainer = await open({ ...presetProgram('gan-mlp'), seed });
      await train(trainer, 3);
      const state = await stateOf(trainer);
      const rows = await trainer.takeLosses();
      trainer.dispose();
      return { state, rows };
    };
    const [first, second, other] = [await run(3), await run(3), await run(4)];
    expect(second).toEqual(first);
    expect(other.rows).not.toEqual(first.rows);
  });
});

describe('one iteration', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it('of gan-mlp begins at ln 4 for the discriminator and ln 2 for the generator', async () => {
    const trainer = await open(presetProgram('gan-mlp', 'paper'));
    await train(trainer, 1);
    const [row] = await trainer.takeLosses();
    const [real = 0, fake = 0, fool = 0] = row?.values ?? [];
    expect(trainer.losses).toHaveLength(3);
    expect(Math.abs(real + fake - Math.log(4))).toBeLessThan(0.05);
    expect(Math.abs(fool - Math.log(2))).toBeLessThan(0.1);
    trainer.dispose();
  });

  it('changes only the networks that its steps train', async () => {
    const every = { trainG: { every: 2 } };
    const trainer = await open(programOf(withParams(ring, every), 'smoke'));
    const states = [await stateOf(trainer)];
    for (let i = 0; i < 3; i++) {
      await train(trainer, 1);
      states.push(await stateOf(trainer));
    }
    const moved = (network: string) =>
      states.slice(1).map((state, i) => {
        const before = weightsOf(states[i] ?? new Map(), network);
        return JSON.stringify(weightsOf(state, network)) !== JSON.stringify(before);
      });
    expect(moved('D')).toEqual([true, true, true]);
    expect(moved('G')).toEqual([true, false, true]);
    trainer.dispose();
  });

  it('repeats the critic as often as its schedule says, on fresh batches', async () => {
    const repeat = { type: 'steps', at: [0, 1], values: [3, 2] };
    const document = withParams(ring, {
      data: { fresh: 'repeat' },
      noise: { fresh: 'repeat' },
      trainD: { repeat },
    });
    const trainer = await open(programOf(document, 'smoke'));
    const cursors = async () => {
      const text = new TextDecoder().decode((await trainer.save()).bytes.subarray(12));
      const header: unknown = JSON.parse(text.slice(0, text.indexOf('"tensors"') - 1).concat('}'));
      return header as { updates: number[]; cursors: number[] };
    };
    await train(trainer, 1);
    expect(await cursors()).toMatchObject({ updates: [3, 1], cursors: [3, 0] });
    await train(trainer, 1);
    expect(await cursors()).toMatchObject({ updates: [5, 2], cursors: [5, 0] });
    trainer.dispose();
  });

  it('clips weights before it updates them, so that they leave the bound by one step at most', async () => {
    const document = withParams(ring, {
      trainD: {
        weightClip: 0.01,
        optimizer: sgd,
        learningRate: { type: 'constant', value: 1e-6 },
      },
    });
    const trainer = await open(programOf(document, 'smoke'));
    await train(trainer, 1);
    const state = await stateOf(trainer);
    const largest = Math.max(...weightsOf(state, 'D').flatMap(([, values]) => [...values]));
    expect(largest).toBeLessThan(0.0101);
    expect(largest).toBeGreaterThan(0.0099);
    trainer.dispose();
  });

  it('scales gradients down to the common norm that is asked for', async () => {
    const step = async (gradientClip: number | null) => {
      const document = withParams(ring, {
        trainD: { gradientClip, optimizer: sgd, learningRate: { type: 'constant', value: 1 } },
      });
      const trainer = await open(programOf(document, 'smoke'));
      const before = weightsOf(await stateOf(trainer), 'D');
      await train(trainer, 1);
      const after = weightsOf(await stateOf(trainer), 'D');
      trainer.dispose();
      return after.flatMap(([, values], i) =>
        [...values].map((v, k) => v - (before[i]?.[1][k] ?? 0)),
      );
    };
    const free = await step(null);
    const held = await step(0.001);
    const norm = (v: readonly number[]) => Math.hypot(...v);
    expect(norm(free)).toBeGreaterThan(0.01);
    expect(norm(held)).toBeCloseTo(0.001, 5);
    const along = held.reduce((sum, v, i) => sum + v * (free[i] ?? 0), 0);
    expect(along / (norm(free) * norm(held))).toBeGreaterThan(0.999);
  });

  it('takes the gradients of simultaneous steps before it applies any', async () => {
    const plain = {
      noise: { fresh: 'iteration' },
      trainD: { optimizer: sgd, learningRate: { type: 'constant', value: 0.5 } },
      trainG: { optimizer: sgd, learningRate: { type: 'constant', value: 0.5 }, order: 0 },
    };
    const after = async (change: typeof plain) => {
      const trainer = await open(programOf(withParams(ring, change), 'smoke'));
      await train(trainer, 1);
      const [row] = await trainer.takeLosses();
      const state = await stateOf(trainer);
      trainer.dispose();
      return { fool: row?.values[2] ?? 0, state };
    };
    const still = {
      ...plain,
      trainD: { ...plain.trainD, learningRate: { type: 'constant', value: 0 } },
    };
    const together = await after(plain);
    const withoutD = await after(still);
    const inTurn = await after({ ...plain, trainG: { ...plain.trainG, order: 1 } });
    // G's step is blind to what D's step of the same order does, and not to an earlier one.
    expect(weightsOf(together.state, 'G')).toEqual(weightsOf(withoutD.state, 'G'));
    expect(together.fool).toBe(withoutD.fool);
    expect(inTurn.fool).not.toBe(together.fool);
    expect(weightsOf(inTurn.state, 'D')).toEqual(weightsOf(together.state, 'D'));
  });

  it('keeps a moving average of the trained weights', async () => {
    const trainer = await open(
      programOf(withParams(ring, { trainG: { averageDecay: 0.75 } }), 'smoke'),
    );
    const before = await stateOf(trainer);
    await train(trainer, 1);
    const after = await stateOf(trainer);
    for (const [name, values] of weightsOf(after, 'G')) {
      values.forEach((value, i) => {
        const start = before.get(name)?.[i] ?? Number.NaN;
        expect(after.get(`average:${name}`)?.[i]).toBeCloseTo(0.75 * start + 0.25 * value, 6);
      });
    }
    trainer.dispose();
  });

  it('moves the statistics of batch normalisation once for each evaluation', async () => {
    const program = presetProgram('dcgan');
    const still = { type: 'constant', value: 0 } as const;
    const frozen = {
      ...program,
      iteration: program.iteration.map((group) => ({
        ...group,
        phases: group.phases.map((phase) => ({ ...phase, learningRate: still })),
      })),
    };
    const trainer = await open(frozen);
    const variances = async () =>
      weightsOf(await stateOf(trainer), 'G').filter(([name]) => name.endsWith('movingVariance'));
    await train(trainer, 1);
    const [[, once] = ['', new Float32Array()]] = await variances();
    // From 1 by one tenth of the way to the batch's variance, which is small at the start: 0.9 and a bit.
    expect(once[0]).toBeGreaterThan(0.9);
    expect(once[0]).toBeLessThan(0.95);
    trainer.dispose();
  });

  it('draws the sheet from the same noise at every step', async () => {
    const trainer = await open(presetProgram('dcgan'));
    const sheet = async () =>
      (await trainer.view('samples')).find(({ type }) => type === 'preview');
    const first = await sheet();
    expect(await sheet()).toEqual(first);
    await train(trainer, 2);
    expect(await sheet()).not.toEqual(first);
    trainer.dispose();
  });
});
