/**
 * How weights start, as calls of `nn.init`: the same distributions as `src/runtime/random/initialize.ts`. What PyTorch
 * does anyway is left out.
 */
import type { Shape, Weight } from '../nodes/define.ts';
import type { Initializer } from '../nodes/fields/initializer.ts';
import type { TorchArgument, TorchWeight } from '../nodes/torch.ts';
import type { LayerLeaf } from './module-tree.ts';

export interface FirstValue {
  /** Path in the module's state: `weight`. */
  readonly target: string;
  /** `nn.init.normal_` */
  readonly initializer: string;
  readonly arguments: readonly TorchArgument[];
}

export function firstValues({ layer, code }: LayerLeaf): readonly FirstValue[] {
  const { module, weights: places = {} } = code;
  return layer.weights.flatMap((weight) => {
    const place = places[weight.name];
    if (!place)
      throw new Error(`internal: ${layer.kind} does not say where its ${weight.name} lies`);
    const isWrapped = module?.wrap !== undefined;
    if (!isWrapped && startsSo(module?.type ?? '', place, weight)) return [];
    return [{ target: place.name, ...initializerOf(weight, place) }];
  });
}

/** The shape of a weight in PyTorch. */
export function shapeInTorch({ shape }: Pick<Weight, 'shape'>, place: TorchWeight): Shape {
  return place.shape ?? (place.axes ? place.axes.map((axis) => shape[axis] ?? 1) : shape);
}

/** Whether PyTorch's own first values have this distribution. */
function startsSo(type: string, place: TorchWeight, weight: Weight): boolean {
  const { initializer } = weight;
  const { name } = place;
  if (/^nn\.(Linear|Conv2d|ConvTranspose2d)$/.test(type)) {
    if (initializer.type !== 'pytorch') return false;
    // The bias has the bound of the weight, whose fan-in PyTorch counts along all axes but the first.
    if (name === 'bias') return type !== 'nn.ConvTranspose2d';
    return weight.fans?.[0] === torchFans(shapeInTorch(weight, place))[0];
  }
  if (/^nn\.(Batch|Instance|Group|Layer|SyncBatch)Norm/.test(type)) {
    const isOne = name === 'weight' || name === 'running_var';
    return initializer.type === (isOne ? 'ones' : 'zeros');
  }
  return false;
}

function torchFans(shape: Shape): readonly [number, number] {
  const area = shape.slice(2).reduce((product, length) => product * length, 1);
  return [(shape[1] ?? 1) * area, (shape[0] ?? 1) * area];
}

function initializerOf(weight: Weight, place: TorchWeight): Omit<FirstValue, 'target'> {
  const { initializer } = weight;
  const shape = shapeInTorch(weight, place);
  const [fanIn, fanOut] = weight.fans ?? torchFans(shape);
  const [torchIn, torchOut] = shape.length >= 2 ? torchFans(shape) : [-1, -1];
  const isSameSum = torchIn + torchOut === fanIn + fanOut;
  const relu: TorchArgument = { name: 'nonlinearity', value: '"relu"' };
  switch (initializer.type) {
    case 'zeros':
      return { initializer: 'nn.init.zeros_', arguments: [] };
    case 'ones':
      return { initializer: 'nn.init.ones_', arguments: [] };
    case 'constant':
      return called('constant_', [['val', initializer.value]]);
    case 'normal':
      return normal(initializer.mean, initializer.stdDev);
    case 'truncated-normal': {
      const { mean, stdDev } = initializer;
      return called('trunc_normal_', [
        ['mean', mean],
        ['std', stdDev],
        ['a', mean - 2 * stdDev],
        ['b', mean + 2 * stdDev],
      ]);
    }
    case 'uniform':
      return called('uniform_', [
        ['a', initializer.low],
        ['b', initializer.high],
      ]);
    case 'glorot-uniform':
      if (isSameSum) return called('xavier_uniform_', []);
      return within(Math.sqrt(6 / (fanIn + fanOut)));
    case 'glorot-normal':
      if (isSameSum) return called('xavier_normal_', []);
      return normal(0, Math.sqrt(2 / (fanIn + fanOut)));
    case 'he-uniform':
      if (torchIn === fanIn) return { initializer: 'nn.init.kaiming_uniform_', arguments: [relu] };
      return within(Math.sqrt(6 / fanIn));
    case 'he-normal':
      if (torchIn === fanIn) return { initializer: 'nn.init.kaiming_normal_', arguments: [relu] };
      return normal(0, Math.sqrt(2 / fanIn));
    case 'pytorch':
      return within(1 / Math.sqrt(fanIn));
    case 'orthogonal':
      return called('orthogonal_', initializer.gain === 1 ? [] : [['gain', initializer.gain]]);
    default:
      return unreachable(initializer);
  }
}

function called(
  name: string,
  values: readonly (readonly [string, number])[],
): Omit<FirstValue, 'target'> {
  return {
    initializer: `nn.init.${name}`,
    arguments: values.map(([argument, value]) => ({ name: argument, value })),
  };
}

const normal = (mean: number, std: number) =>
  called('normal_', [
    ['mean', mean],
    ['std', std],
  ]);
const within = (bound: number) =>
  called('uniform_', [
    ['a', -bound],
    ['b', bound],
  ]);

function unreachable(value: never): never {
  throw new Error(
    `internal: no initializer of the form ${JSON.stringify(value satisfies Initializer)}`,
  );
}
