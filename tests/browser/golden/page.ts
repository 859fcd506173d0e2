/** Hands tasks to one worker, which keeps its device and its compiled pipelines from task to task. */
import type { Answer } from './golden.worker.ts';

declare global {
  interface Window {
    /** Takes a `Request` as JSON. */
    compute(request: string): Promise<Answer>;
  }
}

const worker = new Worker(new URL('./golden.worker.ts', import.meta.url), { type: 'module' });

/** One request at a time. */
window.compute = (request) =>
  new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => resolve({ error: `the worker failed: ${message}` });
    worker.postMessage(JSON.parse(request));
  });
