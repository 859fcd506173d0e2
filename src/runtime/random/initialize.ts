/** First values of weights, on the host: every initializer of `nodes/fields/initializer.ts`. */
import type { Shape } from '../../nodes/define.ts';
import type { Initializer } from '../../nodes/fields/initializer.ts';
import { fillRandom, type RandomRequest } from './distribution.ts';
import { orthogonal } from './orthogonal.ts';
import type { Words } from './threefry.ts';

/** Fan-in and fan-out, as the kind that owns the weight counts them. */
export type Fans = readonly [number, number];

/** A pure function of its arguments; `key` comes from `deriveKey(wordsOf(seed), …)`. */
export function initialize(
  initializer: Initializer,
  shape: Shape,
  fans: Fans | undefined,
  key: Words,
): Float32Array {
  const length = shape.reduce((product, axis) => product * axis, 1);
  const random = (request: RandomRequest): Float32Array => {
    const values = new Float32Array(length);
    fillRandom(key, request, values);
    return values;
  };
  const within = (limit: number) => random({ distribution: 'uniform', a: -limit, b: limit });
  const normal = (stdDev: number) => random({ distribution: 'normal', a: 0, b: stdDev });
  switch (initializer.type) {
    case 'zeros':
      return new Float32Array(length);
    case 'ones':
      return new Float32Array(length).fill(1);
    case 'constant':
      return new Float32Array(length).fill(initializer.value);
    case 'normal':
      return random({ distribution: 'normal', a: initializer.mean, b: initializer.stdDev });
    case 'truncated-normal':
      return random({
        distribution: 'truncated-normal',
        a: initializer.mean,
        b: initializer.stdDev,
      });
    case 'uniform':
      return random({ distribution: 'uniform', a: initializer.low, b: initializer.high });
    case 'glorot-uniform': {
      const [fanIn, fanOut] = needed(fans, initializer, shape);
      return within(Math.sqrt(6 / (fanIn + fanOut)));
    }
    case 'glorot-normal': {
      const [fanIn, fanOut] = needed(fans, initializer, shape);
      return normal(Math.sqrt(2 / (fanIn + fanOut)));
    }
    case 'he-uniform':
      return within(Math.sqrt(6 / needed(fans, initializer, shape)[0]));
    case 'he-normal':
      return normal(Math.sqrt(2 / needed(fans, initializer, shape)[0]));
    case 'pytorch':
      return within(1 / Math.sqrt(needed(fans, initializer, shape)[0]));
    case 'orthogonal': {
      const columns = shape.at(-1) ?? 1;
      return orthogonal(normal(1), length / columns, columns, initializer.gain);
    }
  }
}

function needed(fans: Fans | undefined, initializer: Initializer, shape: Shape): Fans {
  if (fans) return fans;
  throw new Error(
    `internal: initializer ${initializer.type} needs fan-in and fan-out, which the weight of shape [${shape.join(', ')}] does not declare`,
  );
}
