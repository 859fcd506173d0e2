/** What each variant would be before it trains: whether it compiles, how large it is, how long it takes. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { Compilation } from '../../compiler/compile-types.ts';
import type { Problem } from '../../graph/problem.ts';
import type { Variant } from '../../graph/variants/sweep.ts';
import { stepsOf } from './run-length.ts';

export interface CheckedVariant {
  readonly variant: Variant;
  /** What keeps it from training. */
  readonly errors: readonly Problem[];
  /** All that is trained. */
  readonly parameters: number;
  readonly multiplyAdds: number;
  /** Null where only its data says. */
  readonly steps: number | null;
}

export function checkVariant(
  variant: Variant,
  compile: (document: Document) => Compilation,
): CheckedVariant {
  const { problems, program, summary } = compile(variant.document);
  const networks = Object.values(summary?.networks ?? {});
  return {
    variant,
    errors: program ? [] : problems.filter(({ severity }) => severity === 'error'),
    parameters: networks.reduce((sum, { trainable }) => sum + trainable, 0),
    multiplyAdds: summary?.multiplyAddsPerStep ?? 0,
    steps: program && stepsOf(program),
  };
}

/** A run whose steps were timed on the backend that would be used. */
export interface TimedRun {
  readonly name: string;
  readonly multiplyAdds: number;
  readonly msPerStep: number;
}

/** Small steps take a time of their own, large ones that of their arithmetic: beyond this the one says little of the other. */
const SIMILAR = 2;

/** The newest of similar size; `runs` begin with the newest. */
export function similarRun(multiplyAdds: number, runs: readonly TimedRun[]): TimedRun | null {
  const isSimilar = (run: TimedRun) =>
    run.msPerStep > 0 &&
    run.multiplyAdds <= multiplyAdds * SIMILAR &&
    run.multiplyAdds >= multiplyAdds / SIMILAR;
  return runs.find(isSimilar) ?? null;
}

/** Null where nothing of its size was timed, or its length is not known. */
export function secondsFor(
  { multiplyAdds, steps }: Pick<CheckedVariant, 'multiplyAdds' | 'steps'>,
  runs: readonly TimedRun[],
): number | null {
  const known = similarRun(multiplyAdds, runs);
  if (!known || steps === null) return null;
  return (known.msPerStep * (multiplyAdds / known.multiplyAdds) * steps) / 1000;
}
