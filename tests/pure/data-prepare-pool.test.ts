/** Images shared among workers come back to whoever asked, however late and in whatever order; a worker that stops takes only its own along. */
import { afterEach, expect, test, vi } from 'vitest';
import { DataError } from '../../src/data/dataset.ts';
import type { ImageJob } from '../../src/data/files/prepare-image.ts';
import {
  createPreparePool,
  type PrepareRequest,
  type PrepareResult,
} from '../../src/worker/prepare-pool.ts';

/** Is sent what a real one would be, and answers when the test says so; each image comes back as its own bytes. */
class FakeWorker {
  static all: FakeWorker[] = [];
  static refuses = false;
  readonly asked: PrepareRequest[] = [];
  private readonly listeners = new Map<string, (event: object) => void>();
  isStopped = false;

  constructor() {
    FakeWorker.all.push(this);
  }
  addEventListener(type: string, listener: (event: object) => void): void {
    this.listeners.set(type, listener);
  }
  postMessage(request: PrepareRequest, transfer: Transferable[]): void {
    if (FakeWorker.refuses) throw new DOMException('out of memory', 'DataCloneError');
    this.asked.push(structuredClone(request, { transfer }));
  }
  terminate(): void {
    this.isStopped = true;
  }
  answer(index: number): void {
    const [request] = this.asked.splice(index, 1);
    if (!request) throw new Error('nothing was asked');
    const results = request.jobs.map(
      ({ path, bytes }): PrepareResult =>
        path === 'broken'
          ? { fault: { name: 'DataError', message: '"broken" is damaged' } }
          : { images: [bytes] },
    );
    this.listeners.get('message')?.({ data: { lot: request.lot, results } });
  }
  crash(): void {
    this.listeners.get('error')?.({ preventDefault() {}, message: '' });
  }
}

const job = (path: string, value = 0): ImageJob => ({
  path,
  bytes: Uint8Array.of(value),
  header: { format: 'PNG', width: 1, height: 1 },
  form: { height: 1, width: 1, channels: 1, fit: 'crop' },
  background: [0, 0, 0],
  isPaired: false,
});

function setUp(cores: number) {
  FakeWorker.all = [];
  FakeWorker.refuses = false;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('navigator', { hardwareConcurrency: cores });
  return createPreparePool();
}

afterEach(() => vi.unstubAllGlobals());

test('each image gets its own answer, though a later lot is done first', async () => {
  const pool = setUp(1);
  const asked = Array.from({ length: 40 }, (_, i) => pool.prepareImage(job(String(i), i)));
  const [worker] = FakeWorker.all;
  if (!worker) throw new Error('no worker was started');
  while (worker.asked.length > 0) worker.answer(worker.asked.length - 1);
  const images = await Promise.all(asked);
  expect(images.map(([image]) => image?.[0])).toEqual(asked.map((_, i) => i));
});

test('work is spread over as many workers as there are cores, up to four', () => {
  const pool = setUp(16);
  for (let i = 0; i < 200; i++) void pool.prepareImage(job(String(i)));
  expect(FakeWorker.all).toHaveLength(4);
});

test('once given up, nobody waits, and an image that comes late starts no worker', async () => {
  const pool = setUp(2);
  const asked = Array.from({ length: 200 }, (_, i) => pool.prepareImage(job(String(i))));
  const settled = Promise.allSettled(asked);
  pool.dispose();
  const late = pool.prepareImage(job('late'));
  await expect(late).rejects.toThrow('The reading was given up.');
  expect((await settled).every(({ status }) => status === 'rejected')).toBe(true);
  expect(FakeWorker.all.map(({ isStopped }) => isStopped)).toEqual([true, true]);
});

test('a damaged image is refused by itself', async () => {
  const pool = setUp(1);
  const [good, broken] = [pool.prepareImage(job('good', 7)), pool.prepareImage(job('broken'))];
  const [worker] = FakeWorker.all;
  worker?.answer(0);
  worker?.answer(0);
  await expect(broken).rejects.toThrow(new DataError('"broken" is damaged'));
  expect(await good).toEqual([Uint8Array.of(7)]);
});

test('a worker that stops leaves out its images, and another takes the rest', async () => {
  const pool = setUp(1);
  const asked = Array.from({ length: 60 }, (_, i) => pool.prepareImage(job(String(i), i)));
  const settled = Promise.allSettled(asked);
  FakeWorker.all[0]?.crash();
  const [, second] = FakeWorker.all;
  while (second && second.asked.length > 0) second.answer(0);
  const results = await settled;
  const lost = results.filter(({ status }) => status === 'rejected').length;
  expect([lost > 0, lost < 60, FakeWorker.all.length]).toEqual([true, true, 2]);
  await expect(asked[0]).rejects.toThrow(/"0" was left out: a decoder of the browser stopped/);
});

test('of bytes that lie in something larger only they are sent, and those by themselves are moved', () => {
  const pool = setUp(1);
  const archive = Uint8Array.from({ length: 1000 }, (_, i) => i);
  const [inside, alone] = [archive.subarray(100, 104), new Uint8Array(50)];
  for (const bytes of [inside, alone]) void pool.prepareImage({ ...job('image'), bytes });
  const sent = FakeWorker.all[0]?.asked.flatMap(({ jobs }) => jobs) ?? [];
  expect(sent[0]?.bytes).toEqual(Uint8Array.of(100, 101, 102, 103));
  expect(sent.map(({ bytes }) => bytes.buffer.byteLength)).toEqual([4, 50]);
  expect([inside.length, alone.length]).toEqual([4, 0]);
});

test('images that the browser cannot hand to a worker are left out, and later ones are still taken', async () => {
  const pool = setUp(1);
  FakeWorker.refuses = true;
  const refused = [pool.prepareImage(job('a')), pool.prepareImage(job('b'))];
  for (const each of await Promise.allSettled(refused))
    expect(each).toMatchObject({ status: 'rejected', reason: { name: 'DataError' } });
  await expect(refused[1]).rejects.toThrow(/^"b" was left out: .* \(out of memory\)/);
  FakeWorker.refuses = false;
  const later = pool.prepareImage(job('c', 3));
  FakeWorker.all[0]?.answer(0);
  expect(await later).toEqual([Uint8Array.of(3)]);
});
