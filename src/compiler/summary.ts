/** Counts of a program for badges, the terminal and the plan panel. */
import type { NetworkSummary, Summary } from './compile-types.ts';
import { costsOf, type IterationCosts } from './cost.ts';
import { memoryOf } from './memory.ts';
import type { NetworkProgram, Program } from './program.ts';
import { stagePrograms } from './stages.ts';
import { countWeights } from './weights.ts';

export function summarize(program: Program): Summary {
  const phases = program.iteration.flatMap(({ phases }) => phases);
  const stages = stagePrograms(program).map(costsOf);
  const worst = (costs: (stage: IterationCosts) => number) => Math.max(...stages.map(costs));
  return {
    networks: Object.fromEntries(
      program.networks.map((network) => [network.name, summarizeNetwork(network)]),
    ),
    multiplyAddsPerStep: Math.round(worst(({ perStep }) => perStep)),
    memoryBytes: memoryOf(program).peak,
    phases: phases.map(({ node, trains, losses }, at) => ({
      node,
      trains,
      losses: losses.map(({ value }) => value.split('.')[0] ?? value),
      multiplyAdds: worst(({ phases }) => phases[at] ?? 0),
    })),
  };
}

function summarizeNetwork({ inputs, outputs, layers }: NetworkProgram): NetworkSummary {
  return {
    ...countWeights(layers),
    inputs: Object.fromEntries(
      inputs.flatMap(({ name, type }) => (type.type === 'tensor' ? [[name, type.shape]] : [])),
    ),
    outputs: Object.fromEntries(outputs.map(({ name, shape }) => [name, shape])),
    layers: layers.map((layer) => ({
      id: layer.id,
      kind: layer.kind,
      outputShape: layer.outputShape,
      ...countWeights([layer]),
      multiplyAdds: layer.multiplyAdds,
    })),
  };
}
