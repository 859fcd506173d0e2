/** Which uses of blocks would have to be computed again for the backward pass, so that a program fits. Pure. */
import { memoryOf } from './memory.ts';
import type { LayerProgram, NetworkProgram, Program } from './program.ts';

/** Looked for among so many uses. */
const MOST = 24;

/** `NETWORK/USE` of as few as seem to do, the one that saves most first; empty where not even all of them do. */
export function blocksToRecompute(
  program: Program,
  fits: (changed: Program) => boolean,
): readonly string[] {
  const uses = new Set<string>();
  for (const { name, layers } of program.networks) {
    for (const { within } of layers) {
      const [outermost] = within;
      if (outermost && !within.some(({ isRecomputed }) => isRecomputed)) {
        uses.add(`${name}/${outermost.use}`);
      }
    }
  }
  if (uses.size === 0 || uses.size > MOST || !fits(recomputing(program, uses))) return [];
  const peaks = [...uses].map((use) => ({
    use,
    peak: memoryOf(recomputing(program, new Set([use]))).peak,
  }));
  const chosen = new Set<string>();
  for (const { use } of peaks.sort((a, b) => a.peak - b.peak)) {
    chosen.add(use);
    if (fits(recomputing(program, chosen))) break;
  }
  return [...chosen];
}

/** The program as it would be with these uses computed again. */
export function recomputing(program: Program, uses: ReadonlySet<string>): Program {
  const changed = (network: NetworkProgram): NetworkProgram => ({
    ...network,
    layers: network.layers.map((layer) => marked(layer, network.name, uses)),
  });
  return {
    ...program,
    networks: program.networks.map(changed),
    stages: program.stages.map((stage) => ({ ...stage, networks: stage.networks.map(changed) })),
  };
}

function marked(layer: LayerProgram, network: string, uses: ReadonlySet<string>): LayerProgram {
  const [outermost, ...others] = layer.within;
  if (!outermost || !uses.has(`${network}/${outermost.use}`)) return layer;
  return { ...layer, within: [{ ...outermost, isRecomputed: true }, ...others] };
}
