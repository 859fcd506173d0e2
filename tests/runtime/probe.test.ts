/** Looking at a run while it trains: true numbers, and training that goes on as if nobody had looked. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { presetProgram, programOf, readPreset } from './support/preset.ts';
import { open, stateOf, train, withParams } from './support/runs.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

async function run(program: Program, isWatched: boolean) {
  const trainer = await open(program);
  for (let i = 0; i < 4; i++) {
    await trainer.trainStep();
    if (isWatched) {
      await trainer.probe('activations');
      await trainer.probe('gradients');
      await trainer.atBound();
      if (i === 1) await trainer.spread();
    }
  }
  const found = { rows: await trainer.takeLosses(), state: await stateOf(trainer) };
  trainer.dispose();
  return found;
}

describe('a run that is watched', () => {
  it.each([
    ['with data and noise', 'ring'],
    ['with batch normalisation', 'dcgan'],
    ['with dropout', 'gan-mlp'],
    ['with pools of earlier images', 'cyclegan'],
    ['with a gradient penalty', 'wgan-gp'],
    ['with clipped weights', 'wgan'],
    ['with styles, a penalty of paths and averages', 'stylegan'],
    ['with networks that grow meanwhile', 'stylegan-growing'],
  ])('%s is, bit for bit, the run that is not', async (_, preset) => {
    const program = presetProgram(preset);
    expect(await run(program, true)).toEqual(await run(program, false));
  });

  it.each(['cyclegan', 'wgan'])('keeps no tensors of a look at %s', async (preset) => {
    const trainer = await open(presetProgram(preset));
    await train(trainer, 1);
    const look = async () => {
      await trainer.probe('activations');
      await trainer.probe('gradients');
      await trainer.atBound();
      await trainer.spread();
    };
    await look();
    const before = memory().numTensors;
    await look();
    expect(memory().numTensors).toBe(before);
    trainer.dispose();
  });
});

describe('how varied samples are', () => {
  it('is measured of every generator that a view shows, against data of its shape', async () => {
    const trainer = await open(presetProgram('cyclegan'));
    const found = await trainer.spread();
    const applied = trainer.program.views.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.type === 'apply' ? [step.node] : [])),
    );
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const { node, ratio, samples } of found) {
      expect(applied).toContain(node);
      expect(samples).toBe(64);
      expect(ratio).toBeGreaterThan(0);
    }
    // The same noise and data at every look.
    expect(await trainer.spread()).toEqual(found);
    trainer.dispose();
  });

  it('is that of the points of the ring, by all pairs', async () => {
    const trainer = await open(presetProgram('ring'));
    const [spread] = await trainer.spread();
    const [picture] = await trainer.view('samples');
    if (picture?.type !== 'scatter') throw new Error('the ring has a scatter plot');
    const distance = (points: Float32Array) => {
      let [sum, pairs] = [0, 0];
      for (let i = 0; i < 400; i++)
        for (let j = 0; j < i; j++) {
          const at = (k: number) => (points[2 * i + k] ?? 0) - (points[2 * j + k] ?? 0);
          sum += Math.hypot(at(0), at(1));
          pairs += 1;
        }
      return sum / pairs;
    };
    const whole = distance(picture.generated) / distance(picture.real);
    expect(Math.abs((spread?.ratio ?? 0) / whole - 1)).toBeLessThan(0.15);
    trainer.dispose();
  });
});

describe('a look', () => {
  it('sees every layer, every use and the share of zeros that an activation leaves', async () => {
    const program = presetProgram('dcgan');
    const trainer = await open(program);
    await train(trainer, 2);
    const { step, nodes, networks } = await trainer.probe('activations');
    expect(step).toBe(2);
    for (const { name, layers } of program.networks) {
      expect(Object.keys(networks[name] ?? {}).toSorted(), name).toEqual(
        layers.map(({ id }) => id).toSorted(),
      );
    }
    const relu = program.networks[0]?.layers.find(({ kind }) => kind === 'relu');
    const zeros = networks.G?.[relu?.id ?? '']?.zeros ?? 0;
    expect(zeros).toBeGreaterThan(0.1);
    expect(zeros).toBeLessThan(0.9);
    const ends = program.networks[0]?.layers.find(({ kind }) => kind === 'tanh');
    expect(networks.G?.[ends?.id ?? '']?.rms).toBeLessThan(1);
    expect(nodes.generator?.rms).toBeCloseTo(networks.G?.[ends?.id ?? '']?.rms ?? 0, 1);
    for (const use of ['generator', 'judgeReal', 'judgeFake', 'noise', 'data']) {
      expect(nodes[use]?.rms, use).toBeGreaterThan(0);
    }
    // Unit normal noise is what it says.
    expect(nodes.noise?.rms).toBeGreaterThan(0.8);
    expect(nodes.noise?.rms).toBeLessThan(1.2);
    trainer.dispose();
  });

  it('measures the gradients of what each step trains, layer by layer', async () => {
    const program = presetProgram('ring');
    const trainer = await open(program);
    await train(trainer, 3);
    const { nodes, networks } = await trainer.probe('gradients');
    expect(Object.keys(nodes).toSorted()).toEqual(['trainD', 'trainG']);
    for (const { name, layers } of program.networks) {
      const weighted = layers.filter(({ weights }) =>
        weights.some(({ isTrainable }) => isTrainable),
      );
      const found = networks[name] ?? {};
      expect(Object.keys(found).toSorted()).toEqual(weighted.map(({ id }) => id).toSorted());
      for (const { rms } of Object.values(found)) expect(rms).toBeGreaterThan(0);
    }
    const all = Object.values(networks.D ?? {});
    const squares = all.reduce((sum, { rms, count }) => sum + rms ** 2 * count, 0);
    const count = all.reduce((sum, layer) => sum + layer.count, 0);
    expect(nodes.trainD?.rms).toBeCloseTo(Math.sqrt(squares / count), 6);
    trainer.dispose();
  });

  it('says so where numbers are none', async () => {
    const steep = { learningRate: { type: 'constant', value: 1e30 } };
    const document = withParams(readPreset('ring'), { trainD: steep, trainG: steep });
    const trainer = await open(programOf(document, 'smoke'));
    await train(trainer, 3);
    const { networks } = await trainer.probe('activations');
    const sizes = Object.values(networks.D ?? {}).map(({ rms }) => rms);
    expect(sizes.some((rms) => !Number.isFinite(rms))).toBe(true);
    trainer.dispose();
  });
});
