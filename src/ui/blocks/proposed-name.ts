/** What a block of these nodes is probably called: by what they do to an image, else just that it is a block. */
import type { Document } from '../../../graph-schemas/document.ts';
import { freeNameAmong } from '../../graph/free-name.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';

export function proposedName(document: Document, graph: GraphId, ids: readonly string[]): string {
  const nodes = graphOf(document, graph)?.nodes ?? {};
  const kinds = new Set(ids.map((id) => nodes[id]?.kind));
  const taken = new Set(Object.keys(document.blocks ?? {}));
  return freeNameAmong(nameFor(kinds), taken, '');
}

function nameFor(kinds: ReadonlySet<string | undefined>): string {
  const has = (...some: string[]) => some.some((kind) => kinds.has(kind));
  if (has('conv2d', 'conv2d-transpose', 'dense') && has('add')) return 'Residual';
  if (has('conv2d-transpose', 'upsample', 'pixel-shuffle')) return 'Up';
  if (has('avg-pool', 'max-pool')) return 'Down';
  if (has('conv2d', 'depthwise-conv2d', 'modulated-conv2d')) return 'Conv';
  if (has('dense')) return 'Dense';
  return 'Block';
}
