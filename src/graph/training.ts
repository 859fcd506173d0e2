/** The numbers of a document's training, evaluated. */
import type { Training } from '../../graph-schemas/document.ts';
import type { ProblemList } from './problem-list.ts';
import { boundsFault } from './resolve-params.ts';
import { evaluateNumeric, origin, type Scope } from './scope.ts';

export interface TrainingFacts {
  readonly batchSize: number;
  readonly length:
    | { readonly type: 'steps'; readonly steps: number }
    | { readonly type: 'epochs'; readonly epochs: number };
  readonly sampleEvery: number;
  readonly measureEvery: number;
  readonly checkpointEvery: number;
}

/** What documents without these fields get, in iterations. */
const TRAINING_DEFAULTS = {
  sampleEvery: 50,
  measureEvery: 250,
  checkpointEvery: 250,
} as const;

/** All are whole numbers of at least one. */
export const TRAINING_FIELDS = {
  batchSize: { label: 'Batch size', max: 65_536 },
  steps: { label: 'Steps', max: 1e8 },
  epochs: { label: 'Epochs', max: 1e6 },
  sampleEvery: { label: 'Sample every', max: 1e8 },
  measureEvery: { label: 'Measure every', max: 1e8 },
  checkpointEvery: { label: 'Checkpoint every', max: 1e8 },
} as const;
type Field = keyof typeof TRAINING_FIELDS;

export function readTraining(
  training: Training,
  scope: Scope,
  problems: ProblemList,
): TrainingFacts | null {
  let isSound = true;
  const read = (field: Field, fallback: number): number => {
    const written = training[field];
    if (written === undefined) return fallback;
    const value = evaluateNumeric(written, scope);
    const { label, max } = TRAINING_FIELDS[field];
    const fault =
      typeof value === 'number' ? boundsFault(value, { min: 1, max, integer: true }, label) : value;
    if (!fault) return value as number;
    isSound = false;
    const source = typeof value === 'number' ? origin(written, scope) : '';
    problems.error(fault.code, { field: `training.${field}` }, `${fault.message}${source}`);
    return fallback;
  };
  const facts: TrainingFacts = {
    batchSize: read('batchSize', 1),
    length:
      training.epochs === undefined
        ? { type: 'steps', steps: read('steps', 1) }
        : { type: 'epochs', epochs: read('epochs', 1) },
    sampleEvery: read('sampleEvery', TRAINING_DEFAULTS.sampleEvery),
    measureEvery: read('measureEvery', TRAINING_DEFAULTS.measureEvery),
    checkpointEvery: read('checkpointEvery', TRAINING_DEFAULTS.checkpointEvery),
  };
  return isSound ? facts : null;
}
