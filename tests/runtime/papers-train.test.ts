/** The papers of `tests/fixtures/papers`, made small, take steps on wasm: finite losses, every trained weight moves. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import * as objectives from '../fixtures/papers/objectives.ts';
import * as resnets from '../fixtures/papers/resnets.ts';
import * as styles from '../fixtures/papers/styles.ts';
import { programOf } from '../pure/support/sample.ts';
import { open, stateOf, train } from './support/runs.ts';

/** Images of 128² take their time: two of them are a batch. */
function inPairs(document: Document): Document {
  return { ...document, training: { ...document.training, batchSize: 2 } };
}

const SMALL: readonly (readonly [string, Document])[] = [
  ['SNGAN', resnets.sngan(4, 4)],
  ['SAGAN', inPairs(resnets.sagan({ classes: 3, g: 2, d: 2 }))],
  ['BigGAN', resnets.smallBiggan(3, 2, 4)],
  ['BigGAN with attention', inPairs(resnets.biggan128(3, 2))],
  ['ResNet-18', resnets.against('ResNet-18', resnets.resnet18(2, 32, 4), 32)],
  ['MobileNet', resnets.against('MobileNet', resnets.mobilenet(2, 32, 4), 32)],
  ['ProGAN', styles.progan({ pixels: 8, base: 32, most: 8, fade: 1 })],
  ['StyleGAN', styles.stylegan({ pixels: 8, base: 32, most: 8, fade: 1 })],
  ['StyleGAN2', styles.stylegan2({ pixels: 16, channels: () => 6, w: 8, layers: 2 })],
  ['FUNIT', styles.funit({ pixels: 16, width: 2 })],
  ['U-GAT-IT', styles.adalin({ pixels: 16, width: 4 })],
  ['InfoGAN', objectives.infogan({ width: 4 })],
  ['StarGAN', objectives.stargan({ pixels: 16, width: 4, blocks: 1, domains: 3, levels: 3 })],
  ['ESRGAN', objectives.esrgan({ pixels: 8, filters: 4, growth: 2, blocks: 2 })],
  ['LSGAN', objectives.lsgan({ width: 2 })],
  ['DRAGAN', objectives.dragan({ width: 4 })],
  ['CoGAN', objectives.cogan({ width: 2 })],
  ['VAE-GAN', objectives.vaegan({ width: 4 })],
  ['BEGAN', objectives.began({ pixels: 16, width: 4, code: 8 })],
];

/** What a constant added to every score, or before a norm that takes it away again, cannot learn. */
const mayRest = (name: string) => /bias$/.test(name);

describe('a small', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it.each(SMALL)('%s trains', async (_, document) => {
    const program = programOf(document);
    const trainer = await open(program);
    const before = await stateOf(trainer);
    const counts: number[] = [];
    for (let step = 0; step < 3; step++) {
      await train(trainer, 1);
      const [row] = await trainer.takeLosses();
      expect(row?.values.every(Number.isFinite)).toBe(true);
      counts.push(tf.memory().numTensors);
    }
    expect(counts[2]).toBe(counts[1]);
    const after = await stateOf(trainer);
    trainer.dispose();
    const resting = program.networks.flatMap(({ name, layers }) =>
      layers.flatMap(({ id, weights }) =>
        weights
          .filter(({ isTrainable }) => isTrainable)
          .map((weight) => `${name}/${id}/${weight.name}`)
          .filter((key) => after.get(key)?.every((value, i) => value === before.get(key)?.[i])),
      ),
    );
    expect(resting.filter((name) => !mayRest(name))).toEqual([]);
  });
});
