/** ELK in a worker of its own, which starts with the first layout and ends when nobody has asked for a while. */
import ElkApi, { type ELK } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { RunElk } from './arranged.ts';

/** A layout that takes longer would not be worth the wait. */
const LONGEST_MS = 60_000;
const IDLE_MS = 60_000;

let elk: ELK | null = null;
let idle: ReturnType<typeof setTimeout> | undefined;

function end(): void {
  elk?.terminateWorker();
  elk = null;
}

/** Rejects where the worker cannot be loaded, refuses the graph, or takes too long. */
export const runElk: RunElk = async (graph) => {
  clearTimeout(idle);
  let broken: (error: Error) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    broken = reject;
  });
  elk ??= new ElkApi({
    workerFactory: () => {
      const worker = new Worker(workerUrl, { name: 'ganvas-layout' });
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        broken(new Error(event.message || 'its script could not be loaded'));
      });
      return worker;
    },
  });
  const tooLong = setTimeout(() => broken(new Error('it took too long')), LONGEST_MS);
  try {
    return await Promise.race([elk.layout(graph), failure]);
  } catch (error) {
    end();
    throw error;
  } finally {
    clearTimeout(tooLong);
    idle = setTimeout(end, IDLE_MS);
  }
};
