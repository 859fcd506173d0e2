/** Exports of the document on show with the weights of its run, and weights that come back as a run of their own. */
import { plainRun, type RunRecord } from '../../graph-schemas/run-record.ts';
import { askExchange } from '../worker/exchange-client.ts';
import type { ExportTarget, Origin } from '../worker/exchange-protocol.ts';
import { useDataStore } from './data-store.ts';
import { useDocumentStore } from './document-store.ts';
import { useRunStore } from './run-store.ts';
import { useSettingsStore } from './settings-store.ts';

export interface TakenAway {
  readonly name: string;
  readonly blob: Blob;
  readonly origin: Origin;
  readonly seed: number;
}

/** A run in training writes its next checkpoint within a step or two. */
const PATIENCE_MS = 5_000;

/** Rejects with a sentence. */
export async function exportTo(target: ExportTarget): Promise<TakenAway> {
  const { document, program } = compiled('Nothing can be exported');
  await freshCheckpoint();
  const runId = useRunStore.getState().run?.id ?? null;
  const answer = await askExchange({ type: 'export', target, document, program, runId });
  if (answer.type !== 'exported') throw new Error(sentenceOf(answer));
  const { name, blob, origin } = answer;
  return { name, blob, origin, seed: program.seed };
}

/** What was read, as sentences. Rejects with one. */
export async function importWeights(file: File): Promise<readonly string[]> {
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
  const answer = await askExchange({ type: 'import', document, program, file, record });
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
