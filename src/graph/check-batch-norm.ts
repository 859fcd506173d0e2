/** Batch normalisation of a batch of one: its statistics are those of one sample. */
import type { InferredNetwork } from './infer.ts';
import type { Objective } from './objective.ts';
import type { ProblemList } from './problem-list.ts';

export function checkBatchNorm(
  { canvas, values, used }: Objective,
  networks: ReadonlyMap<string, InferredNetwork>,
  problems: ProblemList,
): void {
  for (const { id, definition, params, ports } of canvas.nodes.values()) {
    if (definition.family !== 'structure' || !used.has(id)) continue;
    const output = ports.outputs[0]?.name ?? '';
    if (values.get(`${id}.${output}`)?.batch !== 1) continue;
    const name = String(params.network);
    const layer = networks
      .get(name)
      ?.flat.layers.find(
        ({ definition, isReachable }) =>
          isReachable && definition.traits?.includes('batch-statistics'),
      );
    if (!layer) continue;
    problems.warning(
      'batch.single-under-batch-norm',
      { graph: layer.canvas.id, node: layer.node },
      `${layer.id} in ${name} normalizes over the batch, but ${id} runs it on a batch of one, so each sample is normalized by itself while training and by moving statistics afterwards; use a batch of at least two, or instance normalization`,
    );
  }
}
