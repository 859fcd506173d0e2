/** Reads stored runs for a comparison: all but weights and the content of sheets. */
import type { Document } from '../../../graph-schemas/document.ts';
import type { RunRecord } from '../../../graph-schemas/run-record.ts';
import { type ComparedRun, type Series, toldApart } from '../../compare/compared-run.ts';
import { type CompiledFacts, costOf } from '../../compare/cost-of.ts';
import { metricSeries } from '../../compare/metric-series.ts';
import type { LossTable, RunLibrary } from '../../worker/run-library-types.ts';
import { lossTitle } from './series-name.ts';

type Reads = Pick<RunLibrary, 'read' | 'losses' | 'metrics' | 'samples'>;

export interface Loaded {
  readonly runs: readonly ComparedRun[];
  /** Ids that the library has no run for. */
  readonly missing: readonly string[];
}

export async function loadCompared(library: Reads, ids: readonly string[]): Promise<Loaded> {
  const facts = factsOnce();
  const found = await Promise.all(ids.map((id) => loadOne(library, id, facts)));
  const runs = found.filter((run) => run !== null);
  const names = toldApart(runs.map(({ name }) => name));
  return {
    runs: runs.map((run, i) => ({ ...run, name: names[i] ?? run.name })),
    missing: ids.filter((_, i) => found[i] === null),
  };
}

async function loadOne(
  library: Reads,
  id: string,
  factsOf: (document: Document) => CompiledFacts,
): Promise<ComparedRun | null> {
  const record = await library.read(id);
  if (!record || record.deletedAt !== null) return null;
  const [losses, metrics, samples] = await Promise.all([
    library.losses(id),
    library.metrics(id),
    library.samples(id),
  ]);
  return {
    id,
    name: record.name,
    document: record.document,
    step: Math.max(record.step, losses.steps.at(-1) ?? 0),
    totalSteps: record.totalSteps > 0 ? record.totalSteps : null,
    trainedMs: record.trainedMs > 0 ? record.trainedMs : null,
    ...factsOf(record.document),
    backend: backendOf(record),
    data: dataOf(record),
    series: [...lossSeries(losses, record.document), ...metricSeries(metrics)],
    sheets: samples.map(({ view, title, step }) => ({ view, title, step })),
  };
}

/** Variants by seed alone compile to the same; so do runs of one document. */
function factsOnce(): (document: Document) => CompiledFacts {
  const known = new Map<string, CompiledFacts>();
  return (document) => {
    const key = JSON.stringify({
      ...document,
      name: '',
      training: { ...document.training, seed: 0 },
    });
    const facts = known.get(key) ?? costOf(document);
    known.set(key, facts);
    return facts;
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
