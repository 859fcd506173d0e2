/** Runs that differ in nothing but their seed, and what their curves say together: the mean, and from the lowest to the highest. */
import { diffDocuments, differsCanvas } from '../graph/diff/diff-documents.ts';
import type { ComparedRun } from './compared-run.ts';
import { type Column, type Curve, means, type Span } from './curves.ts';

/** Indexes of runs: each run is in one family, most are alone. In the order of their first. */
export function seedFamilies(runs: readonly ComparedRun[]): number[][] {
  const families: number[][] = [];
  runs.forEach((run, index) => {
    const family = families.find(([first]) => {
      const other = first === undefined ? undefined : runs[first];
      return other !== undefined && differOnlyInSeed(other, run);
    });
    if (family) family.push(index);
    else families.push([index]);
  });
  return families;
}

function differOnlyInSeed(one: ComparedRun, other: ComparedRun): boolean {
  if (one.data.hash !== other.data.hash || trained(one) !== trained(other)) return false;
  // Runs of a sweep are made from one document: comparing graphs node by node is for the others.
  if (drawn(one) === drawn(other)) return true;
  const { parameters, training, canvases } = diffDocuments(one.document, other.document);
  return (
    parameters.length === 0 &&
    training.every(({ name }) => name === 'seed') &&
    !canvases.some(differsCanvas)
  );
}

const trained = ({ document: { parameters, training } }: ComparedRun): string =>
  JSON.stringify([
    Object.entries(parameters).map(([name, { value }]) => [name, value]),
    { ...training, seed: 0 },
  ]);

const drawn = ({ document: { networks, blocks, objective } }: ComparedRun): string =>
  JSON.stringify([networks, blocks, objective]);

export interface Band {
  readonly mean: Column;
  readonly low: Column;
  readonly high: Column;
}

/** Over those of the curves that have come so far. */
export function bandOf(curves: readonly Curve[], span: Span, bins: number): Band {
  const columns = curves.map((curve) => means(curve, span, bins));
  const over = (take: (values: readonly number[]) => number): Column =>
    Array.from({ length: bins }, (_, bin) => {
      const values = columns.flatMap((column) => column[bin] ?? []);
      return values.length === 0 ? null : take(values);
    });
  return {
    mean: over((values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    low: over((values) => Math.min(...values)),
    high: over((values) => Math.max(...values)),
  };
}
