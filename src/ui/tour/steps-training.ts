/** The last chapter of the tour: losses, optimizer steps, something to look at, and the training. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import { addWired } from './builders.ts';
import { isWired, paramsOf } from './roles.ts';
import { addNode, BATCH, RATE, STEPS, setParams, type TourStep } from './step.ts';

export const trainingSteps: readonly TourStep[] = [
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
        : [setParams(trainsJudge, { losses: [1, 1] })]),
      ...(trainsGenerator === null
        ? [
            addNode('trainG', 'optimizer-step', [1200, -60], {
              trains: [generator],
              order: 1,
              // What is shown is calmer than what is trained.
              averageDecay: 0.99,
            }),
          ]
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
              setParams(id, {
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
