/** The numbers of a training run as the form shows them, each with what the compiler made of it. */
import type { Training } from '../../../graph-schemas/document.ts';
import type { Numeric } from '../../../graph-schemas/primitives.ts';
import type { Program } from '../../compiler/program.ts';

export type TrainingKey = Exclude<keyof Training, 'seed'>;

export interface TrainingField {
  readonly key: TrainingKey;
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  readonly valueOf: (program: Program) => number | undefined;
}

const stepsOf = ({ length }: Program) => (length.type === 'steps' ? length.steps : undefined);
const epochsOf = ({ length }: Program) => (length.type === 'epochs' ? length.epochs : undefined);

export const TRAINING_FIELDS: readonly TrainingField[] = [
  {
    key: 'batchSize',
    label: 'Batch size',
    unit: 'samples',
    help: 'Samples that each source draws at once.',
    valueOf: (program) => program.batchSize,
  },
  {
    key: 'steps',
    label: 'Length',
    unit: 'steps',
    help: 'A step is one pass through all optimizer steps.',
    valueOf: stepsOf,
  },
  {
    key: 'epochs',
    label: 'Length',
    unit: 'epochs',
    help: 'An epoch shows every sample of the data once.',
    valueOf: epochsOf,
  },
  {
    key: 'sampleEvery',
    label: 'Samples every',
    unit: 'steps',
    help: 'How often the sample sheet is drawn anew.',
    valueOf: (program) => program.sampleEvery,
  },
  {
    key: 'measureEvery',
    label: 'Metrics every',
    unit: 'steps',
    help: 'How often metrics are measured.',
    valueOf: (program) => program.measureEvery,
  },
  {
    key: 'checkpointEvery',
    label: 'Saved every',
    unit: 'steps',
    help: 'How often the whole state is saved, to go on after a reload.',
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
