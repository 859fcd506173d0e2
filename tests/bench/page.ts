/** The benchmark page: starts one worker per contestant and times them in turn, driven from `run.mjs`. */
import type { Answer, Request } from './contestants/messages.ts';

type Contestant = 'plain' | 'compiled';

const workers: Partial<Record<Contestant, Worker>> = {};

function worker(who: Contestant): Worker {
  const open = workers[who];
  if (open) return open;
  const made =
    who === 'plain'
      ? new Worker(new URL('./contestants/plain.worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('./contestants/compiled.worker.ts', import.meta.url), {
          type: 'module',
        });
  workers[who] = made;
  return made;
}

function ask(who: Contestant, request: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const target = worker(who);
    target.onmessage = ({ data }: MessageEvent<Answer>) =>
      data.type === 'failed' ? reject(new Error(`${who}: ${data.message}`)) : resolve(data);
    target.onerror = (event) => reject(new Error(`${who}: ${event.message}`));
    target.postMessage(request);
  });
}

function stop(): void {
  for (const open of Object.values(workers)) open.terminate();
  for (const who of Object.keys(workers)) delete workers[who as Contestant];
}

Object.assign(globalThis, { benchmark: { ask, stop } });
