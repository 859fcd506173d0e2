/** What a stored run becomes beyond its weights: an archive, a film strip, a card with its pictures. Read from the library. */
import { compile } from '../compiler/compile.ts';
import type { Program } from '../compiler/program.ts';
import { decodePng } from '../data/files/png-image.ts';
import { encodePng } from '../data/png.ts';
import { plainName } from '../exchange/export-file.ts';
import { filmStrip, type Picture } from '../exchange/film-strip.ts';
import { modelCard } from '../exchange/model-card.ts';
import {
  ARCHIVE_ENDING,
  type ArchivedSample,
  ArchiveError,
  type WholeRun,
} from '../exchange/run-archive.ts';
import { writeRunArchive } from '../exchange/run-archive-write.ts';
import { drawScatter } from '../exchange/scatter-image.ts';
import { zipFiles } from '../exchange/zip-files.ts';
import { CheckpointError, decodeCheckpoint, fingerprintOf } from '../runtime/checkpoint.ts';
import type { ExportOptions, FilmFacts } from './exchange-protocol.ts';
import type { RunLibrary } from './run-library-types.ts';
import { GANVAS_VERSION } from './versions.ts';

export interface RunExport {
  readonly name: string;
  readonly blob: Blob;
  readonly film?: FilmFacts;
}

type OnProgress = (done: number, total: number) => void;

const WHITE = [255, 255, 255] as const;
const versions = { ganvas: GANVAS_VERSION };

/** Throws ArchiveError where the run is gone. */
export async function wholeRun(library: RunLibrary, runId: string): Promise<WholeRun> {
  const record = await library.read(runId);
  if (!record)
    throw new ArchiveError(
      'The run is no longer in this browser; it was deleted, perhaps in another tab. Choose another run.',
    );
  return {
    record,
    losses: await library.losses(runId),
    metrics: await library.metrics(runId),
    samples: await library.samples(runId),
    checkpoints: await library.checkpoints(runId),
    sample: ({ view, step }) => library.sample(runId, view, step),
    checkpoint: (step) => library.checkpoint(runId, step),
  };
}

/** Parts go into blobs, which browsers keep outside of the worker's memory. */
export async function archiveOf(
  run: WholeRun,
  { checkpoints }: Pick<ExportOptions, 'checkpoints'>,
  onProgress: OnProgress,
): Promise<RunExport> {
  const parts: Blob[] = [];
  const write = (part: Uint8Array): void => {
    parts.push(new Blob([part as Uint8Array<ArrayBuffer>]));
  };
  await writeRunArchive(run, { checkpoints, versions, now: Date.now(), write, onProgress });
  const blob = new Blob(parts, { type: 'application/zip' });
  return { name: `${plain(run)}${ARCHIVE_ENDING}`, blob };
}

export async function filmOf(
  run: WholeRun,
  { view }: Pick<ExportOptions, 'view'>,
  onProgress: OnProgress,
): Promise<RunExport> {
  const shown = view ?? run.samples[0]?.view;
  const steps = run.samples
    .filter((sample) => sample.view === shown)
    .map(({ step }) => step)
    .sort((a, b) => a - b);
  const pictureOf = async (step: number): Promise<Picture | null> => {
    const sample = shown === undefined ? null : await run.sample({ view: shown, step });
    return sample && picture(sample);
  };
  const strip = await filmStrip(steps, pictureOf, { onProgress });
  if (!strip || shown === undefined)
    throw new ArchiveError(
      `"${run.record.name}" has shown no sheets yet, so there is nothing to play. Train it until the Samples panel has some.`,
    );
  return {
    name: `${plain(run)}-${plainName(shown, 'samples').toLowerCase()}.gif`,
    blob: new Blob([strip.bytes], { type: 'image/gif' }),
    film: {
      ...{ frames: strip.steps.length, sheets: steps.length },
      ...{ width: strip.width, height: strip.height, shrunk: strip.shrunk },
    },
  };
}

/** The card, and the newest sheet of each view beside it. */
export async function cardOf(run: WholeRun, program: Program): Promise<RunExport> {
  const { record, losses, metrics, samples } = run;
  const newest = new Map<string, WholeRun['samples'][number]>();
  for (const sample of samples)
    if (sample.step >= (newest.get(sample.view)?.step ?? 0)) newest.set(sample.view, sample);
  const sheets: { title: string; step: number; path: string; content: Uint8Array }[] = [];
  for (const key of newest.values()) {
    const sample = await run.sample(key);
    if (!sample) continue;
    const { title, step, view } = sample;
    const path = `${plainName(view, 'samples').toLowerCase()}-${String(step).padStart(6, '0')}.png`;
    sheets.push({ title, step, path, content: await pngOf(sample) });
  }
  const card = modelCard({
    ...{ record, program, losses, metrics, sheets, versions },
    now: Date.now(),
  });
  const folder = `${plain(run)}-model-card`;
  const bytes = zipFiles(folder, [{ path: 'README.md', content: card }, ...sheets]);
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
  return { name: `${folder}.zip`, blob };
}

/**
 * Keeps the run of an archive under a new id: as a deleted one until all of it is there, so that a page that is closed in the
 * middle leaves nothing behind.
 */
export async function restoreRun(
  library: RunLibrary,
  run: WholeRun,
  { runId, fileName }: { readonly runId: string; readonly fileName: string },
  onProgress: OnProgress,
): Promise<WholeRun['record']> {
  await refuseUnfit(run, fileName);
  const now = Date.now();
  const { documentId: _, ...rest } = run.record;
  const record = {
    ...{ ...rest, id: runId, deletedAt: null, updatedAt: now },
    bindings: withHashes(run.record),
    origin: { type: 'file', name: fileName },
  } as const;
  await library.add({ ...record, deletedAt: now });
  try {
    const samples: ArchivedSample[] = [];
    for (const key of run.samples) {
      const sample = await run.sample(key);
      if (sample) samples.push(sample);
    }
    const { losses, metrics } = run;
    await library.putHistory(runId, { losses, samples, metrics });
    const steps = run.checkpoints.map(({ step }) => step).sort((a, b) => a - b);
    for (const [k, step] of steps.entries()) {
      const checkpoint = await run.checkpoint(step);
      if (checkpoint) await library.putCheckpoint(runId, checkpoint);
      onProgress(k + 1, steps.length);
    }
    await library.note(runId, { deletedAt: null });
    return record;
  } catch (error) {
    await library.remove([runId]).catch(() => {});
    throw error;
  }
}

/** The person's data is known by its content from now on, as the ids of another browser mean nothing here. */
function withHashes({ bindings, data }: WholeRun['record']): WholeRun['record']['bindings'] {
  return Object.fromEntries(
    Object.entries(bindings).map(([node, binding]) => {
      const known = data[node];
      return [
        node,
        binding.type === 'stored' && known ? { ...binding, hash: known.hash } : binding,
      ];
    }),
  );
}

/** Weights of another graph than the archive's own would be found out when somebody resumes; better now. */
async function refuseUnfit({ record, checkpoints, checkpoint }: WholeRun, fileName: string) {
  const { program, problems } = compile(record.document);
  if (!program)
    throw new ArchiveError(
      `"${fileName}" was not taken: this version of Ganvas finds errors in its document (${problems.find(({ severity }) => severity === 'error')?.message ?? ''}). Its document.json can be opened by itself, and be mended.`,
    );
  for (const { step } of checkpoints) {
    const stored = await checkpoint(step);
    if (stored && decodeCheckpoint(stored.bytes).header.fingerprint !== fingerprintOf(program))
      throw new CheckpointError(
        `"${fileName}" was not taken: its weights of step ${step} belong to other networks, losses or optimizers than its document has. Have it written anew.`,
      );
  }
}

async function picture(sample: ArchivedSample): Promise<Picture | null> {
  if (sample.type === 'points') return drawScatter(sample.real, sample.generated, sample.range);
  const bytes = new Uint8Array(await sample.png.arrayBuffer());
  const image = decodePng(`sheet of step ${sample.step}`, bytes, WHITE);
  return image && { width: image.width, height: image.height, rgb: image.pixels };
}

async function pngOf(sample: ArchivedSample): Promise<Uint8Array> {
  if (sample.type === 'sheet') return new Uint8Array(await sample.png.arrayBuffer());
  const { width, height, rgb } = drawScatter(sample.real, sample.generated, sample.range);
  return encodePng(width, height, 3, rgb);
}

const plain = ({ record }: WholeRun): string => plainName(record.name, 'run').toLowerCase();
