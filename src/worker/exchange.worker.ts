/**
 * Writes exports and reads weights beside the page and beside training: it needs no backend, only the stored checkpoint.
 * It lives for one question.
 */
import { ExportError } from '../codegen/export-error.ts';
import { DataError } from '../data/dataset.ts';
import { blobFile } from '../data/files/source-file.ts';
import { type ExportFile, plainName } from '../exchange/export-file.ts';
import {
  checkpointOf,
  firstState,
  type KnownState,
  stateOfContents,
} from '../exchange/known-state.ts';
import { pytorchFiles } from '../exchange/pytorch-files.ts';
import { readWeights } from '../exchange/read-weights.ts';
import { ArchiveError } from '../exchange/run-archive.ts';
import { readRunArchive } from '../exchange/run-archive-read.ts';
import { tfjsFiles } from '../exchange/tfjs-files.ts';
import { WeightsError } from '../exchange/weights-error.ts';
import { weightsFile } from '../exchange/weights-file.ts';
import { zipFiles } from '../exchange/zip-files.ts';
import { CheckpointError, decodeCheckpoint, fingerprintOf } from '../runtime/checkpoint.ts';
import type { FromExchange, Origin, ToExchange } from './exchange-protocol.ts';
import { archiveOf, cardOf, filmOf, type RunExport, restoreRun, wholeRun } from './run-exports.ts';
import { createRunLibrary } from './run-library.ts';
import { createStorage } from './run-storage.ts';
import { StorageError } from './storage-errors.ts';

type Export = Extract<ToExchange, { type: 'export' }>;

const storage = createStorage();

self.addEventListener('message', ({ data }: MessageEvent<ToExchange>) => {
  answerTo(data)
    .catch(refused)
    .then((message) => self.postMessage(message));
});

function answerTo(asked: ToExchange): Promise<FromExchange> {
  switch (asked.type) {
    case 'export':
      return exported(asked);
    case 'import':
      return imported(asked);
    case 'restore':
      return restored(asked);
    default:
      return unreachable(asked);
  }
}

/** Once in a while: a strip of two hundred pictures need not wake the page as often. */
function progressTeller(): (done: number, total: number) => void {
  let last = 0;
  return (done, total) => {
    const now = performance.now();
    if (now - last < 100 && done < total) return;
    last = now;
    self.postMessage({ type: 'progress', done, total } satisfies FromExchange);
  };
}

/** Our own bugs are the page's to report. */
function refused(error: unknown): FromExchange {
  const isKnown = [
    ...[ExportError, WeightsError, CheckpointError, ArchiveError],
    ...[DataError, StorageError],
  ].some((kind) => error instanceof kind);
  const text = error instanceof Error ? error.message : String(error);
  return { type: 'refused', message: isKnown ? text : `internal: ${text}` };
}

async function exported(asked: Export): Promise<FromExchange> {
  const { target, document, program } = asked;
  if (target === 'archive' || target === 'film' || target === 'card') return ofRun(asked, target);
  const { state, origin } = await stateFor(asked);
  const name = plainName(document.name, 'graph').toLowerCase();
  const zipped = (suffix: string, files: readonly ExportFile[]): FromExchange => {
    const folder = `${name}-${suffix}`;
    const bytes = zipFiles(folder, files);
    return {
      type: 'exported',
      name: `${folder}.zip`,
      blob: blobOf(bytes, 'application/zip'),
      origin,
    };
  };
  switch (target) {
    case 'pytorch':
      return zipped('pytorch', pytorchFiles(document, program, state));
    case 'tfjs': {
      const { default: layers } = await import('virtual:ganvas-layers');
      const known = state ?? firstState(program);
      return zipped('tfjs', tfjsFiles({ program, state: known, isAveraged: true, layers }));
    }
    case 'safetensors': {
      const bytes = weightsFile(document, program, state ?? firstState(program));
      const blob = blobOf(bytes, 'application/octet-stream');
      return { type: 'exported', name: `${name}.safetensors`, blob, origin };
    }
    default:
      return unreachable(target);
  }
}

async function ofRun(
  { program, runId, options }: Export,
  target: 'archive' | 'film' | 'card',
): Promise<FromExchange> {
  if (runId === null)
    throw new ArchiveError(
      'Nothing has been trained yet. Train the graph, then take its run away.',
    );
  const run = await wholeRun(createRunLibrary(), runId);
  const onProgress = progressTeller();
  const makers: Record<typeof target, () => Promise<RunExport>> = {
    archive: () => archiveOf(run, options, onProgress),
    film: () => filmOf(run, options, onProgress),
    card: () => cardOf(run, program),
  };
  const made = await makers[target]();
  return { type: 'exported', ...made, origin: { type: 'run', step: run.record.step } };
}

async function restored({
  file,
  runId,
}: Extract<ToExchange, { type: 'restore' }>): Promise<FromExchange> {
  const tell = progressTeller();
  // Checking is one half, keeping the other.
  const run = await readRunArchive(blobFile(file.name, file), (done, total) =>
    tell(done, 2 * total),
  );
  const names = { runId, fileName: file.name };
  const record = await restoreRun(createRunLibrary(), run, names, (done, total) =>
    tell(total + done, 2 * total),
  );
  return { type: 'restored', record };
}

interface Found {
  /** Null: first weights. */
  readonly state: KnownState | null;
  readonly origin: Origin;
}

async function stateFor({ program, runId }: Export): Promise<Found> {
  const checkpoint = runId === null ? null : await storage.newestCheckpoint(runId);
  if (!checkpoint) return { state: null, origin: { type: 'first', why: 'no-checkpoint' } };
  const contents = decodeCheckpoint(checkpoint.bytes);
  if (contents.header.fingerprint !== fingerprintOf(program))
    return { state: null, origin: { type: 'first', why: 'unfit' } };
  return {
    state: stateOfContents(contents),
    origin: { type: 'run', step: contents.header.step },
  };
}

async function imported({
  document,
  program,
  file,
  record,
}: Extract<ToExchange, { type: 'import' }>): Promise<FromExchange> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { state, notes } = readWeights(document, program, bytes);
  await storage.putRun({ ...record, step: state.step });
  const checkpoint = checkpointOf(program, state);
  await storage.advance(record.id, {
    checkpoint,
    rows: [],
    samples: [],
    metrics: [],
    trainedMs: 0,
  });
  return { type: 'imported', step: state.step, notes };
}

const blobOf = (bytes: Uint8Array, type: string): Blob =>
  new Blob([bytes as Uint8Array<ArrayBuffer>], { type });

function unreachable(value: never): never {
  throw new Error(`internal: the exchange worker was asked ${JSON.stringify(value)}`);
}
