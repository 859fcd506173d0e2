/** Documents that compile also train: variants of the presets, each two iterations, in small. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document, Graph } from '../../graph-schemas/document.ts';
import { MODES, type ModeName } from '../../src/nodes/shared/adversarial-modes.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { graph, node, setParams, wire } from '../pure/support/sample.ts';
import { programOf, readPreset } from './support/preset.ts';
import { open, stateOf, train } from './support/runs.ts';

type Change = (document: Document) => void;
type Params = Readonly<Record<string, unknown>>;

const LOSSES = ['realLoss', 'fakeLoss', 'foolLoss'] as const;
const OPPOSITE = { realLoss: 'judgeFake', fakeLoss: 'judgeReal', foolLoss: 'judgeReal' };

/** All three losses in one mode; those that compare the sides read the other side's logits too. */
const inMode =
  (mode: ModeName, more: Params = {}): Change =>
  ({ objective }) => {
    for (const id of LOSSES) {
      setParams(objective, id, { mode, target: null, ...more });
      if (MODES[mode].readsBothSides) wire(objective, `${OPPOSITE[id]}.out > ${id}.opposite`);
    }
  };

const steps =
  (params: Params, ids: readonly string[] = ['trainD', 'trainG']): Change =>
  ({ objective }) => {
    for (const id of ids) setParams(objective, id, params);
  };

/** Puts nodes into the wire that ends at `to`. */
function insert(into: Graph | undefined, to: string, nodes: Graph['nodes'], out: string): void {
  const edge = into?.edges.find((candidate) => candidate.to === to);
  const [first] = Object.keys(nodes);
  if (!into || !edge || !first) throw new Error(`there is no wire to ${to}`);
  Object.assign(into.nodes, nodes);
  into.edges.push({ from: `${out}.out`, to });
  edge.to = `${first}.in`;
}

/** The generator and discriminator of `gan-mlp`, replaced by small convolutional ones for 12×12 images. */
const convolving =
  (down: Params, up: Params): Change =>
  ({ networks }) => {
    networks.G = graph(
      {
        z: node('input', { shape: ['zDim'] }),
        seed: node('dense', { units: 5 * 5 * 2 }),
        image: node('reshape', { shape: [5, 5, 2] }),
        norm: node('batch-norm'),
        relu: node('relu'),
        up: node('conv2d-transpose', { filters: 3, ...up }),
        flat: node('flatten'),
        pixels: node('dense', { units: 144 }),
        shape: node('reshape', { shape: [12, 12, 1] }),
        tanh: node('tanh'),
        out: node('output'),
      },
      'z > seed > image > norm > relu > up > flat > pixels > shape > tanh > out',
    );
    networks.D = graph(
      {
        image: node('input', { shape: [12, 12, 1] }),
        down: node('conv2d', { filters: 3, ...down }),
        leaky: node('leaky-relu'),
        flat: node('flatten'),
        logit: node('dense', { units: 1 }),
        out: node('output'),
      },
      'image > down > leaky > flat > logit > out',
    );
  };

const adam = { type: 'adam', beta1: 0.5, weightDecay: 0.01 };
const explicit = { type: 'explicit', top: 1, bottom: 2, left: 0, right: 1 };

const VARIANTS: readonly (readonly [name: string, change: Change])[] = [
  ...(Object.keys(MODES) as ModeName[]).map((mode) => [`mode ${mode}`, inMode(mode)] as const),
  ['soft and flipped labels', inMode('least-squares', { target: 0.8, flipProbability: 0.3 })],
  ['Adam with beta and decay of its own', steps({ optimizer: adam })],
  ['RMSProp', steps({ optimizer: { type: 'rmsprop' } })],
  ['RMSProp with momentum', steps({ optimizer: { type: 'rmsprop', momentum: 0.5 } })],
  ['plain SGD', steps({ optimizer: { type: 'sgd' } })],
  ['SGD with Nesterov', steps({ optimizer: { type: 'sgd', momentum: 0.9, isNesterov: true } })],
  ['clipped weights', steps({ weightClip: 0.01 })],
  ['clipped gradients', steps({ gradientClip: 0.5 })],
  ['moving averages', steps({ averageDecay: 0.99 })],
  ['two critic steps', steps({ repeat: { type: 'constant', value: 2 } }, ['trainD'])],
  [
    'no critic step at first',
    steps({ repeat: { type: 'steps', at: [0, 1], values: [0, 2] } }, ['trainD']),
  ],
  ['a generator step every other time', steps({ every: 2 }, ['trainG'])],
  ['simultaneous steps', steps({ order: 0 })],
  ['generator before discriminator', steps({ order: 0 }, ['trainG'])],
  ['a falling rate', steps({ learningRate: { type: 'cosine', from: 0.01, to: 0, end: 8 } })],
  [
    'weights of losses, one of them nought',
    ({ objective }) => setParams(objective, 'trainD', { losses: [0, 2] }),
  ],
  [
    'a discriminator that learns from stopped samples',
    ({ objective }) => {
      objective.nodes.stop = node('stop-gradient');
      objective.nodes.judgeStopped = node('apply', { network: 'D' });
      objective.edges = objective.edges.filter(({ to }) => to !== 'fakeLoss.logits');
      wire(
        objective,
        'generator > stop',
        'stop > judgeStopped.image',
        'judgeStopped > fakeLoss.logits',
      );
      setParams(objective, 'noise', { fresh: 'iteration' });
    },
  ],
  [
    'reconstruction losses beside the adversarial one',
    ({ objective }) => {
      objective.nodes.l1 = node('l1');
      objective.nodes.mse = node('mse');
      setParams(objective, 'trainG', { losses: [1, 10, 0.5] });
      const ports = (id: string) => [
        `generator.out > ${id}.prediction`,
        `data.image > ${id}.target`,
      ];
      wire(objective, ...ports('l1'), ...ports('mse'));
      wire(objective, 'l1.loss > trainG.loss1', 'mse.loss > trainG.loss2');
    },
  ],
  [
    'layers that join, add, drop and squash',
    ({ networks: { D } }) => {
      insert(
        D,
        'dense1.in',
        { act: node('sigmoid'), drop: node('dropout', { rate: 0.3 }) },
        'join',
      );
      if (!D) return;
      D.nodes.sum = node('add', { inputs: 3 });
      D.nodes.join = node('concat');
      wire(D, 'act > drop', 'act > sum.in0', 'drop > sum.in1', 'flatten > sum.in2');
      wire(D, 'sum > join.in0', 'drop > join.in1');
    },
  ],
  [
    'labels drawn and left alone',
    ({ objective }) => {
      objective.nodes.label = node('random-label', { classes: 3 });
    },
  ],
  [
    'noise of its own for every repeat',
    ({ objective }) =>
      setParams(objective, 'noise', {
        distribution: { type: 'truncated-normal' },
        fresh: 'repeat',
      }),
  ],
  [
    '"same" padding',
    convolving(
      { kernel: 3, stride: 2, padding: { type: 'same' } },
      { kernel: 3, stride: 2, padding: { type: 'same' } },
    ),
  ],
  [
    'no padding',
    convolving(
      { kernel: 5, stride: 3, padding: { type: 'valid' } },
      { kernel: 4, stride: 3, padding: { type: 'valid' } },
    ),
  ],
  [
    'explicit padding',
    convolving(
      { kernel: 4, stride: 2, padding: explicit },
      { kernel: 4, stride: 2, padding: explicit },
    ),
  ],
  [
    'output padding',
    convolving(
      { kernel: 1, stride: 1 },
      { kernel: 3, stride: 2, outputPadding: 1, padding: explicit, bias: false },
    ),
  ],
  [
    'a kernel larger than its stride allows to skip',
    convolving(
      { kernel: 2, stride: 3, padding: { type: 'valid' } },
      { kernel: 1, stride: 2, outputPadding: 1, padding: { type: 'valid' } },
    ),
  ],
];

const RESTING = new Set(['no critic step at first', 'a generator step every other time']);

function variant(change: Change): Document {
  const document = structuredClone(readPreset('gan-mlp'));
  change(document);
  return document;
}

const SIZES = { batchSize: 4, zDim: 6 };

describe('a variant of a preset trains with finite losses and as many tensors as before', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it.each(VARIANTS)('%s', async (name, change) => {
    const trainer = await open(programOf(variant(change), 'smoke', SIZES));
    await train(trainer, 2);
    const rows = [...(await trainer.takeLosses())];
    const { numTensors } = memory();
    const before = await stateOf(trainer);
    await train(trainer, 2);
    rows.push(...(await trainer.takeLosses()));
    expect(memory().numTensors).toBe(numTensors);
    expect(rows).toHaveLength(4);
    // A loss whose step rests in an iteration has no value there.
    const seen = rows.flatMap(({ values }) => [...values]);
    const areFinite = seen.every(Number.isFinite);
    expect(areFinite || (RESTING.has(name) && seen.some(Number.isFinite)), String(seen)).toBe(true);
    const after = await stateOf(trainer);
    for (const network of ['G/', 'D/']) {
      const moved = [...after].some(
        ([name, values]) =>
          name.startsWith(network) && values.some((v, i) => v !== before.get(name)?.[i]),
      );
      expect(moved, `weights of ${network}`).toBe(true);
    }
    trainer.dispose();
  });
});
