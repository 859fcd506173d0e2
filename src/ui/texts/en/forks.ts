/** Going on from a checkpoint: in the same run, in a branch of it, or with another graph. */
import type { TextTable } from '../translation.ts';

const weights = (count: number) => (count === 1 ? '1 weight' : `${count} weights`);

export const forks = {
  goOn: (step: string) => `Go on from step ${step}`,
  goOnNewest: 'The run itself goes on, exactly as if it had never stopped',
  goOnOlder: 'A new run goes on from here, exactly; this one keeps what came after',
  fork: (step: string) => `Take the weights of step ${step} to the graph as it is now`,
  title: (name: string, step: string) =>
    `Take the weights of “${name}”, step ${step}, to this graph`,
  reading: 'Looking at what fits…',
  help: (document: string) =>
    `A new run of “${document}” begins at this step. Layers that have kept their kind and the shapes of their weights go on with what they have learned.`,
  exact: 'All of it fits, with the state of every optimizer: the run goes on exactly.',
  kept: (count: number) => `${weights(count)} kept`,
  fresh: (count: number) => `${weights(count)} from the seed`,
  none: 'none',
  from: (name: string) => `was ${name}`,
  isNew: 'new',
  reshaped: (before: string, after: string) => `${before} before, ${after} now`,
  changed: 'its layer has changed',
  freshSteps: (names: string) => `These optimizers begin anew: ${names}.`,
  nothingKept: 'Nothing of the run fits this graph: it would begin as a new one does.',
  atEnd: (step: string) =>
    `The graph asks for ${step} steps at most, which the run has done already. Raise the steps in the training settings first.`,
  begin: 'Begin and train',
  cancel: 'Cancel',
  noRun: 'The document on show has no run with a checkpoint. Choose one in the Runs panel.',
} satisfies TextTable;
