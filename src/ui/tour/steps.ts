/**
 * The steps of the tour, from an empty canvas to a ring GAN that trains: when each is done, told from the document and
 * the page alone, and the edits that do it. Pure; where the tour points is in `targets.ts`, what it says in the texts.
 */
import type { Document } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import type { GraphId } from '../../graph/problem.ts';
import { addChain, addWired, finishChain, type Layer, layersOf } from './builders.ts';
import { type Cast, castOf, chainOf, isWired, type Link, lengthOf, paramsOf } from './roles.ts';

export interface TourState {
  readonly document: Document;
  readonly graph: GraphId;
  /** A run of this document has begun. */
  readonly isTraining: boolean;
}

export interface TourStep {
  readonly id: StepId;
  isDone(state: TourState, cast: Cast): boolean;
  /** What "Do it for me" does to the document; other things are done by the page. */
  edits?(document: Document, cast: Cast): readonly Edit[];
  /** The canvas on which it is done, where that is not the objective. */
  canvas?(cast: Cast): GraphId | null;
  /** Reading is enough. */
  readonly isTold?: boolean;
}

export type StepId =
  | 'data'
  | 'points'
  | 'noise'
  | 'network'
  | 'enter'
  | 'input'
  | 'dense'
  | 'activation'
  | 'more'
  | 'coordinates'
  | 'feed'
  | 'judge'
  | 'judgeLayers'
  | 'judgeTwice'
  | 'losses'
  | 'trainers'
  | 'rates'
  | 'picture'
  | 'length'
  | 'train'
  | 'watch';

const objective = 'objective' as const;
const LATENT = 32;
const HIDDEN = 128;
const LAYERS = 3;
const RATE = 0.001;
const BATCH = 256;
const STEPS = 2000;

const network = (name: string | null): GraphId | null =>
  name === null ? null : `networks.${name}`;
const inGenerator = ({ generator }: Cast) => network(generator);
const inJudge = ({ judge }: Cast) => network(judge);

const chain = (document: Document, name: string | null) => {
  const graph = name === null ? undefined : document.networks[name];
  return graph ? chainOf(graph) : [];
};

/** At least so many pairs of a dense layer and an activation follow the input. */
function hasLayers(document: Document, name: string | null, count: number): boolean {
  return layersOf(chain(document, name)) >= count;
}

function endsIn(document: Document, name: string | null, units: number): boolean {
  const [before, last] = chain(document, name).slice(-2);
  return (
    last?.node.kind === 'output' &&
    before?.node.kind === 'dense' &&
    paramsOf(before.node).units === units
  );
}

/** The rate at the start of training. */
function rateOf(document: Document, step: string | null): number {
  const { learningRate } = paramsOf(step === null ? undefined : document.objective.nodes[step]);
  const { value, from } = (learningRate ?? {}) as {
    readonly value?: unknown;
    readonly from?: unknown;
  };
  const rate = from ?? value;
  return typeof rate === 'number' ? rate : 0;
}

const set = (id: string, params: Readonly<Record<string, unknown>>): Edit => ({
  type: 'set-params',
  graph: objective,
  id,
  params,
});

export const TOUR: readonly TourStep[] = [
  {
    id: 'data',
    isDone: (_, { data }) => data !== null,
    edits: () => [addNode('data', 'dataset', [0, 260])],
  },
  {
    id: 'points',
    isDone: ({ document }, { data }) => {
      const params = paramsOf(document.objective.nodes[data ?? '']);
      return (
        params.builtin === 'rings' &&
        (params.data as { type?: unknown } | undefined)?.type === 'points'
      );
    },
    edits: (_, { data }) =>
      data === null
        ? []
        : [set(data, { builtin: 'rings', data: { type: 'points', dimensions: 2 } })],
  },
  {
    id: 'noise',
    isDone: ({ document }, { noise }) => lengthOf(document.objective.nodes[noise ?? '']) === LATENT,
    edits: (_, { noise }) =>
      noise === null
        ? [addNode('noise', 'noise', [0, 0], { shape: [LATENT] })]
        : [set(noise, { shape: [LATENT] })],
  },
  {
    id: 'network',
    isDone: (_, { generates }) => generates !== null,
    edits: () => [
      { type: 'add-network', name: 'G' },
      addNode('generator', 'apply', [300, 0], { network: 'G' }),
    ],
  },
  {
    id: 'enter',
    canvas: inGenerator,
    isDone: ({ graph }, { generator }) => graph === network(generator),
  },
  {
    id: 'input',
    canvas: inGenerator,
    isDone: ({ document }, { generator }) =>
      lengthOf(chain(document, generator)[0]?.node) === LATENT,
    edits: (document, { generator }) => {
      const input = chain(document, generator)[0];
      return input && generator !== null
        ? [
            {
              type: 'set-params',
              graph: `networks.${generator}`,
              id: input.id,
              params: { shape: [LATENT] },
            },
          ]
        : [];
    },
  },
  {
    id: 'dense',
    canvas: inGenerator,
    isDone: ({ document }, { generator }) => chain(document, generator)[1]?.node.kind === 'dense',
    edits: (document, { generator }) =>
      addChain(document, generator, [['dense', { units: HIDDEN }]]),
  },
  {
    id: 'activation',
    canvas: inGenerator,
    isDone: ({ document }, { generator }) => hasLayers(document, generator, 1),
    edits: (document, { generator }) => addChain(document, generator, [['tanh']]),
  },
  {
    id: 'more',
    canvas: inGenerator,
    isDone: ({ document }, { generator }) => hasLayers(document, generator, LAYERS),
    edits: (document, { generator }) =>
      addChain(document, generator, missing(chain(document, generator), 'tanh')),
  },
  {
    id: 'coordinates',
    canvas: inGenerator,
    isDone: ({ document }, { generator }) => endsIn(document, generator, 2),
    edits: (document, { generator }) => finishChain(document, generator, 2),
  },
  {
    id: 'feed',
    isDone: ({ document, graph }, { noise, generates }) =>
      graph === objective && isWired(document.objective, noise, generates),
    edits: (document, { noise, generates }) => addWired(document, [[noise, generates]]),
  },
  {
    id: 'judge',
    isDone: (_, { seesReal, seesFake }) => (seesReal ?? seesFake) !== null,
    edits: () => [
      { type: 'add-network', name: 'D' },
      addNode('judgeReal', 'apply', [600, 260], { network: 'D' }),
    ],
  },
  {
    id: 'judgeLayers',
    canvas: inJudge,
    isDone: ({ document }, { judge }) =>
      lengthOf(chain(document, judge)[0]?.node) === 2 &&
      hasLayers(document, judge, LAYERS) &&
      endsIn(document, judge, 1),
    edits: (document, { judge }) => {
      const input = chain(document, judge)[0];
      if (!input || judge === null) return [];
      const layers = missing(chain(document, judge), 'relu');
      return [
        { type: 'set-params', graph: `networks.${judge}`, id: input.id, params: { shape: [2] } },
        ...finishChain(document, judge, 1, layers),
      ];
    },
  },
  {
    id: 'judgeTwice',
    isDone: ({ document, graph }, { data, generates, seesReal, seesFake }) =>
      graph === objective &&
      isWired(document.objective, data, seesReal) &&
      isWired(document.objective, generates, seesFake),
    edits: (document, { data, generates, judge, seesReal, seesFake }) => {
      if (judge === null) return [];
      const added = (seesFake ?? 'judgeFake') as string;
      const isNew = seesFake === null;
      return [
        ...(isNew ? [addNode(added, 'apply', [600, 0], { network: judge })] : []),
        ...addWired(
          document,
          [
            [data, seesReal],
            [generates, added],
          ],
          isNew ? { [added]: judge } : {},
        ),
      ];
    },
  },
  {
    id: 'losses',
    isDone: ({ document }, { seesReal, seesFake, real, fake, fool }) =>
      isWired(document.objective, seesReal, real) &&
      isWired(document.objective, seesFake, fake) &&
      isWired(document.objective, seesFake, fool),
    edits: (document, { seesReal, seesFake, real, fake, fool }) => [
      ...(real === null ? [addNode('realLoss', 'adversarial', [900, 260], { side: 'real' })] : []),
      ...(fake === null ? [addNode('fakeLoss', 'adversarial', [900, 100], { side: 'fake' })] : []),
      ...(fool === null
        ? [addNode('foolLoss', 'adversarial', [900, -60], { side: 'generator' })]
        : []),
      ...addWired(document, [
        [seesReal, real ?? 'realLoss'],
        [seesFake, fake ?? 'fakeLoss'],
        [seesFake, fool ?? 'foolLoss'],
      ]),
    ],
  },
  {
    id: 'trainers',
    isDone: (
      { document: { objective: graph } },
      { real, fake, fool, trainsJudge, trainsGenerator },
    ) =>
      isWired(graph, real, trainsJudge) &&
      isWired(graph, fake, trainsJudge) &&
      isWired(graph, fool, trainsGenerator),
    edits: (document, { judge, generator, real, fake, fool, trainsJudge, trainsGenerator }) => [
      ...(trainsJudge === null
        ? [
            addNode('trainD', 'optimizer-step', [1200, 200], {
              trains: [judge],
              losses: [1, 1],
              order: 0,
            }),
          ]
        : [set(trainsJudge, { losses: [1, 1] })]),
      ...(trainsGenerator === null
        ? [addNode('trainG', 'optimizer-step', [1200, -60], { trains: [generator], order: 1 })]
        : []),
      ...addWired(document, [
        [real, trainsJudge ?? 'trainD', 'loss0'],
        [fake, trainsJudge ?? 'trainD', 'loss1'],
        [fool, trainsGenerator ?? 'trainG', 'loss0'],
      ]),
    ],
  },
  {
    id: 'rates',
    isDone: ({ document }, { trainsJudge, trainsGenerator }) =>
      rateOf(document, trainsJudge) >= RATE && rateOf(document, trainsGenerator) >= RATE,
    edits: (_, { trainsJudge, trainsGenerator }) =>
      [trainsJudge, trainsGenerator].flatMap((id) =>
        id === null
          ? []
          : [
              set(id, {
                learningRate: { type: 'linear', from: RATE, to: 0, start: 0, end: STEPS },
                optimizer: { type: 'adam', beta1: 0.5, beta2: 0.999 },
              }),
            ],
      ),
  },
  {
    id: 'picture',
    isDone: ({ document }, { data, generates, picture }) =>
      isWired(document.objective, data, picture, /^real$/) &&
      isWired(document.objective, generates, picture, /^generated$/),
    edits: (document, { data, generates, picture }) => [
      ...(picture === null
        ? [addNode('picture', 'scatter', [600, 480], { count: 1000, range: 3 })]
        : []),
      ...addWired(document, [
        [data, picture ?? 'picture', 'real'],
        [generates, picture ?? 'picture', 'generated'],
      ]),
    ],
  },
  {
    id: 'length',
    isDone: ({ document: { training } }) =>
      typeof training.batchSize === 'number' &&
      training.batchSize >= BATCH &&
      typeof training.steps === 'number' &&
      training.steps >= STEPS,
    edits: ({ training }) => {
      const { epochs: _, ...rest } = training;
      return [{ type: 'set-training', training: { ...rest, batchSize: BATCH, steps: STEPS } }];
    },
  },
  { id: 'train', isDone: ({ isTraining }) => isTraining },
  { id: 'watch', isTold: true, isDone: () => true },
];

/** What lacks of the hidden layers: each a dense layer with its activation. */
function missing(links: readonly Link[], activation: string): readonly Layer[] {
  const there = layersOf(links);
  const lone = links[1 + 2 * there]?.node.kind === 'dense';
  const all = Array.from({ length: Math.max(0, LAYERS - there) }).flatMap((): Layer[] => [
    ['dense', { units: HIDDEN }],
    [activation],
  ]);
  return lone ? all.slice(1) : all;
}

function addNode(
  id: string,
  kind: string,
  at: readonly [number, number],
  params?: Readonly<Record<string, unknown>>,
): Edit {
  const node = { kind, at: [at[0], at[1]] as [number, number], ...(params ? { params } : {}) };
  return {
    type: 'add-node',
    graph: objective,
    id,
    node: node as Extract<Edit, { type: 'add-node' }>['node'],
  };
}

export const isStepDone = (step: TourStep, state: TourState): boolean =>
  step.isDone(state, castOf(state.document));
