/** Answers a benchmark's requests with one contestant, the same in a worker and in Node. */
import { dispatched } from './dispatches.ts';
import type { Answer, Contestant, Ran, Request, Start } from './messages.ts';
import { measurePeak } from './peak.ts';

export type Create = (start: Start) => Promise<{ contestant: Contestant; device: string }>;

export function serve(create: Create): (request: Request) => Promise<Answer> {
  let current: Contestant | undefined;
  const answer = async (request: Request): Promise<Answer> => {
    if (request.type === 'start') {
      const { contestant, device } = await create(request);
      current = contestant;
      return { type: 'started', device };
    }
    if (!current) throw new Error(`internal: ${request.type} before start`);
    switch (request.type) {
      case 'run':
        return { type: 'ran', ...(await timed(current, request.steps)) };
      case 'count':
        return { type: 'counted', ...(await current.count()) };
      case 'losses':
        return { type: 'losses', rows: await current.losses(request.steps) };
      case 'peak':
        return { type: 'peak', ...(await measurePeak(request.kind)) };
    }
  };
  return (request) =>
    answer(request).catch((error: unknown) => ({
      type: 'failed',
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }));
}

async function timed(contestant: Contestant, steps: number): Promise<Ran> {
  const before = dispatched();
  const cpu = processorTime();
  const began = performance.now();
  let asked = 0;
  await contestant.run(steps, () => {
    asked = performance.now() - began;
  });
  const wall = performance.now() - began;
  const after = dispatched();
  const cpuAfter = processorTime();
  return {
    msPerStep: wall / steps,
    cpuPerStep: cpu === undefined || cpuAfter === undefined ? undefined : (cpuAfter - cpu) / steps,
    askedPerStep: asked / steps,
    dispatchesPerStep: (after.count - before.count) / steps,
    boundPerStep: (after.bytes - before.bytes) / steps,
  };
}

/** In milliseconds; waiting for a core that others have does not count. */
function processorTime(): number | undefined {
  if (typeof process === 'undefined' || !process.cpuUsage) return undefined;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
