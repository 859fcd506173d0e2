/** Starts the worker and hands its one answer to the test. */
import type { Answer } from './kernels.worker.ts';

declare global {
  interface Window {
    ask(task: string): Promise<Answer>;
  }
}

window.ask = (task) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./kernels.worker.ts', import.meta.url), { type: 'module' });
    const answer = (value: Answer) => {
      worker.terminate();
      resolve(value);
    };
    worker.onmessage = ({ data }) => answer(data);
    worker.onerror = ({ message }) => answer({ error: `the worker failed: ${message}` });
    worker.postMessage(task);
  });
