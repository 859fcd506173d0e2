/** The second chapter of the tour: a network that tells data from what is made, and looks at both. Pure. */
import { addWired, finishChain } from './builders.ts';
import { chain, endsIn, hasLayers, missing } from './layers.ts';
import { type Cast, isWired, lengthOf } from './roles.ts';
import { addNode, LAYERS, network, objective, type TourStep } from './step.ts';

const inJudge = ({ judge }: Cast) => network(judge);

export const judgeSteps: readonly TourStep[] = [
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
];
