/** Facts of the graph in the words and numbers that the page shows. */
import type { GraphId, Place } from '../graph/problem.ts';
import type { PortType, ValueType } from '../nodes/define.ts';
import { textsNow } from './texts/texts.ts';

export function graphName(graph: GraphId): string {
  return graph === 'objective' ? textsNow().shell.objective : graph.slice(graph.indexOf('.') + 1);
}

export function placeName({ graph, node, field }: Place): string {
  if (!graph) return field ?? textsNow().shell.document;
  return [graphName(graph), node, field].filter((part) => part !== undefined).join(' › ');
}

/** `64×64×3`, `100`, `10 classes`. */
export function typeText(type: ValueType): string {
  switch (type.type) {
    case 'tensor':
      return type.shape.length === 0 ? '1' : type.shape.join('×');
    case 'label':
      return textsNow().shell.labelOf(type.classes);
    case 'loss':
      return textsNow().shell.scalar;
  }
}

/** As written on a wire, with the batch axis. */
export function wireText(type: ValueType | undefined): string | null {
  if (!type || type.type === 'loss') return null;
  return type.type === 'label'
    ? `N × ${textsNow().shell.classes(type.classes)}`
    : `N × ${typeText(type)}`;
}

/** The port colour of a value: rank 3 is an image, rank 1 a vector. */
export function portOf(type: ValueType): PortType {
  if (type.type !== 'tensor') return type.type;
  return type.shape.length === 3 ? 'image' : type.shape.length === 1 ? 'vector' : 'tensor';
}
