/** Words and checks about shapes that many kinds share. */
import type { Fault, Shape, ValueType } from './define.ts';

export function isFault(result: unknown): result is Fault {
  return typeof result === 'object' && result !== null && 'fault' in result;
}

/** `image [28, 28, 1]`, `vector [100]`, `tensor [4, 8]`. */
export function describeShape(shape: Shape): string {
  if (shape.length === 0) return 'one number';
  const name = shape.length === 3 ? 'image' : shape.length === 1 ? 'vector' : 'tensor';
  return `${name} [${shape.join(', ')}]`;
}

/** A label is one number for each sample. */
export function shapeOf(type: ValueType): Shape {
  return type.type === 'tensor' ? type.shape : [];
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The input number `index`; that it is there is the compiler's promise. */
export function at<T>(inputs: readonly T[], index = 0): T {
  const input = inputs[index];
  if (input === undefined) {
    throw new Error(
      `internal: input ${index} of a node with ${inputs.length} inputs was asked for`,
    );
  }
  return input;
}

/** Height, width and channels, or the sentence that says why there are none. */
export function imageOf(
  kind: string,
  shape: Shape,
): readonly [height: number, width: number, channels: number] | Fault {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined) {
    return { fault: `${kind} expects an image, got ${describeShape(shape)}`, port: 'in' };
  }
  return [height, width, channels];
}
