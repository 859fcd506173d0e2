/** Facts of the graph in the words and numbers that the page shows. */
import type { GraphId, Place } from '../graph/problem.ts';
import type { PortType, ValueType } from '../nodes/define.ts';

export function graphName(graph: GraphId): string {
  return graph === 'objective' ? 'Objective' : graph.slice(graph.indexOf('.') + 1);
}

export function placeName({ graph, node, field }: Place): string {
  if (!graph) return field ?? 'document';
  return [graphName(graph), node, field].filter((part) => part !== undefined).join(' › ');
}

/** `64×64×3`, `100`, `10 classes`. */
export function typeText(type: ValueType): string {
  switch (type.type) {
    case 'tensor':
      return type.shape.length === 0 ? '1' : type.shape.join('×');
    case 'label':
      return `label of ${type.classes}`;
    case 'loss':
      return 'scalar';
  }
}

/** As written on a wire, with the batch axis. */
export function wireText(type: ValueType | undefined): string | null {
  if (!type || type.type === 'loss') return null;
  return type.type === 'label' ? `N × ${type.classes} classes` : `N × ${typeText(type)}`;
}

/** The port colour of a value: rank 3 is an image, rank 1 a vector. */
export function portOf(type: ValueType): PortType {
  if (type.type !== 'tensor') return type.type;
  return type.shape.length === 3 ? 'image' : type.shape.length === 1 ? 'vector' : 'tensor';
}

const whole = new Intl.NumberFormat('en');
export const formatCount = (count: number) => whole.format(count);

/** `3.6 M`, `820 k`, `64`. */
export function shortCount(count: number): string {
  const units = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const;
  const unit = units.find(([size]) => count >= size);
  if (!unit) return String(count);
  const value = count / unit[0];
  return `${value >= 100 ? Math.round(value) : value.toPrecision(value >= 10 ? 3 : 2)} ${unit[1]}`;
}

/** At most six significant digits, no trailing zeros. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e9)) return value.toExponential().replace('e+', 'e');
  return String(Number(value.toPrecision(6)));
}

export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toPrecision(3)} GB`;
  return bytes >= 1e6 ? `${(bytes / 1e6).toPrecision(3)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}
