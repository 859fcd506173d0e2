/** A run folder as a comparison reads it: everything but the weights, so that runs without a checkpoint can be compared, too. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Document } from '../../../graph-schemas/document.ts';
import type { ComparedRun, KeptSheet, Series } from '../../compare/compared-run.ts';
import { costOf } from '../../compare/cost-of.ts';
import { type Measured, metricSeries } from '../../compare/metric-series.ts';
import { type Progress, progressOf } from '../../compare/progress.ts';
import { readDocument } from '../../graph/read.ts';
import { InputError, UsageError } from '../errors.ts';
import { systemReason } from '../file-errors.ts';
import { LossLine, stepTime } from '../train/loss-line.ts';
import { RunFacts } from '../train/run-folder.ts';

export interface FolderRun extends ComparedRun {
  readonly folder: string;
  /** By view and step, the name of the file. */
  readonly files: ReadonlyMap<KeptSheet, string>;
}

const Line = LossLine.partial({ losses: true }).extend({
  metrics: z.record(z.string(), z.record(z.string(), z.number().nullable())).optional(),
});
type Line = z.infer<typeof Line>;
const Summary = z.object({
  steps: z.number(),
  msPerStep: z.number(),
  backend: z.string(),
  /** Absent in folders of before, null where it could not be measured. */
  peakBytes: z.number().nullable().default(null),
});

export async function readCompared(folder: string): Promise<FolderRun> {
  const document = await documentOf(folder);
  const lines = readLines(await readOptional(join(folder, 'metrics.jsonl')));
  const facts = parsed(RunFacts, await readOptional(join(folder, 'run.json')));
  const summary = parsed(Summary, await readOptional(join(folder, 'summary.json')));
  const backend = summary?.backend ?? facts?.backend ?? '';
  const { batchSize, cost } = costOf(document, backend);
  const losses = lines.filter((line) => line.losses !== undefined);
  const done = (losses.at(-1)?.step ?? -1) + 1;
  const seconds = secondsOf(losses, batchSize);
  const data = facts?.data.join(', ') ?? '';
  const files = await sheetsOf(folder, document);
  return {
    id: resolve(folder),
    folder,
    name: basename(resolve(folder)),
    document,
    step: Math.max(done, summary?.steps ?? 0),
    totalSteps: null,
    peakBytes: summary?.peakBytes ?? null,
    trainedMs: seconds && 1000 * (seconds.totals.at(-1) ?? 0),
    progress: { seconds, images: null },
    batchSize,
    backend,
    data: { name: data, hash: data },
    cost,
    series: [
      ...lossSeries(losses),
      ...metricSeries(lines.flatMap((line) => measured(line, document))),
    ],
    sheets: [...files.keys()],
    files,
  };
}

async function documentOf(folder: string): Promise<Document> {
  const path = join(folder, 'graph.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = systemReason(error);
    if (reason === undefined) throw error;
    throw new UsageError(
      `"${folder}" holds no run: reading "${path}" failed, ${reason}. Name folders that "ganvas train" wrote, for example: ganvas compare runs/a runs/b`,
    );
  }
  const { document, problems } = readDocument(text);
  if (!document) throw new InputError(`"${path}" cannot be read as a document.`, problems);
  return document;
}

const readOptional = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A line that was cut off, as by a killed process, counts as not written. */
const readLines = (text: string): Line[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : (parsed(Line, line) ?? [])));

/** JSON writes what is no number as null. */
const numeric = (value: number | null | undefined): number => value ?? Number.NaN;

function lossSeries(lines: readonly Line[]): Series[] {
  const names = [...new Set(lines.flatMap(({ losses }) => Object.keys(losses ?? {})))];
  const steps = Float64Array.from(lines, ({ step }) => step);
  return names.map((name) => ({
    kind: 'loss',
    key: `loss ${name}`,
    name,
    steps,
    values: Float64Array.from(lines, ({ losses }) => numeric(losses?.[name])),
  }));
}

function measured({ step, metrics }: Line, { objective }: Document): Measured[] {
  return Object.entries(metrics ?? {}).map(([view, values]) => ({
    view,
    title: objective.nodes[view]?.title ?? view,
    step,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, numeric(value)]),
    ),
  }));
}

/** By the pace that was written with each line; null where none was. */
function secondsOf(lines: readonly Line[], batchSize: number | null): Progress | null {
  if (batchSize === null) return null;
  return progressOf(
    Float64Array.from(lines, ({ step }) => step),
    lines.map((line) => stepTime(line, batchSize).ms / 1000),
  );
}

async function sheetsOf(folder: string, document: Document): Promise<Map<KeptSheet, string>> {
  const names = await readdir(join(folder, 'samples')).catch(() => []);
  return new Map(
    names.toSorted().flatMap((file): [KeptSheet, string][] => {
      const [, step = '', view = ''] = /^(\d+)-(.+)\.png$/.exec(file) ?? [];
      if (view === '') return [];
      const title = document.objective.nodes[view]?.title ?? view;
      return [[{ view, title, step: Number(step) }, join(folder, 'samples', file)]];
    }),
  );
}
