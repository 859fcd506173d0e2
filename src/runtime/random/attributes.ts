/** Attributes of the kernel `GanvasRandom`, read back from tf.js' loosely typed map. */
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { Distribution, RandomRequest } from './distribution.ts';
import type { Words } from './threefry.ts';

export interface RandomAttributes {
  readonly key: Words;
  readonly shape: number[];
  readonly request: RandomRequest;
  readonly dtype: 'float32' | 'int32';
}

export function randomAttributes(attrs: NamedAttrMap | undefined): RandomAttributes {
  const { key0, key1, distribution, shape, a, b } = attrs ?? {};
  if (typeof key0 !== 'number' || typeof key1 !== 'number' || !Array.isArray(shape)) {
    throw new Error('internal: GanvasRandom needs the attributes key0, key1 and shape');
  }
  return {
    key: [key0, key1],
    shape: shape as number[],
    request: { distribution: distribution as Distribution, a: Number(a), b: Number(b) },
    dtype: distribution === 'integers' ? 'int32' : 'float32',
  };
}
