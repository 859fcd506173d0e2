/** What becomes of a run after an error: what to do next, and the sentence that the page shows. */
import { DataError } from '../data/dataset.ts';
import { DeviceLostError, NotFiniteError } from '../runtime/trainer-types.ts';
import { type Stage, type TroubleCode, WeightsGoneError } from './session-types.ts';

/** A run that fails more often than this without a checkpoint in between is given up. */
const MOST_FAILURES_IN_A_ROW = 3;

const TOO_OFTEN_LOST =
  'The GPU went away several times in a row, so training stopped. Close other pages that use the GPU, choose a smaller profile, or choose the WebAssembly backend; then press Resume. The run is kept at its last checkpoint.';

export interface Failure {
  readonly error: unknown;
  /** Where the run stood; null while it was being prepared. */
  readonly step: number | null;
  readonly savedStep: number;
  /** This one included, since the last checkpoint or pause. */
  readonly failures: number;
  /** What was being prepared; null once the run has begun. */
  readonly stage: Stage | null;
}

export interface Verdict {
  /** Keep the trainer and pause, build another from the last checkpoint, or give the run up. */
  readonly next: 'keep' | 'rebuild' | 'give-up';
  readonly code: TroubleCode;
  readonly message: string;
}

export function judge({ error, step, savedStep, failures, stage }: Failure): Verdict {
  if (error instanceof NotFiniteError && step !== null && failures === 1) {
    return { next: 'keep', code: 'not-finite', message: error.message };
  }
  const isLost = error instanceof DeviceLostError;
  const hasMoved = step !== null && step > savedStep;
  if ((isLost || hasMoved) && failures <= MOST_FAILURES_IN_A_ROW) {
    const where = step === null ? '' : ` at step ${step}`;
    const what = isLost
      ? `The GPU went away${where}.`
      : `${sentence(error)} This happened${where}.`;
    const how = isLost ? ', on a new device' : '';
    const message = `${what} Training goes on from step ${savedStep}, its last checkpoint${how}.`;
    return { next: 'rebuild', code: isLost ? 'device-lost' : 'internal', message };
  }
  const message = isLost ? TOO_OFTEN_LOST : sentence(error);
  return { next: 'give-up', code: codeOf(error, stage), message };
}

/** Metrics that were put off failed: the run is none the worse. */
export const unmeasured = (step: number, error: unknown): string =>
  `The metrics of step ${step} were not measured: ${sentence(error)} The run goes on without them.`;

function codeOf(error: unknown, stage: Stage | null): TroubleCode {
  if (error instanceof DataError) return 'data';
  if (error instanceof WeightsGoneError) return 'weights-gone';
  if (error instanceof DeviceLostError) return 'device-lost';
  if (error instanceof NotFiniteError) return 'not-finite';
  return stage === 'data' || stage === 'backend' ? stage : 'internal';
}

function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
