/** Whether what arrives at a port is what it takes, in words and numbers. */
import type { InputPort, ValueType } from '../nodes/define.ts';
import { describeShape } from '../nodes/shapes.ts';

/** `image [28, 28, 1]`, `label of 10 classes`, `loss`. */
export function describeType(type: ValueType): string {
  switch (type.type) {
    case 'tensor':
      return describeShape(type.shape);
    case 'label':
      return `label of ${type.classes} classes`;
    case 'loss':
      return 'loss';
    default:
      return type satisfies never;
  }
}

/** The sentence that says why `type` cannot enter `port` of a `kind`, or null. */
export function typeFault(kind: string, port: InputPort, type: ValueType): string | null {
  if (fits(port, type)) {
    const { classes } = port;
    if (type.type !== 'label' || classes === undefined || type.classes <= classes) return null;
    return `${kind} expects a label of at most ${classes} classes, got a ${describeType(type)}`;
  }
  const article = port.accepts === 'image' ? 'an' : 'a';
  return `${kind} expects ${article} ${port.accepts}, got ${describeType(type)}`;
}

function fits({ accepts }: InputPort, type: ValueType): boolean {
  if (type.type !== 'tensor') return accepts === type.type;
  switch (accepts) {
    case 'tensor':
      return true;
    case 'image':
      return type.shape.length === 3;
    case 'vector':
      return type.shape.length === 1;
    case 'label':
    case 'loss':
      return false;
    default:
      return accepts satisfies never;
  }
}
