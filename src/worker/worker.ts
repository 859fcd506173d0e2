/**
 * The training worker: one run at a time, and whatever data the page wants decoded. All work is in
 * `session.ts`; this file joins it to tf.js, storage and the page.
 */
import { memory } from '@tensorflow/tfjs-core';
import type { Dataset } from '../data/dataset.ts';
import type { ImportReport } from '../data/files/import-types.ts';
import { startBackend } from '../runtime/backends/start.ts';
import { createTrainer } from '../runtime/trainer.ts';
import type { ProbeKind } from '../runtime/trainer-types.ts';
import { CheckpointKeeper } from './checkpoint-keeper.ts';
import type { DecodeRequest } from './decode-request.ts';
import { decodeDropped, loadData } from './load-data.ts';
import { createMetricStorage } from './metric-storage.ts';
import { paint } from './paint.ts';
import type { FromWorker, ToWorker } from './protocol.ts';
import { readMessage } from './read-message.ts';
import { createStorage } from './run-storage.ts';
import { Session } from './session.ts';
import type { SessionHost } from './session-types.ts';
import { createYield } from './yield.ts';

const storage = createStorage();
const metricStore = createMetricStorage();

const host: SessionHost = {
  post,
  startBackend,
  createTrainer: (options) => createTrainer({ ...options, metricStore }),
  loadData,
  paint,
  countTensors: () => memory().numTensors,
  now: () => performance.now(),
  yieldToMessages: createYield(),
};

/** What the page wants to see of whatever run is open. */
let watched: ProbeKind | null = null;
let keeper: CheckpointKeeper | null = null;
let current: { readonly session: Session; readonly ended: Promise<void> } | null = null;

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const read = readMessage(event.data);
  if ('message' in read) handle(read.message);
  else post({ type: 'trouble', code: 'internal', message: read.fault, isFatal: false });
});

function handle(message: ToWorker): void {
  switch (message.type) {
    case 'open':
      open(message);
      break;
    case 'train':
    case 'pause':
    case 'step':
    case 'close':
      current?.session.ask(message.type);
      break;
    case 'watch':
      watched = message.what;
      current?.session.watch(watched);
      break;
    case 'save':
      current?.session.saveSoon();
      break;
    case 'decode':
      decode(message.requestId, message.request);
      break;
    case 'cancel-decode':
      decoding.get(message.requestId)?.abort();
      break;
    case 'generate':
      answer(message.requestId, async () => ({
        dataset: await loadData({ type: 'builtin', name: message.name }, message.seed),
      }));
      break;
    default:
      unreachable(message);
  }
}

/** The run that was open is saved and freed first, without another word of it. */
function open(opening: Extract<ToWorker, { type: 'open' }>): void {
  const { runId } = opening;
  const before = current;
  before?.session.mute();
  before?.session.ask('close');
  if (keeper?.runId !== runId || !opening.resume) {
    keeper = new CheckpointKeeper(runId, storage, (message) =>
      post({ type: 'trouble', code: 'storage', message, isFatal: false }),
    );
  }
  const session = new Session(host, opening, keeper);
  session.watch(watched);
  const ended = Promise.resolve(before?.ended).then(() => session.run());
  current = { session, ended };
}

const decoding = new Map<number, AbortController>();

function decode(requestId: number, request: DecodeRequest): void {
  const controller = new AbortController();
  decoding.set(requestId, controller);
  answer(requestId, () =>
    decodeDropped(request, controller.signal, (done, total) =>
      post({ type: 'decoding', requestId, done, total }),
    ).finally(() => decoding.delete(requestId)),
  );
}

interface Loaded {
  readonly dataset: Dataset;
  readonly report?: ImportReport;
}

function answer(requestId: number, load: () => Promise<Loaded>): void {
  load().then(
    (result) => post({ type: 'decoded', requestId, result }),
    (error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      post({ type: 'decoded', requestId, result: { message } });
    },
  );
}

function post(message: FromWorker): void {
  self.postMessage(message, { transfer: transfersOf(message) });
}

/** Pictures and data move to the page without a copy. */
function transfersOf(message: FromWorker): Transferable[] {
  if (message.type === 'samples') return [message.bitmap];
  if (message.type !== 'decoded' || !('dataset' in message.result)) return [];
  const { dataset } = message.result;
  if (dataset.type === 'points') return [dataset.points.buffer];
  const { pixels, labels, arrangement } = dataset;
  const second = arrangement?.type === 'pairs' ? arrangement.second : undefined;
  const buffers = [pixels, labels, second].flatMap((bytes) => (bytes ? [bytes.buffer] : []));
  return [...new Set(buffers)];
}

function unreachable(value: never): never {
  throw new Error(`internal: no case for ${JSON.stringify(value)}`);
}
