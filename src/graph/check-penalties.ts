/** Networks whose gradient a loss takes (gradient penalty, R1, R2, path length): every layer must stand that. */
import type { FlatLayer } from './flat-network.ts';
import type { InferredNetwork } from './infer.ts';
import type { Objective } from './objective.ts';
import type { ProblemList } from './problem-list.ts';
import { renormalized } from './replace-kind.ts';
import type { Params } from './resolve-params.ts';

export function checkPenalties(
  { canvas, used }: Objective,
  networks: ReadonlyMap<string, InferredNetwork>,
  problems: ProblemList,
): void {
  for (const { id, node, definition, params, isSound } of canvas.nodes.values()) {
    if (definition.family !== 'loss' || !definition.network || !isSound || !used.has(id)) continue;
    const name = definition.network(params);
    checkNames(id, name, params, networks.get(name), problems);
    // A repeated block holds the same layer many times: it is told once.
    const told = new Set<string>();
    for (const layer of networks.get(name)?.flat.layers ?? []) {
      const place = `${layer.canvas.id} ${layer.node}`;
      if (!layer.isReachable || !layer.isSound || told.has(place)) continue;
      told.add(place);
      checkLayer(layer, name, `the ${node.kind} loss ${id}`, networks, problems);
    }
  }
}

/** Of the input and output that the loss differentiates; an empty name means the first. */
function checkNames(
  loss: string,
  name: string,
  params: Params,
  network: InferredNetwork | undefined,
  problems: ProblemList,
): void {
  if (!network) return;
  const { inputs, outputs } = network.flat;
  for (const [field, ports] of Object.entries({ input: inputs, output: outputs })) {
    const chosen = params[field];
    if (typeof chosen !== 'string' || chosen === '') continue;
    const names = ports.map((port) => port.name);
    if (names.includes(chosen)) continue;
    problems.error(
      'penalty.unknown-port',
      { graph: 'objective', node: loss, field },
      `${loss} expects ${name} to have an ${field} "${chosen}", but it has ${names.join(', ') || 'none'}; choose one of these, or leave the field empty for the first`,
    );
  }
}

function checkLayer(
  layer: FlatLayer,
  network: string,
  loss: string,
  networks: ReadonlyMap<string, InferredNetwork>,
  problems: ProblemList,
): void {
  const { definition, params } = layer;
  const where = { graph: layer.canvas.id, node: layer.node };
  const fault = definition.secondOrderFault?.(params);
  if (fault) {
    problems.error(
      'penalty.no-second-order',
      where,
      `${loss} takes the gradient of ${network}, so every layer needs a gradient of its gradient, but ${layer.id} (${definition.kind}) has none: ${fault}; use another kind there, or train without ${loss}`,
    );
  }
  if (!definition.traits?.includes('batch-statistics')) return;
  problems.warning(
    'penalty.batch-statistics',
    where,
    `${loss} looks at the gradient of ${network} sample by sample, but ${layer.id} (${definition.kind}) mixes the samples of a batch; use layer, instance or group normalization there, or none`,
    renormalized(layer, 'layer-norm', network, networks),
  );
}
