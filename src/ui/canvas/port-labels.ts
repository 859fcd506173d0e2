/** What stands beside a port on its node. A numbered port is called by what is wired to it; a lone one needs no name. Pure. */
import type { Graph } from '../../../graph-schemas/document.ts';
import type { OutputPort, Ports } from '../../nodes/define.ts';
import { nodeTitle } from './node-title.ts';

const NUMBERED = /^(in|loss|row)\d+$/;

/** One label for each input, in their order. */
export function inputLabels(graph: Graph | null, id: string, { inputs }: Ports): string[] {
  return inputs.map(({ name }) => {
    if (!NUMBERED.test(name)) return name;
    if (inputs.length === 1) return '';
    const from = graph?.edges.find(({ to }) => to === `${id}.${name}`)?.from;
    const source = from && graph?.nodes[from.slice(0, from.indexOf('.'))];
    return source ? nodeTitle(source) : 'not connected';
  });
}

export function outputLabel({ name }: OutputPort, { outputs }: Ports): string {
  return outputs.length === 1 && (name === 'out' || name === 'loss') ? '' : name;
}
