/** Explores checkpoints on a backend of its own, so that training goes on. One question at a time, in order. */
import type { Dataset } from '../data/dataset.ts';
import { DataError } from '../data/dataset.ts';
import { startBackend } from '../runtime/backends/start.ts';
import { CheckpointError } from '../runtime/checkpoint.ts';
import { answer, contentsOf } from '../runtime/explore/answer.ts';
import { ExploreError } from '../runtime/explore/explore-error.ts';
import { Explorer } from '../runtime/explore/explorer.ts';
import type { Pictures } from '../runtime/explore/requests.ts';
import type { FromExplore, ToExplore } from './explore-protocol.ts';
import { readExploreMessage } from './explore-read.ts';
import { loadData } from './load-data.ts';
import { createRunLibrary } from './run-library.ts';

type Opening = Extract<ToExplore, { type: 'open' }>;

const library = createRunLibrary();
let explorer: Explorer | null = null;
let last: Promise<void> = Promise.resolve();

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const read = readExploreMessage(event.data);
  if ('fault' in read) {
    post({ type: 'refused', requestId: read.requestId, message: read.fault });
    return;
  }
  const { message } = read;
  last = last.then(() => handle(message)).then(post);
});

async function handle(message: ToExplore): Promise<FromExplore> {
  const { requestId } = message;
  try {
    if (message.type === 'open') return await open(message);
    if (message.type === 'gif') {
      const { walkGif } = await import('../exchange/walk-gif.ts');
      const bytes = walkGif(message.frames, message.frameMs, message.scale);
      return { type: 'written', requestId, blob: new Blob([bytes], { type: 'image/gif' }) };
    }
    if (!explorer) throw new ExploreError('No checkpoint is open. Choose a run first.');
    const pictures = await answer(explorer, message.setting, message.ask);
    return { type: 'answered', requestId, pictures };
  } catch (error) {
    return { type: 'refused', requestId, message: sentenceOf(error) };
  }
}

async function open(opening: Opening): Promise<FromExplore> {
  const { requestId, program, bindings } = opening;
  explorer?.dispose();
  explorer = null;
  const bytes = await checkpointOf(opening);
  const backend = await startBackend(opening.backend);
  let data: Promise<Readonly<Record<string, Dataset>>> | null = null;
  explorer = new Explorer(program, bytes, () => {
    data ??= loadAll(bindings, program.seed);
    return data;
  });
  return { type: 'opened', requestId, contents: contentsOf(explorer), backend };
}

async function checkpointOf({ runId, step }: Opening): Promise<Uint8Array> {
  const kept = await library.checkpoints(runId);
  const wanted = step ?? Math.max(...kept.map((note) => note.step));
  const found = kept.length > 0 ? await library.checkpoint(runId, wanted) : null;
  if (found) return found.bytes;
  throw new ExploreError(
    step === null
      ? 'This run has no checkpoint yet. Train it until the first is saved (Pause saves one), then load it.'
      : `The checkpoint of step ${step} is no longer there. Choose another one.`,
  );
}

async function loadAll(
  bindings: Opening['bindings'],
  seed: number,
): Promise<Readonly<Record<string, Dataset>>> {
  const loaded = Object.entries(bindings).map(
    async ([node, binding]) => [node, await loadData(binding, seed)] as const,
  );
  return Object.fromEntries(await Promise.all(loaded));
}

/** Our own bugs are the page's to report. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const isKnown = [ExploreError, CheckpointError, DataError].some((kind) => error instanceof kind);
  return isKnown || text.startsWith('internal:') || text.startsWith('Could not')
    ? text
    : `internal: ${text}`;
}

function post(message: FromExplore): void {
  self.postMessage(message, {
    transfer: message.type === 'answered' ? buffersOf(message.pictures) : [],
  });
}

function buffersOf({ tiles, patches, filters }: Pictures): Transferable[] {
  const all = [tiles, patches, filters?.tiles].flatMap((set) => (set ? [set.rgba.buffer] : []));
  return [...new Set(all)];
}
