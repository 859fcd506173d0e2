/** Batch normalisation of a batch of one: its statistics are those of one sample. */
import type { InferredNetwork } from './infer.ts';
import type { Objective } from './objective.ts';
import type { ProblemList } from './problem-list.ts';
import { renormalized } from './replace-kind.ts';

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
    const network = networks.get(name);
    const at = network?.flat.layers.findIndex(
      ({ definition, isReachable }) =>
        isReachable && definition.traits?.includes('batch-statistics'),
    );
    const layer = network?.flat.layers[at ?? -1];
    if (!layer) continue;
    const [height = 0, width = 0, channels] = network?.layers[at ?? -1]?.inputShapes[0] ?? [];
    const hasPixels = channels !== undefined && height * width > 1;
    problems.warning(
      'batch.single-under-batch-norm',
      { graph: layer.canvas.id, node: layer.node },
      `${layer.id} in ${name} normalizes over the batch, but ${id} runs it on a batch of one, so each sample is normalized by itself while training and by moving statistics afterwards; use a batch of at least two, or instance normalization`,
      hasPixels ? renormalized(layer, 'instance-norm', name, networks) : undefined,
    );
  }
}
