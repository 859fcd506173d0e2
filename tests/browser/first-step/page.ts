/** Hands a task to a new worker and gives back what it found. */
import type { Answer, Task } from './first-step.worker.ts';

declare global {
  interface Window {
    firstStep(task: Task): Promise<Answer>;
  }
}

window.firstStep = (task) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./first-step.worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => resolve({ error: message });
    worker.postMessage(task);
  });
