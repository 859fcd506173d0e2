/** How gradients pass through a network: from an output back to its weights and to its inputs. */
import type { InferredNetwork } from './infer.ts';

export interface GradientPaths {
  readonly reachesWeights: boolean;
  /** Names of inputs. */
  readonly inputs: readonly string[];
}

export function gradientPaths(network: InferredNetwork, output: string): GradientPaths {
  const at = new Map(network.flat.layers.map((layer, index) => [layer.id, index]));
  const seen = new Set<string>();
  const inputs: string[] = [];
  let reachesWeights = false;
  const open = network.flat.outputs.flatMap(({ name, ref }) =>
    name === output && ref ? [ref] : [],
  );
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    if (ref.startsWith('input:')) {
      inputs.push(ref.slice('input:'.length));
      continue;
    }
    const layer = network.flat.layers[at.get(ref) ?? -1];
    if (!layer) continue;
    const weights = network.layers[at.get(ref) ?? -1]?.weights ?? [];
    reachesWeights ||= weights.some(({ isTrainable }) => isTrainable);
    if (layer.definition.traits?.includes('passes-gradient-not')) continue;
    for (const input of layer.inputs) if (input !== null) open.push(input);
  }
  return { reachesWeights, inputs };
}
