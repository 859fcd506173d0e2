/**
 * Runs that were trained here, by the terminal's means, and lie in the storage of a page as if it had trained them: what a
 * checkpoint holds is real, and no test waits for a page to train it.
 */
import type { Page } from 'playwright-core';
import type { Document } from '../../../graph-schemas/document.ts';
import { compile } from '../../../src/compiler/compile.ts';
import { startBackend } from '../../../src/runtime/backends/start.ts';
import { createTrainer } from '../../../src/runtime/trainer.ts';
import { dataFor } from '../../runtime/support/preset.ts';
import { type PresetId, presetDocument } from './training-page.ts';

export interface TrainedRun {
  readonly id: string;
  readonly name: string;
  readonly document: Document;
  readonly bindings: Readonly<Record<string, { readonly type: 'builtin'; readonly name: string }>>;
  /** Bytes as base64, by step. */
  readonly checkpoints: readonly { readonly step: number; readonly bytes: string }[];
}

/** The smallest of a preset, with a checkpoint at each of `steps`. */
export async function trainedRun(
  id: PresetId,
  steps: readonly number[] = [1],
  values: Readonly<Record<string, number>> = {},
): Promise<TrainedRun> {
  await startBackend('wasm');
  const document = presetDocument(id, values);
  const { program } = compile(document);
  if (!program) throw new Error(`"${id}" does not compile`);
  const trainer = await createTrainer({ program, data: dataFor(program) });
  const checkpoints: TrainedRun['checkpoints'][number][] = [];
  for (let step = 1; step <= Math.max(...steps); step++) {
    await trainer.trainStep();
    if (!steps.includes(step)) continue;
    await trainer.takeLosses();
    const { bytes } = await trainer.save();
    checkpoints.push({ step, bytes: Buffer.from(bytes).toString('base64') });
  }
  trainer.dispose();
  const sources = program.sources.flatMap(({ node, feed }) =>
    feed ? [[node, { type: 'builtin', name: feed.builtin }] as const] : [],
  );
  const bindings = Object.fromEntries(sources);
  return { id, name: `${id} trained`, document, bindings, checkpoints };
}

/** The first of them is the newest. */
export async function storeRuns(page: Page, runs: readonly TrainedRun[]): Promise<void> {
  await page.evaluate(async (text) => {
    const all: TrainedRun[] = JSON.parse(text);
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('ganvas');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const writing = db.transaction(['runs', 'checkpoints'], 'readwrite');
    all.forEach(({ id, name, document, bindings, checkpoints }, i) => {
      const at = Date.now() - 1000 * i;
      const step = checkpoints.at(-1)?.step ?? 0;
      writing.objectStore('runs').put({
        ...{ id, name, document, documentId: id, bindings, losses: [], backend: 'wasm' },
        ...{ step, totalSteps: step, end: 'finished', createdAt: at, updatedAt: at },
      });
      for (const { step, bytes } of checkpoints) {
        const own = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
        const row = { runId: id, step, size: own.length, at, file: '', bytes: own };
        writing.objectStore('checkpoints').put(row);
      }
    });
    await new Promise<void>((resolve, reject) => {
      writing.oncomplete = () => resolve();
      writing.onabort = () => reject(writing.error);
    });
    db.close();
  }, JSON.stringify(runs));
}
