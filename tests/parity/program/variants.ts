/** Presets with parts that no preset has, so that these too are compared with PyTorch inside of a whole program. */
import type { Document } from '../../../graph-schemas/document.ts';
import { presets } from '../../../src/graph/presets.ts';

type Graph = Pick<Document['objective'], 'nodes' | 'edges'>;
type Node = Graph['nodes'][string];
type Params = NonNullable<Node['params']>;
type Insert = readonly [id: string, kind: string, params?: Params];

interface Named {
  readonly id: string;
  readonly document: Document;
}

function variant(id: string, preset: string, change: (document: Document) => void): Named {
  const found = presets.find((one) => one.id === preset);
  if (!found) throw new Error(`there is no preset ${preset}`);
  const document = structuredClone(found.document);
  change(document);
  return { id, document };
}

/** Nodes with one input and one output, in a row after another node. */
function insert(graph: Graph | undefined, after: string, inserted: readonly Insert[]): void {
  if (!graph) throw new Error(`there is no graph to insert into after ${after}`);
  const last = inserted.at(-1)?.[0] ?? after;
  for (const edge of graph.edges) if (edge.from === `${after}.out`) edge.from = `${last}.out`;
  let before = after;
  for (const [id, kind, params = {}] of inserted) {
    graph.nodes[id] = { kind, params, at: [0, 0] };
    graph.edges.push({ from: `${before}.out`, to: `${id}.in` });
    before = id;
  }
}

function set(graph: Graph | undefined, id: string, params: Params): void {
  const node = graph?.nodes[id];
  if (!node) throw new Error(`there is no node ${id}`);
  node.params = { ...node.params, ...params };
}

/** One more loss of a step. */
function addLoss(
  { objective }: Document,
  step: string,
  id: string,
  kind: string,
  params: Params,
  wires: Readonly<Record<string, string>>,
): void {
  const losses = objective.nodes[step]?.params?.losses as Params[] | undefined;
  const count = losses?.length ?? 1;
  set(objective, step, { losses: [...(losses ?? [1]), 0.5] as never });
  objective.nodes[id] = { kind, params, at: [0, 0] };
  for (const [port, from] of Object.entries(wires))
    objective.edges.push({ from, to: `${id}.${port}` });
  objective.edges.push({ from: `${id}.loss`, to: `${step}.loss${count}` });
}

export const variants: readonly Named[] = [
  variant('recomputed-blocks', 'dcgan', ({ networks }) => {
    for (const { nodes } of Object.values(networks))
      for (const node of Object.values(nodes))
        if (node.kind === 'block') node.params = { ...node.params, recompute: true };
  }),
  variant('dcgan, twice and with recomputed statistics', 'dcgan', ({ objective }) => {
    set(objective, 'trainD', { repeat: { type: 'constant', value: 2 }, gradientClip: 0.5 });
    set(objective, 'trainG', {
      every: 2,
      averageDecay: 0.9,
      optimizer: { type: 'adamw', beta1: 0.5, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01 },
      learningRate: { type: 'cosine', from: 0.001, to: 0, start: 2, end: 8 },
    });
    set(objective, 'realLoss', { flipProbability: 0.2, target: 0.9 });
  }),
  variant('dcgan with many layers', 'dcgan', ({ networks, objective }) => {
    insert(networks.G, 'relu', [
      ['group', 'group-norm', { groups: 4 }],
      ['prelu', 'prelu'],
      ['look', 'self-attention', { reduction: 4 }],
      ['inject', 'noise-injection'],
      ['swish', 'swish'],
      ['drop', 'dropout', { rate: 0.3 }],
      ['instance', 'instance-norm', { scale: true, center: true }],
      ['gelu', 'gelu'],
    ]);
    set(networks.D, 'first', { spectralNorm: true });
    set(networks.D, 'score', { spectralNorm: true, equalizedLr: true, bias: true });
    insert(networks.D, 'leaky', [
      ['haze', 'gaussian-noise', { stdDev: 0.1 }],
      ['smooth', 'blur', { taps: [1, 2, 1] }],
      ['pixel', 'pixel-norm'],
      ['elu', 'elu', { alpha: 0.7 }],
      ['layer', 'layer-norm'],
    ]);
    insert(objective, 'generator', [['grow', 'augment', { flip: true, color: true }]]);
    for (const loss of ['realLoss', 'fakeLoss', 'foolLoss'])
      set(objective, loss, { mode: 'hinge' });
    set(objective, 'noise', { distribution: { type: 'truncated-normal', mean: 0.1, stdDev: 0.8 } });
    set(objective, 'trainD', {
      optimizer: { type: 'sgd', momentum: 0.9, isNesterov: true, weightDecay: 0.001 } as never,
      learningRate: { type: 'constant', value: 0.01 },
    });
  }),
  variant('dcgan with attention written out', 'dcgan', ({ networks }) => {
    insert(networks.G, 'relu', [
      ['tall', 'conv2d-transpose', { filters: 8, kernel: 3, kernelWidth: 1, stride: 1 }],
    ]);
    // 8×8 pixels of 8 channels.
    insert(networks.D, 'leaky', [
      ['wide', 'conv2d', { filters: 8, kernel: 3, kernelWidth: 5, stride: 1, groups: 2 }],
      ['far', 'conv2d', { filters: 8, kernel: 3, stride: 1, dilation: 2, spectralNorm: true }],
      ['norm', 'layer-norm', { normalizedAxes: 'last' }],
      ['drop', 'dropout', { rate: 0.2, spatial: true }],
      ['tokens', 'reshape', { shape: [64, 8] }],
      ['compared', 'matmul', { transposeB: true }],
      ['shares', 'softmax'],
      ['mixed', 'matmul'],
      ['pixels', 'reshape', { shape: [8, 8, 8] }],
      ['lifted', 'add', { inputs: 3 }],
      ['twice', 'concat', { axis: 0 }],
      ['middle', 'slice', { axis: 0, start: 4, length: 8 }],
      ['large', 'upsample', { factor: 2, method: 'bilinear', alignCorners: true }],
      ['small', 'avg-pool'],
    ]);
    const D = networks.D;
    if (!D) throw new Error('there is no D');
    D.nodes.mean = { kind: 'reduce', params: { axes: [2], keepDims: true }, at: [0, 0] };
    D.nodes.most = { kind: 'reduce', params: { method: 'max', keepDims: true }, at: [0, 0] };
    const wires: readonly (readonly [string, string])[] = [
      ...[['tokens', 'compared.in1'] as const, ['tokens', 'mixed.in1'] as const],
      ...[['pixels', 'mean.in'] as const, ['pixels', 'most.in'] as const],
      ...[['mean', 'lifted.in1'] as const, ['most', 'lifted.in2'] as const],
      ['lifted', 'twice.in1'],
    ];
    for (const edge of D.edges)
      if (/^(compared|mixed|lifted|twice)\.in$/.test(edge.to)) edge.to += '0';
    for (const [from, to] of wires) D.edges.push({ from: `${from}.out`, to });
  }),
  variant('ring under penalties', 'ring', (document) => {
    const wires = { real: 'data.points', fake: 'generator.out' };
    addLoss(
      document,
      'trainD',
      'penalty',
      'gradient-penalty',
      { network: 'D', at: 'interpolated' },
      wires,
    );
    addLoss(
      document,
      'trainD',
      'largest',
      'gradient-penalty',
      { network: 'D', at: 'fake', norm: 'linf' },
      { fake: 'generator.out' },
    );
    addLoss(document, 'trainD', 'slopeFake', 'r2', { network: 'D' }, { fake: 'generator.out' });
    set(document.objective, 'trainD', {
      optimizer: { type: 'rmsprop', decay: 0.9, momentum: 0.5, epsilon: 1e-8, weightDecay: 0 },
    });
    set(document.networks.G, 'point', { kernelInitializer: { type: 'glorot-uniform' } });
  }),
  variant('stylegan with path length', 'stylegan', (document) => {
    const params = { network: 'synthesis', decay: 0.1 };
    addLoss(document, 'trainG', 'path', 'path-length', params, { w: 'mixG.out' });
    // Leaky ReLUs make gradients jump where rounding decides a sign, which it does otherwise on another machine.
    const canvases = [...Object.values(document.networks), ...Object.values(document.blocks ?? {})];
    for (const node of canvases.flatMap(({ nodes }) => Object.values(nodes)))
      if (node.kind === 'leaky-relu') Object.assign(node, { kind: 'swish', params: {} });
    set(document.objective, 'trainG', { weightClip: 50 });
  }),
  variant('acgan with conditional normalization', 'acgan', ({ networks }) => {
    const norm = networks.G?.nodes.norm1;
    if (norm) Object.assign(norm, { kind: 'conditional-batch-norm', params: { classes: 10 } });
    networks.G?.edges.push({ from: 'label.out', to: 'norm1.label' });
    set(networks.G, 'embed', { spectralNorm: true });
  }),
];
