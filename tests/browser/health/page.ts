/** Hands tasks to a new worker each and gives back its answer. */
import type { Answer, Task } from './health.worker.ts';

declare global {
  interface Window {
    run(task: Task): Promise<Answer>;
  }
}

window.run = (task) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./health.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => resolve({ error: message });
    worker.postMessage(task);
  });
