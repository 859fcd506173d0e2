/** Attributes of the kernel `GanvasRandom`, read back from tf.js' loosely typed map. */
import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { Live } from '../replay/live.ts';
import type { Distribution, RandomRequest } from './distribution.ts';
import type { Words } from './threefry.ts';

export interface RandomAttributes {
  readonly key: Live<Words>;
  readonly shape: number[];
  readonly request: RandomRequest;
  readonly dtype: 'float32' | 'int32';
}

export function randomAttributes(attrs: NamedAttrMap | undefined): RandomAttributes {
  const { distribution, shape, a, b } = attrs ?? {};
  const key = attrs?.key as unknown as Live<Words> | undefined;
  if (!key || !Array.isArray(shape)) {
    throw new Error('internal: GanvasRandom needs the attributes key and shape');
  }
  return {
    key,
    shape: shape as number[],
    request: { distribution: distribution as Distribution, a: Number(a), b: Number(b) },
    dtype: distribution === 'integers' ? 'int32' : 'float32',
  };
}
