/**
 * Reads stored runs for a comparison: all but weights and the content of sheets. What one cannot read of a run is told, and
 * keeps none of the others back.
 */
import type { Document } from '../../../graph-schemas/document.ts';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { type ComparedRun, type Series, toldApart } from '../../compare/compared-run.ts';
import { metricSeries } from '../../compare/metric-series.ts';
import { progressAt, progressOf } from '../../compare/progress.ts';
import type { LossTable, RunLibrary } from '../../worker/run-library-types.ts';
import { lossTitle } from './series-name.ts';

type Reads = Pick<RunLibrary, 'read' | 'losses' | 'metrics' | 'samples'>;

/** A run that is not there to be compared. */
export interface Missing {
  readonly id: string;
  /** Null where not even its record can be read. */
  readonly name: string | null;
  /** A sentence; null where it was deleted, or its record is gone or damaged. */
  readonly reason: string | null;
}

export interface Loaded {
  readonly runs: readonly ComparedRun[];
  readonly missing: readonly Missing[];
}

/** Without what only compiling a document tells: `with-facts.ts` adds that. */
export async function loadCompared(library: Reads, ids: readonly string[]): Promise<Loaded> {
  const found = await Promise.all(ids.map((id) => loadOne(library, id)));
  const runs = found.filter((one) => 'document' in one);
  const names = toldApart(runs.map(({ name }) => name));
  return {
    runs: runs.map((run, i) => ({ ...run, name: names[i] ?? run.name })),
    missing: found.filter((one) => 'reason' in one),
  };
}

async function loadOne(library: Reads, id: string): Promise<ComparedRun | Missing> {
  let name: string | null = null;
  try {
    const record = await library.read(id);
    name = record?.name ?? null;
    if (!record || record.deletedAt !== null) return { id, name, reason: null };
    const [losses, metrics, samples] = await Promise.all([
      library.losses(id),
      library.metrics(id),
      library.samples(id),
    ]);
    return {
      ...factsOf(record, losses),
      series: [...lossSeries(losses, record.document), ...metricSeries(metrics)],
      sheets: samples.map(({ view, title, step }) => ({ view, title, step })),
    };
  } catch (error) {
    return { id, name, reason: error instanceof Error ? error.message : String(error) };
  }
}

function factsOf(record: RunRecord, losses: LossTable): Omit<ComparedRun, 'series' | 'sheets'> {
  const step = Math.max(record.step, losses.steps.at(-1) ?? 0);
  // A branch was handed the steps before it, and has its own time only.
  const own = record.step - (record.origin.type === 'fork' ? record.origin.step : 0);
  const pace = record.trainedMs > 0 && own > 0 ? record.trainedMs / own : null;
  const seconds = losses.taken
    ? progressOf(
        losses.steps,
        losses.taken.ms.map((ms) => ms / 1000),
        pace && pace / 1000,
      )
    : null;
  return {
    id: record.id,
    name: record.name,
    document: record.document,
    step,
    totalSteps: record.totalSteps > 0 ? record.totalSteps : null,
    peakBytes: record.peakBytes || null,
    trainedMs: seconds ? 1000 * progressAt(seconds, step) : pace && pace * step,
    progress: {
      seconds,
      images: losses.taken ? progressOf(losses.steps, losses.taken.images) : null,
    },
    batchSize: null,
    cost: null,
    backend: backendOf(record),
    data: dataOf(record),
  };
}

const lossSeries = ({ names, steps, values }: LossTable, document: Document): Series[] =>
  names.map((name, i) => {
    const title = lossTitle(document, name);
    return {
      kind: 'loss',
      key: `loss ${name}`,
      name,
      ...(title === undefined ? {} : { title }),
      steps,
      values: values[i] ?? new Float32Array(steps.length).fill(Number.NaN),
    };
  });

/** Every backend that computed a stretch of it. */
function backendOf({ ranOn, backend }: RunRecord): string {
  const used = [...new Set(ranOn.map((stretch) => stretch.backend))];
  return used.length > 0 ? used.join(', ') : backend;
}

function dataOf({ data, bindings }: RunRecord): ComparedRun['data'] {
  const known = Object.values(data);
  if (known.length === 0) {
    const name = Object.values(bindings)
      .map((binding) => binding.name)
      .join(', ');
    return { name, hash: name };
  }
  return {
    name: known.map(({ name, count }) => `${name} (${count})`).join(', '),
    hash: known.map(({ hash }) => hash).join(' '),
  };
}
