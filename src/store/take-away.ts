/**
 * What leaves: the document on show with the weights of its run, or any stored run; and what comes back: weights as a run of
 * the document on show, archives as runs with their documents.
 */
import { plainRun, type RunRecord } from '../../graph-schemas/run-record.ts';
import { type AskOptions, askExchange } from '../worker/exchange-client.ts';
import type {
  ExportOptions,
  ExportTarget,
  FilmFacts,
  Origin,
} from '../worker/exchange-protocol.ts';
import { useDataStore } from './data-store.ts';
import { useDocumentStore } from './document-store.ts';
import { useRunStore } from './run-store.ts';
import { useSettingsStore } from './settings-store.ts';
import { pageStorage, runLibrary } from './training-client.ts';

export interface TakenAway {
  readonly name: string;
  readonly blob: Blob;
  readonly origin: Origin;
  readonly seed: number;
  readonly film?: FilmFacts;
}

export interface TakeOptions extends Partial<ExportOptions>, AskOptions {
  /** A stored run; without it the run of the document on show, with the document as it now is. */
  readonly runId?: string;
}

/** A run in training writes its next checkpoint within a step or two. */
const PATIENCE_MS = 5_000;

/** Rejects with a sentence, or with the signal's reason. */
export async function exportTo(
  target: ExportTarget,
  { runId: wanted, checkpoints = 'newest', view = null, ...ask }: TakeOptions = {},
): Promise<TakenAway> {
  const shown = useRunStore.getState().run;
  if (wanted === undefined || wanted === shown?.id) await freshCheckpoint();
  const runId = wanted ?? shown?.id ?? null;
  // What is told of a run is told of its own document; programs and weights are of the document as it now is.
  const isOfRun = target === 'archive' || target === 'film' || target === 'card';
  const { document, program } =
    wanted !== undefined || (isOfRun && shown)
      ? await storedWork(runId ?? '')
      : compiled('Nothing can be exported');
  const options = { checkpoints, view };
  const answer = await askExchange(
    { type: 'export', target, document, program, runId, options },
    ask,
  );
  if (answer.type !== 'exported') throw new Error(sentenceOf(answer));
  const { name, blob, origin, film } = answer;
  return { name, blob, origin, seed: program.seed, ...(film && { film }) };
}

async function storedWork(runId: string) {
  const record = await runLibrary.read(runId);
  if (!record)
    throw new Error(
      'The run is not in this browser; it was deleted, or never stored. Choose another run.',
    );
  const { document } = record;
  const { program } = useDocumentStore.getState().compileOther(document);
  if (program) return { document, program };
  throw new Error(
    `This version of Ganvas finds errors in the document of "${record.name}". Open its document to see them.`,
  );
}

/** The stored run of an archive, which belongs to no open document yet. Rejects with a sentence, and nothing is kept. */
export async function restoreArchive(file: File, ask: AskOptions = {}): Promise<RunRecord> {
  const runId = crypto.randomUUID();
  try {
    const answer = await askExchange({ type: 'restore', file, runId }, ask);
    if (answer.type === 'restored') return answer.record;
    throw new Error(sentenceOf(answer));
  } catch (error) {
    // A worker that was ended in the middle leaves what it had begun.
    await runLibrary.remove([runId]).catch(() => {});
    throw error;
  }
}

/** The run is that of an open document from now on. Answers which data of the person's own it lacks here. */
export async function showRestored(
  record: RunRecord,
  documentId: string,
): Promise<readonly string[]> {
  await pageStorage.changeRun(record.id, { documentId });
  await useRunStore.getState().restore({ ...record, documentId });
  const missing: string[] = [];
  for (const binding of Object.values(record.bindings))
    if (binding.type === 'stored' && !(await pageStorage.loadDataset(binding.datasetId)))
      missing.push(binding.name);
  return missing;
}

/** What was read, as sentences. Rejects with one. */
export async function importWeights(file: File, ask: AskOptions = {}): Promise<readonly string[]> {
  const { document, program } = compiled(`"${file.name}" cannot be checked`);
  const { documentId } = useDocumentStore.getState();
  const { stored } = useDataStore.getState().forProgram(program);
  const now = Date.now();
  const record: RunRecord = {
    ...plainRun,
    id: crypto.randomUUID(),
    name: document.name,
    documentId,
    document,
    bindings: { ...stored },
    backend: useSettingsStore.getState().backend,
    step: 0,
    totalSteps: 0,
    losses: [],
    end: 'none',
    createdAt: now,
    updatedAt: now,
  };
  const answer = await askExchange({ type: 'import', document, program, file, record }, ask).catch(
    async (error) => {
      await runLibrary.remove([record.id]).catch(() => {});
      throw error;
    },
  );
  if (answer.type !== 'imported') throw new Error(sentenceOf(answer));
  await useRunStore.getState().adopt({ ...record, step: answer.step }, program);
  return [`The run stands at step ${answer.step}; Resume goes on from there.`, ...answer.notes];
}

function compiled(what: string) {
  const { compileNow } = useDocumentStore.getState();
  const { program } = compileNow();
  // The program is that of the document as it now is.
  const { document } = useDocumentStore.getState();
  if (program) return { document, program };
  throw new Error(
    `${what} while the graph has errors. The Problems panel lists them, each with the node that it is about.`,
  );
}

/** Of a run in training, the checkpoint of now rather than of some minutes ago. */
async function freshCheckpoint(): Promise<void> {
  const { state, progress, saveSoon } = useRunStore.getState();
  if (state.type !== 'training') return;
  saveSoon();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE_MS);
    const unsubscribe = useRunStore.subscribe((now) => {
      if (now.progress.savedStep !== progress.savedStep) end();
    });
  });
}

function sentenceOf(answer: { readonly type: string; readonly message?: string }): string {
  return answer.message ?? `internal: the worker answered with "${answer.type}"`;
}
