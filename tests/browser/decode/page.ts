/** Hands images to a worker, as the page does, and its pixels to the test. */
import type { Answer } from './decode.worker.ts';

declare global {
  interface Window {
    decode(image: readonly number[]): Promise<Answer>;
  }
}

const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' });

window.decode = (image) =>
  new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ error: `the worker failed: ${message}` });
    worker.postMessage(Uint8Array.from(image));
  });
