/** The presets: what they must reproduce, and that they are good documents. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import { writeDocument } from '../../src/graph/write.ts';

function preset(id: string) {
  const found = presets.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no preset ${id}`);
  return found.document;
}

/** What a paper asks for may be more than a laptop's browser has, or one image at a time. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  paper: ['memory.too-much', 'batch.single-under-batch-norm'],
};

function summaryOf(id: string, profile: string, values: Record<string, number> = {}) {
  const document = preset(id);
  const { summary, problems } = compile(document, {
    values: { ...document.profiles?.[profile]?.values, ...values },
  });
  expect(problems.filter(({ code }) => !EXPECTED[profile]?.includes(code))).toEqual([]);
  if (!summary) throw new Error('no summary');
  return summary;
}

const documents = presets.map(({ id, document }) => [id, document] as const);
const profiles = presets.flatMap(({ id, document }) =>
  Object.keys(document.profiles ?? {}).map((profile) => [id, profile] as const),
);

describe('every preset', () => {
  it.each(presets.map(({ id, document }) => [id, document] as const))(
    '%s is a valid document',
    (_, document) => {
      expect(Document.safeParse(document).error?.issues).toBeUndefined();
    },
  );

  it.each(documents)('%s is written as Ganvas writes documents', (id, document) => {
    const file = new URL(`../../presets/${id}.json`, import.meta.url);
    if (process.env.UPDATE) writeFileSync(file, writeDocument(document));
    expect(readFileSync(file, 'utf8')).toBe(writeDocument(document));
  });

  it.each(profiles)('%s compiles without a problem as %s', (id, profile) => {
    summaryOf(id, profile);
  });
});

/** Node kinds and shapes of the layers that have weights or change a shape, in order. */
function layersOf(id: string, network: string, values: Record<string, number> = {}) {
  const { networks } = summaryOf(id, 'paper', values);
  return (networks[network]?.layers ?? []).map(
    ({ kind, outputShape, trainable }) => `${kind} ${outputShape.join('×')} ${trainable}`,
  );
}

describe('gan-mlp', () => {
  it('has the weights of its reference', () => {
    const { networks } = summaryOf('gan-mlp', 'paper');
    expect(networks.G?.trainable).toBe(114_800);
    expect(networks.D?.trainable).toBe(110_849);
  });

  it('has the layers of its reference, in both networks', () => {
    const hidden = (units: number, trainable: number) => [
      `dense ${units} ${trainable}`,
      `leaky-relu ${units} 0`,
      `dropout ${units} 0`,
    ];
    expect(layersOf('gan-mlp', 'G')).toEqual([
      ...hidden(32, 3_232),
      ...hidden(64, 2_112),
      ...hidden(128, 8_320),
      'dense 784 101136',
      'tanh 784 0',
      'reshape 28×28×1 0',
    ]);
    expect(layersOf('gan-mlp', 'D')).toEqual([
      'flatten 784 0',
      ...hidden(128, 100_480),
      ...hidden(64, 8_256),
      ...hidden(32, 2_080),
      'dense 1 33',
    ]);
  });

  it('trains as its reference does: D with label 0.9, then G on fresh noise', () => {
    const document = preset('gan-mlp');
    const { program } = compile(document, { values: { ...document.profiles?.paper?.values } });
    const [first, second] = (program?.iteration ?? []).flatMap(({ phases }) => phases);
    expect(first?.trains).toEqual(['D']);
    const one = { type: 'constant', value: 1 };
    expect(first?.losses.map(({ weight }) => weight)).toEqual([one, one]);
    const targets = first?.forward.flatMap((s) => (s.type === 'loss' ? [s.params.target] : []));
    expect(targets).toEqual([0.9, null]);
    expect(second?.trains).toEqual(['G']);
    expect(program?.sources.find(({ kind }) => kind === 'noise')?.fresh).toBe('phase');
    expect(second?.optimizer).toMatchObject({ type: 'adam', beta1: 0.9, beta2: 0.999 });
    expect(second?.learningRate).toEqual({ type: 'constant', value: 0.002 });
  });
});

describe('dcgan', () => {
  it.each([
    [3, 3_576_704, 2_765_568],
    [1, 3_574_656, 2_763_520],
  ])('has the weights of its reference with %i channels', (channels, generator, discriminator) => {
    const { networks } = summaryOf('dcgan', 'paper', { channels });
    expect(networks.G?.trainable).toBe(generator);
    expect(networks.D?.trainable).toBe(discriminator);
  });

  it('has the layers of its reference, in both networks', () => {
    const stage = (conv: string, act: string, size: number, channels: number, weights: number) => [
      `${conv} ${size}×${size}×${channels} ${weights}`,
      `batch-norm ${size}×${size}×${channels} ${2 * channels}`,
      `${act} ${size}×${size}×${channels} 0`,
    ];
    expect(layersOf('dcgan', 'G')).toEqual([
      'reshape 1×1×100 0',
      ...stage('conv2d-transpose', 'relu', 4, 512, 819_200),
      ...stage('conv2d-transpose', 'relu', 8, 256, 2_097_152),
      ...stage('conv2d-transpose', 'relu', 16, 128, 524_288),
      ...stage('conv2d-transpose', 'relu', 32, 64, 131_072),
      'conv2d-transpose 64×64×3 3072',
      'tanh 64×64×3 0',
    ]);
    expect(layersOf('dcgan', 'D')).toEqual([
      'conv2d 32×32×64 3072',
      'leaky-relu 32×32×64 0',
      ...stage('conv2d', 'leaky-relu', 16, 128, 131_072),
      ...stage('conv2d', 'leaky-relu', 8, 256, 524_288),
      ...stage('conv2d', 'leaky-relu', 4, 512, 2_097_152),
      'conv2d 1×1×1 8192',
      'flatten 1 0',
    ]);
  });

  it('makes the images of an iteration once: the same noise and weights, statistics that move once', () => {
    const { program } = compile(preset('dcgan'));
    const made = (program?.iteration ?? []).flatMap(({ phases }) =>
      phases.flatMap(({ prologue, forward }) =>
        [...prologue, ...forward].flatMap((step) =>
          step.type === 'apply' && step.network === 'G' ? [step] : [],
        ),
      ),
    );
    expect(made).toHaveLength(2);
    expect(made[1]?.stream).toBe(made[0]?.stream);
    expect(made.map(({ updatesStatistics }) => updatesStatistics)).toEqual([true, false]);
  });
});
