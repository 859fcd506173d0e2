/** A run folder as one file that the page takes: document, record, weights, losses, metrics, sheets. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { plainRun, type RunRecord } from '../../../graph-schemas/run-record.ts';
import type { Program } from '../../compiler/program.ts';
import { plainName } from '../../exchange/export-file.ts';
import {
  ARCHIVE_ENDING,
  type ArchivedMetric,
  ArchiveError,
  type LossColumns,
  type SampleKey,
  type WholeRun,
} from '../../exchange/run-archive.ts';
import { writeRunArchive } from '../../exchange/run-archive-write.ts';
import { GANVAS_VERSION } from '../../worker/versions.ts';
import { InputError, UsageError } from '../errors.ts';
import { BUILTIN } from '../train/load-data.ts';
import { LossLine, stepTime } from '../train/loss-line.ts';
import type { ExportSource, ExportTarget } from './target.ts';

export const archive: ExportTarget = {
  name: 'archive',
  help: 'NAME.ganvas.zip: the whole run in one file, which the page and train --resume take',
  async files(source) {
    const parts: Uint8Array[] = [];
    try {
      await writeRunArchive(await wholeRun(source), {
        checkpoints: 'newest',
        versions: { ganvas: GANVAS_VERSION },
        now: Date.now(),
        write: (part) => void parts.push(part),
      });
    } catch (error) {
      if (error instanceof ArchiveError) throw new InputError(error.message);
      throw error;
    }
    return [{ path: nameOf(source), content: parts }];
  },
  next: (source, folder) =>
    `Drop it on the page, or go on here: ganvas train --resume ${folder}/${nameOf(source)} --out DIR`,
};

const nameOf = ({ document }: ExportSource): string =>
  `${plainName(document.name, 'run').toLowerCase()}${ARCHIVE_ENDING}`;

async function wholeRun({ document, program, stored }: ExportSource): Promise<WholeRun> {
  if (!stored)
    throw new UsageError(
      'An archive is of a run: name its folder, for example: ganvas export --run runs/ring --to archive --out ring-archive',
    );
  const { checkpoint, facts, path } = stored;
  const { losses, metrics } = await readHistory(path, checkpoint.step, program.batchSize);
  const titles = new Map(program.views.map(({ node, title }) => [node, title]));
  const sheets = await sheetsOf(path, [...titles.keys()], checkpoint.step);
  const now = Date.now();
  const record: RunRecord = {
    ...plainRun,
    id: crypto.randomUUID(),
    name: document.name,
    document,
    bindings: bindingsOf(program, facts.data),
    backend: BACKENDS.find((name) => name === facts.backend) ?? 'auto',
    step: checkpoint.step,
    totalSteps: program.length.type === 'steps' ? program.length.steps : 0,
    losses: [...losses.names],
    end: 'none',
    createdAt: now,
    updatedAt: now,
  };
  return {
    ...{ record, losses },
    metrics: metrics.map((metric) => ({
      ...metric,
      title: titles.get(metric.view) ?? metric.view,
    })),
    samples: [...sheets.values()].map(({ key }) => key),
    checkpoints: [{ step: checkpoint.step, bytes: checkpoint.bytes.length }],
    checkpoint: async () => checkpoint,
    async sample(key) {
      const sheet = sheets.get(nameOfSheet(key));
      if (!sheet) return null;
      const png = new Blob([await readFile(join(path, 'samples', sheet.file))]);
      return { type: 'sheet', ...key, title: titles.get(key.view) ?? key.view, png };
    },
  };
}

/** Files are named, and do not go along. `choices` are as `--data` was given: for all nodes, or NODE=PATH. */
function bindingsOf({ sources }: Program, choices: readonly string[]): RunRecord['bindings'] {
  const nodes = new Set(sources.map(({ node }) => node));
  const given = choices.map((choice) => {
    const [node = '', ...path] = choice.split('=');
    return path.length > 0 && nodes.has(node)
      ? { node, path: path.join('=') }
      : { node: null, path: choice };
  });
  const bindings: RunRecord['bindings'] = {};
  for (const { node, feed } of sources) {
    if (!feed) continue;
    const alone = given.filter((choice) => choice.node === node);
    const paths = (alone.length > 0 ? alone : given.filter((choice) => choice.node === null))
      .map(({ path }) => path)
      .filter((path) => path !== BUILTIN);
    const fileNames = paths.map((path) => path.split(/[\\/]/).at(-1) ?? path);
    const [name] = fileNames;
    bindings[node] =
      name === undefined
        ? { type: 'builtin', name: feed.builtin }
        : { type: 'stored', datasetId: crypto.randomUUID(), name, fileNames };
  }
  return bindings;
}

const BACKENDS = ['auto', 'webgpu', 'wasm', 'cpu'] as const;

const Line = z.union([
  LossLine,
  z.object({
    step: z.int(),
    metrics: z.record(z.string(), z.record(z.string(), z.number().nullable())),
    samples: z.record(z.string(), z.int()).optional(),
    faults: z.record(z.string(), z.string()).optional(),
  }),
]);

/** JSON has no word for what is not a number. */
const numberOf = (value: number | null | undefined): number => value ?? Number.NaN;

interface History {
  readonly losses: LossColumns;
  readonly metrics: readonly Omit<ArchivedMetric, 'title'>[];
}

/** The folder numbers losses by iteration, from 0; everywhere else they are numbered by how many are done. */
async function readHistory(path: string, step: number, batchSize: number): Promise<History> {
  const text = await readFile(join(path, 'metrics.jsonl'), 'utf8').catch(() => '');
  const rows: LossLine[] = [];
  const metrics: Omit<ArchivedMetric, 'title'>[] = [];
  for (const [k, line] of text.split('\n').entries()) {
    if (line === '') continue;
    const read = Line.safeParse(jsonOf(line));
    if (!read.success)
      throw new InputError(
        `Reading "${join(path, 'metrics.jsonl')}": line ${k + 1} holds no losses or metrics. Take the line out, and export again.`,
      );
    if ('losses' in read.data) {
      if (read.data.step < step) rows.push(read.data);
      continue;
    }
    const { step: at, metrics: views, samples, faults } = read.data;
    for (const [view, values] of Object.entries(views))
      metrics.push({
        ...{ view, step: at },
        values: Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, numberOf(value)]),
        ),
        ...(samples?.[view] !== undefined && { samples: samples[view] }),
        ...(faults?.[view] !== undefined && { fault: faults[view] }),
      });
  }
  const names = Object.keys(rows[0]?.losses ?? {});
  const times = rows.map((row) => stepTime(row, batchSize));
  const taken = {
    ms: Float32Array.from(times, ({ ms }) => ms),
    images: Float32Array.from(times, ({ images }) => images),
  };
  return {
    losses: {
      names,
      steps: Float64Array.from(rows, (row) => row.step + 1),
      values: names.map((name) => Float32Array.from(rows, (row) => numberOf(row.losses[name]))),
      ...(times.some(({ ms }) => Number.isFinite(ms)) && { taken }),
    },
    metrics,
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const nameOfSheet = ({ view, step }: SampleKey): string =>
  `${String(step).padStart(7, '0')}-${view.replace(/[^\w-]+/g, '-')}.png`;

/** By file name, of views that the document has. */
async function sheetsOf(path: string, views: readonly string[], step: number) {
  const files = await readdir(join(path, 'samples')).catch(() => []);
  const found = new Map<string, { readonly key: SampleKey; readonly file: string }>();
  for (const file of files.sort()) {
    const at = Number(/^(\d{7})-/.exec(file)?.[1] ?? Number.NaN);
    const view = views.find((each) => nameOfSheet({ view: each, step: at }) === file);
    if (view !== undefined && at <= step) found.set(file, { key: { view, step: at }, file });
  }
  return found;
}
