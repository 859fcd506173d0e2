/** Where a layer of the program stands on a canvas. Inside a block it is the use on the network's canvas that is named. */
import type { Finding } from './health-types.ts';

export function layerPlace(network: string, layer: string): NonNullable<Finding['place']> {
  return { graph: `networks.${network}`, node: layer.split('/')[0] ?? layer };
}
