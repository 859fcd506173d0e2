/**
 * Several workers that decode images for one import. A worker takes all images that wait, up to a number, as soon as it has
 * room: small images cost less to decode than a message costs to send, so they travel together.
 */
import { DataError } from '../data/dataset.ts';
import type { ImageJob, PrepareImage } from '../data/files/prepare-image.ts';

export interface PrepareRequest {
  readonly lot: number;
  readonly jobs: readonly ImageJob[];
}

export interface PrepareAnswer {
  readonly lot: number;
  /** One for each job, in order. */
  readonly results: readonly PrepareResult[];
}

export type PrepareResult =
  | { readonly images: readonly Uint8Array[] }
  | { readonly fault: { readonly name: string; readonly message: string } };

export interface PreparePool {
  readonly prepareImage: PrepareImage;
  /** As many images at once keep all workers busy. */
  readonly atOnce: number;
  /** Rejects whatever waits, and whatever still comes: files may be on their way from the disk. */
  dispose(): void;
}

/** More would wait for the one that reads the files. */
const MOST_WORKERS = 4;
const MOST_TOGETHER = 16;
/** While one lot is decoded, the next is on its way. */
const LOTS_AHEAD = 2;

interface Waiting {
  readonly job: ImageJob;
  resolve(images: readonly Uint8Array[]): void;
  reject(error: Error): void;
}

export function createPreparePool(): PreparePool {
  const count = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
  const queue: Waiting[] = [];
  const lanes = Array.from({ length: count }, () => new Lane(queue));
  let isDisposed = false;
  const serve = (): void => {
    for (const lane of lanes) lane.serve();
  };
  return {
    atOnce: count * LOTS_AHEAD * MOST_TOGETHER,
    prepareImage: (job) =>
      new Promise((resolve, reject) => {
        if (isDisposed) return reject(givenUp());
        queue.push({ job, resolve, reject });
        serve();
      }),
    dispose() {
      isDisposed = true;
      for (const { reject } of queue.splice(0)) reject(givenUp());
      for (const lane of lanes) lane.stop(givenUp);
    },
  };
}

const givenUp = (): Error => new Error('The reading was given up.');

/** One worker, started with its first images, and anew after it crashed. */
class Lane {
  private worker: Worker | null = null;
  /** A lot of small images may be done before an earlier one of large ones. */
  private readonly sent = new Map<number, readonly Waiting[]>();
  private lastLot = 0;

  constructor(private readonly queue: Waiting[]) {}

  serve(): void {
    while (this.sent.size < LOTS_AHEAD && this.queue.length > 0) {
      const taken = this.queue.splice(0, MOST_TOGETHER);
      const lot = ++this.lastLot;
      this.sent.set(lot, taken);
      try {
        this.send(lot, taken);
      } catch (error) {
        this.sent.delete(lot);
        const why = error instanceof Error ? error.message : String(error);
        for (const { job, reject } of taken)
          reject(
            new DataError(
              `"${job.path}" was left out: the browser could not hand it to a decoder (${why}). Close other pages or bring fewer images, and try again.`,
            ),
          );
      }
    }
  }

  private send(lot: number, taken: readonly Waiting[]): void {
    this.worker ??= this.start();
    const jobs = taken.map(({ job }) => ({ ...job, bytes: ownBytes(job.bytes) }));
    const request: PrepareRequest = { lot, jobs };
    this.worker.postMessage(
      request,
      jobs.map(({ bytes }) => bytes.buffer),
    );
  }

  /** What was sent is not answered any more, and those who wait for it are told why. */
  stop(reasonFor: (job: ImageJob) => Error): void {
    this.worker?.terminate();
    this.worker = null;
    const lost = [...this.sent.values()].flat();
    this.sent.clear();
    for (const { job, reject } of lost) reject(reasonFor(job));
  }

  private start(): Worker {
    const worker = new Worker(new URL('./prepare.worker.ts', import.meta.url), {
      type: 'module',
      name: 'ganvas-prepare',
    });
    worker.addEventListener('message', ({ data }: MessageEvent<PrepareAnswer>) => {
      const asked = this.sent.get(data.lot) ?? [];
      this.sent.delete(data.lot);
      for (const [k, { resolve, reject }] of asked.entries()) {
        const result = data.results[k];
        if (result && 'images' in result) resolve(result.images);
        else reject(errorOf(result?.fault));
      }
      this.serve();
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.stop(
        ({ path }) =>
          new DataError(
            `"${path}" was left out: a decoder of the browser stopped at it or at one beside it (${event.message || 'out of memory'}). Make large images smaller and bring them again.`,
          ),
      );
      this.serve();
    });
    return worker;
  }
}

/** Of a part of something larger, such as an unpacked archive, a message would carry the whole, so a part is copied out of it. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isWhole = bytes.buffer instanceof ArrayBuffer && bytes.buffer.byteLength === bytes.length;
  return isWhole ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice();
}

function errorOf(fault: { readonly name: string; readonly message: string } | undefined): Error {
  const message = fault?.message ?? 'internal: a decoder gave no answer.';
  return fault?.name === 'DataError' ? new DataError(message) : new Error(message);
}
