/** A GAN on vectors that grows twice, as progressive growing does with images, and what it is before it grows. */
import type { Document, Graph } from '../../../graph-schemas/document.ts';
import { graph, node } from './sample.ts';

type Ramp = readonly [start: number, end: number];

const fade = ([start, end]: Ramp) =>
  node('schedule', { value: { type: 'linear', from: 0, to: 1, start, end } });

/** Each level hands its features to the next, and has an output of its own. */
function generator(levels: number, ramps: readonly Ramp[]): Graph {
  const nodes: Graph['nodes'] = { z: node('input', { shape: [3] }), x: node('output') };
  const wires: string[] = [];
  for (let level = 0; level < levels; level++) {
    nodes[`body${level}`] = node('dense', { units: 5 + level });
    nodes[`act${level}`] = node('leaky-relu');
    nodes[`out${level}`] = node('dense', { units: 4 });
    const from = level === 0 ? 'z' : `act${level - 1}`;
    wires.push(`${from} > body${level} > act${level} > out${level}`);
  }
  return { ...joined(nodes, wires, levels, ramps, 'x') };
}

/** The last level sees the input first; its features are mixed with what the level below makes of the input. */
function discriminator(levels: number, ramps: readonly Ramp[]): Graph {
  const nodes: Graph['nodes'] = { x: node('input', { shape: [4] }), y: node('output') };
  const wires: string[] = [];
  for (let level = 0; level < levels; level++) {
    nodes[`out${level}`] = node('dense', { units: 6 });
    const above = level + 1;
    wires.push(`x > out${level}`);
    if (above < levels) {
      nodes[`down${level}`] = node('dense', { units: 6 });
      wires.push(`${above + 1 < levels ? `mix${above}` : `out${above}`} > down${level}`);
    }
  }
  for (let level = 0; level < levels - 1; level++) {
    nodes[`fade${level}`] = fade(ramps[level] ?? [0, 0]);
    nodes[`mix${level}`] = node('lerp');
    wires.push(`out${level} > mix${level}.in0`, `down${level} > mix${level}.in1`);
    wires.push(`fade${level} > mix${level}.amount`);
  }
  nodes.act = node('leaky-relu');
  nodes.score = node('dense', { units: 1 });
  wires.push(`${levels > 1 ? 'mix0' : 'out0'} > act > score > y`);
  return graph(nodes, ...wires);
}

function joined(
  nodes: Graph['nodes'],
  wires: string[],
  levels: number,
  ramps: readonly Ramp[],
  end: string,
): Graph {
  let last = 'out0';
  for (let level = 1; level < levels; level++) {
    nodes[`fade${level}`] = fade(ramps[level - 1] ?? [0, 0]);
    nodes[`mix${level}`] = node('lerp');
    wires.push(`${last} > mix${level}.in0`, `out${level} > mix${level}.in1`);
    wires.push(`fade${level} > mix${level}.amount`);
    last = `mix${level}`;
  }
  return graph(nodes, ...wires, `${last} > ${end}`);
}

/** One level for each ramp, and one to begin with. Real samples lose detail until the first ramp ends. */
export function growing(ramps: readonly Ramp[]): Document {
  const levels = ramps.length + 1;
  const sgd = { optimizer: { type: 'sgd' }, learningRate: { type: 'constant', value: 0.05 } };
  const first = ramps[0];
  return {
    format: 'ganvas.graph',
    version: 1,
    name: 'Growing',
    parameters: {},
    networks: { G: generator(levels, ramps), D: discriminator(levels, ramps) },
    objective: graph(
      {
        z: node('noise', { shape: [3] }),
        real: node('noise', { shape: [4] }),
        ...(first
          ? { coarse: node('leaky-relu'), fade: fade(first), mixed: node('lerp') }
          : { mixed: node('leaky-relu') }),
        G: node('apply', { network: 'G' }),
        Dreal: node('apply', { network: 'D' }),
        Dfake: node('apply', { network: 'D' }),
        lossReal: node('adversarial', { side: 'real' }),
        lossFake: node('adversarial', { side: 'fake' }),
        lossG: node('adversarial', { side: 'generator' }),
        stepD: node('optimizer-step', { trains: ['D'], losses: [1, 1], order: 0, ...sgd }),
        stepG: node('optimizer-step', { trains: ['G'], losses: [1], order: 1, ...sgd }),
        distance: node('metric', { metric: 'sliced-wasserstein', samples: 64 }),
      },
      'z > G.z',
      ...(first
        ? ['real > coarse > mixed.in0', 'real > mixed.in1', 'fade > mixed.amount']
        : ['real > mixed']),
      'mixed > Dreal.x',
      'G.x > Dfake.x',
      'Dreal.y > lossReal.logits',
      'Dfake.y > lossFake.logits',
      'Dfake.y > lossG.logits',
      'lossReal.loss > stepD.loss0',
      'lossFake.loss > stepD.loss1',
      'lossG.loss > stepG.loss0',
      'mixed > distance.real',
      'G.x > distance.generated',
    ),
    training: { batchSize: 4, steps: 20, seed: 1 },
  };
}
