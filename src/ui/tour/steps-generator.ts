/** The first chapter of the tour: data, noise, and a network that makes the one of the other. Pure. */
import { addChain, addWired, finishChain } from './builders.ts';
import { chain, endsIn, hasLayers, missing } from './layers.ts';
import { type Cast, isWired, lengthOf, paramsOf } from './roles.ts';
import {
  addNode,
  HIDDEN,
  LATENT,
  LAYERS,
  network,
  objective,
  setParams,
  type TourStep,
} from './step.ts';

const inGenerator = ({ generator }: Cast) => network(generator);

export const generatorSteps: readonly TourStep[] = [
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
        : [setParams(data, { builtin: 'rings', data: { type: 'points', dimensions: 2 } })],
  },
  {
    id: 'noise',
    isDone: ({ document }, { noise }) => lengthOf(document.objective.nodes[noise ?? '']) === LATENT,
    edits: (_, { noise }) =>
      noise === null
        ? [addNode('noise', 'noise', [0, 0], { shape: [LATENT] })]
        : [setParams(noise, { shape: [LATENT] })],
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
];
