/**
 * The training worker: runs, and whatever data the page wants decoded. All work is in `session.ts`, which runs are open
 * in `open-runs.ts`; this file joins them to tf.js, storage and the page.
 */
import { memory, version_core } from '@tensorflow/tfjs-core';
import type { Dataset } from '../data/dataset.ts';
import type { ImportReport } from '../data/files/import-types.ts';
import { generate } from '../data/generate.ts';
import { memoryUse } from '../runtime/backends/memory-use.ts';
import { backendWatch } from '../runtime/backends/peak-memory.ts';
import { startBackend } from '../runtime/backends/start.ts';
import { createTrainer } from '../runtime/trainer.ts';
import type { BackendInfo } from '../runtime/trainer-types.ts';
import { Baton } from './baton.ts';
import type { DecodeRequest } from './decode-request.ts';
import { decodeDropped, loadData } from './load-data.ts';
import { madeData } from './made-data.ts';
import { createMetricStorage } from './metric-storage.ts';
import { OpenRuns } from './open-runs.ts';
import { paint } from './paint.ts';
import type { BackendChoice, FromWorker, ToWorker } from './protocol.ts';
import { readMessage } from './read-message.ts';
import { createStorage } from './run-storage.ts';
import { createThreadFeeder } from './thread-feeder.ts';
import { browserVersion, GANVAS_VERSION } from './versions.ts';
import { warmUp } from './warm-up.ts';
import { createYield } from './yield.ts';

const metricStore = createMetricStorage();
const yieldToMessages = createYield();

let starting: Promise<unknown> = Promise.resolve();

/** One after the other: of two starts at once, the later one would take the device of the first. */
function startInTurn(choice: BackendChoice): Promise<BackendInfo> {
  const started = starting.then(async () => {
    const info = await startBackend(choice);
    backendWatch();
    return info;
  });
  starting = started.catch(() => {});
  return started;
}

const runs = new OpenRuns(
  {
    post,
    baton: new Baton(),
    startBackend: startInTurn,
    createTrainer: (options) => createTrainer({ ...options, metricStore }),
    loadData,
    createFeeder: createThreadFeeder,
    paint,
    versions: { ganvas: GANVAS_VERSION, tfjs: version_core, ...browserVersion(navigator) },
    countTensors: () => memory().numTensors,
    memoryUse,
    peakWatch: backendWatch,
    now: () => performance.now(),
    yieldToMessages,
  },
  createStorage(),
);

self.addEventListener('message', (event: MessageEvent<unknown>) => {
  const read = readMessage(event.data);
  if ('message' in read) handle(read.message);
  else post({ type: 'trouble', code: 'internal', message: read.fault, isFatal: false });
});

function handle(message: ToWorker): void {
  switch (message.type) {
    case 'open':
      runs.open(message);
      break;
    case 'warm':
      void warmUp(message, {
        isIdle: () => runs.isIdle,
        startBackend: startInTurn,
        ...{ madeData, createTrainer, yieldToMessages },
      });
      break;
    case 'train':
    case 'pause':
    case 'step':
    case 'close':
      runs.ask(message.runId, message.type);
      break;
    case 'watch':
      runs.watch(message.what);
      break;
    case 'save':
      runs.saveSoon();
      break;
    case 'decode':
      decode(message.requestId, message.request);
      break;
    case 'cancel-decode':
      decoding.get(message.requestId)?.abort();
      break;
    case 'generate':
      answer(message.requestId, async () => ({
        // Moves to the page, so it is none that runs read.
        dataset: generate(message.name, message.seed),
      }));
      break;
    default:
      unreachable(message);
  }
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
