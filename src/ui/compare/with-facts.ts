/** What compiling a run's document tells: batch size and cost. One at a time, so that the page stays at hand meanwhile. */
import type { ComparedRun } from '../../compare/compared-run.ts';
import { type CompiledFacts, costOf } from '../../compare/cost-of.ts';

/** Variants by seed alone compile to the same; so do runs of one document. Of as many as are compared in a visit or two. */
const known = new Map<string, CompiledFacts>();
const MOST_KNOWN = 32;

/** Null where it was called off. */
export async function withFacts(
  runs: readonly ComparedRun[],
  isOver: () => boolean,
): Promise<readonly ComparedRun[] | null> {
  const told: ComparedRun[] = [];
  for (const run of runs) {
    const key = keyOf(run);
    if (!known.has(key)) await untilIdle();
    if (isOver()) return null;
    told.push({ ...run, ...factsOf(key, run) });
  }
  return told;
}

function factsOf(key: string, { document, backend }: ComparedRun): CompiledFacts {
  const facts = known.get(key) ?? costOf(document, backend);
  known.delete(key);
  known.set(key, facts);
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KNOWN) break;
    known.delete(oldest);
  }
  return facts;
}

const keyOf = ({ document, backend }: ComparedRun): string =>
  JSON.stringify([backend, { ...document, name: '', training: { ...document.training, seed: 0 } }]);

/** After what waits to be drawn; soon in any case. */
const untilIdle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 16);
  });
