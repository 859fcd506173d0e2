/** A small experiment with every operation on batches and every loss that runs a network, as a document. */
import { Document } from '../../../graph-schemas/document.ts';

type Params = Readonly<Record<string, unknown>>;

/** Nodes as `kind`, or with parameters; edges as `from to`, `.out` and `.in` left out where they are meant. */
function canvas(nodes: Readonly<Record<string, readonly [string, Params?]>>, edges: string) {
  const ends = edges
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => line.split(/\s+/));
  return {
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, [kind, params = {}]]) => [id, { kind, params, at: [0, 0] }]),
    ),
    edges: ends.map(([from = '', to = '']) => ({
      from: from.includes('.') ? from : `${from}.out`,
      to: to.includes('.') ? to : `${to}.in`,
    })),
  };
}

const adversarial = (side: string) => ['adversarial', { side }] as const;
const step = (trains: string[], losses: number[], more: Params = {}) =>
  ['optimizer-step', { trains, losses, ...more }] as const;

const EVERYTHING = {
  format: 'ganvas.graph',
  version: 1,
  name: 'Everything at once',
  parameters: {},
  networks: {
    M: canvas(
      { z: ['input', { shape: [5] }], w: ['dense', { units: 4 }], out: ['output'] },
      `z w
       w out`,
    ),
    G: canvas(
      {
        w: ['input', { shape: [3, 4] }],
        mean: ['truncate'],
        flat: ['flatten'],
        pixels: ['dense', { units: 64 }],
        squash: ['tanh'],
        image: ['reshape', { shape: [8, 8, 1] }],
        out: ['output'],
      },
      `w mean
       mean flat
       flat pixels
       pixels squash
       squash image
       image out`,
    ),
    D: canvas(
      {
        image: ['input', { shape: [8, 8, 1] }],
        conv: ['conv2d', { filters: 3 }],
        sharp: ['leaky-relu'],
        flat: ['flatten'],
        score: ['dense', { units: 1 }],
        names: ['dense', { units: 10 }],
        logit: ['output'],
        class: ['output'],
      },
      `image conv
       conv sharp
       sharp flat
       flat score
       flat names
       score logit
       names class`,
    ),
  },
  objective: canvas(
    {
      data: ['dataset', { labels: true, data: { type: 'image', height: 8, width: 8 } }],
      z1: ['noise', { shape: [5] }],
      z2: ['noise', { shape: [5] }],
      label: ['random-label', { classes: 10 }],
      map1: ['apply', { network: 'M' }],
      map2: ['apply', { network: 'M' }],
      mix: ['style-mix', { layers: 3 }],
      draw: ['apply', { network: 'G' }],
      real: ['augment', { flip: true }],
      fake: ['augment', { flip: true }],
      between: ['interpolate'],
      both: ['batch-concat'],
      labels: ['batch-concat', { labels: true }],
      judge: ['apply', { network: 'D' }],
      judgeBetween: ['apply', { network: 'D' }],
      split: ['batch-split'],
      realLoss: adversarial('real'),
      fakeLoss: adversarial('fake'),
      foolLoss: adversarial('generator'),
      classLoss: ['cross-entropy'],
      smooth: ['total-variation'],
      middle: adversarial('fake'),
      penalty: ['gradient-penalty', { network: 'D', output: 'class' }],
      r1: ['r1', { network: 'D' }],
      r2: ['r2', { network: 'D', input: 'image', output: 'logit' }],
      path: ['path-length', { network: 'G' }],
      trainD: step(['D'], [1, 1, 1, 10, 5, 5, 0.1]),
      trainG: step(['M', 'G'], [1, 0.1]),
      smoothG: step(['M', 'G'], [2], { every: 2, order: 1 }),
    },
    `z1 map1.z
     z2 map2.z
     map1 mix.w1
     map2 mix.w2
     mix draw.w
     data.image real
     draw fake
     real both.in0
     fake both.in1
     both judge.image
     judge.logit split
     split.out0 realLoss.logits
     split.out1 fakeLoss.logits
     split.out1 foolLoss.logits
     data.label labels.in0
     label.label labels.in1
     judge.class classLoss.logits
     labels classLoss.label
     data.image between.in0
     draw between.in1
     between judgeBetween.image
     judgeBetween.logit middle.logits
     data.image penalty.real
     draw penalty.fake
     data.image r1.real
     draw r2.fake
     draw smooth
     mix path.w
     realLoss.loss trainD.loss0
     fakeLoss.loss trainD.loss1
     classLoss.loss trainD.loss2
     penalty.loss trainD.loss3
     r1.loss trainD.loss4
     r2.loss trainD.loss5
     middle.loss trainD.loss6
     foolLoss.loss trainG.loss0
     smooth.loss trainG.loss1
     path.loss smoothG.loss0`,
  ),
  training: { batchSize: 6, steps: 10, seed: 1 },
};

export function everything(): Document {
  return Document.parse(EVERYTHING);
}
