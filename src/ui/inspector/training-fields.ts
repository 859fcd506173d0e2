/** The numbers of a training run as the form shows them, each with what the compiler made of it. */
import type { Training } from '../../../graph-schemas/document.ts';
import type { Numeric } from '../../../graph-schemas/primitives.ts';
import type { Program } from '../../compiler/program.ts';

export type TrainingKey = Exclude<keyof Training, 'seed' | 'precision'>;

export interface TrainingField {
  readonly key: TrainingKey;
  readonly unit: 'samples' | 'steps' | 'epochs';
  readonly valueOf: (program: Program) => number | undefined;
}

const stepsOf = ({ length }: Program) => (length.type === 'steps' ? length.steps : undefined);
const epochsOf = ({ length }: Program) => (length.type === 'epochs' ? length.epochs : undefined);

export const TRAINING_FIELDS: readonly TrainingField[] = [
  {
    key: 'batchSize',
    unit: 'samples',
    valueOf: (program) => program.batchSize,
  },
  {
    key: 'steps',
    unit: 'steps',
    valueOf: stepsOf,
  },
  {
    key: 'epochs',
    unit: 'epochs',
    valueOf: epochsOf,
  },
  {
    key: 'sampleEvery',
    unit: 'steps',
    valueOf: (program) => program.sampleEvery,
  },
  {
    key: 'measureEvery',
    unit: 'steps',
    valueOf: (program) => program.measureEvery,
  },
  {
    key: 'checkpointEvery',
    unit: 'steps',
    valueOf: (program) => program.checkpointEvery,
  },
];

/** With one field changed; an empty field goes back to the default where there is one. */
export function withField(training: Training, key: TrainingKey, value: Numeric | null): Training {
  const { [key]: _, ...others } = training;
  if (value !== null) return { ...training, [key]: value };
  return key === 'batchSize' || key === 'steps' || key === 'epochs'
    ? training
    : (others as Training);
}

/** Counts in the other unit: exactly one of steps and epochs stands in a document. */
export function countedIn(training: Training, unit: 'steps' | 'epochs'): Training {
  const { steps, epochs, ...others } = training;
  return unit === 'steps'
    ? { ...others, steps: steps ?? 1000 }
    : { ...others, epochs: epochs ?? 10 };
}
