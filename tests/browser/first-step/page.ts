/** Hands a program to a new worker and gives back what it counted. */
import type { Program } from '../../../src/compiler/program.ts';
import type { Answer } from './first-step.worker.ts';

declare global {
  interface Window {
    firstStep(program: Program): Promise<Answer>;
  }
}

window.firstStep = (program) =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./first-step.worker.ts', import.meta.url), {
      type: 'module',
    });
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => resolve({ error: message });
    worker.postMessage(program);
  });
