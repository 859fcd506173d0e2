/** Hands tasks to a new worker each and gives back its answer. */
import type { Answer, Task } from './replay.worker.ts';

declare global {
  interface Window {
    replay(task: Task): Promise<Answer>;
  }
}

window.replay = (task) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./replay.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => resolve({ error: message });
    worker.postMessage(task);
  });
