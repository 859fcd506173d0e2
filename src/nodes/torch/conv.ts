/** What dense layers and convolutions share in PyTorch: modules with their options, padding, names of weights. */
import type { Padding } from '../define.ts';
import type { Pair } from '../fields/kernel.ts';
import type { KernelParams } from '../shared/kernel-weights.ts';
import type { TorchArgument, TorchCode, TorchHelper, TorchWeight } from '../torch.ts';

type Layout = Omit<TorchWeight, 'name'>;

interface Spec {
  readonly type: string;
  readonly equalized: TorchHelper;
  readonly arguments: readonly TorchArgument[];
  readonly call: string;
  readonly kernel: Layout;
  /** How the right singular vector is laid out, which runs over the kernel's inputs. */
  readonly vector: Layout;
}

/** The module of PyTorch or the one with equalized learning rate, in a spectral normalization where there is one. */
export function weighted(params: KernelParams, spec: Spec): TorchCode {
  const { bias, spectralNorm, equalizedLr, gain, lrMultiplier } = params;
  const { equalized, kernel, vector } = spec;
  const scales = [
    ...(gain === 1 ? [] : [{ name: 'gain', value: gain }]),
    ...(lrMultiplier === 1 ? [] : [{ name: 'lr_multiplier', value: lrMultiplier }]),
  ];
  const spectral: Record<string, TorchWeight> = spectralNorm
    ? { spectralU: { name: 'weight_u' }, spectralV: { name: 'weight_v', ...vector } }
    : {};
  return {
    module: {
      type: equalizedLr ? equalized.name : spec.type,
      arguments: [
        ...spec.arguments,
        ...(bias ? [] : [{ name: 'bias', value: false }]),
        ...(equalizedLr ? scales : []),
      ],
      ...(spectralNorm ? { wrap: 'nn.utils.spectral_norm' } : {}),
    },
    call: spec.call,
    ...(equalizedLr ? { helpers: [equalized] } : {}),
    weights: {
      kernel: { name: spectralNorm ? 'weight_orig' : 'weight', ...kernel },
      ...(bias ? { bias: { name: 'bias' } } : {}),
      ...spectral,
    },
  };
}

/** An argument without its name. */
export function positional(name: string, value: TorchArgument['value']): TorchArgument {
  return { name, value, isPositional: true };
}

/** Arguments of which PyTorch has other defaults; those that equal them are left out. */
export function strideOf(stride: Pair): readonly TorchArgument[] {
  return optional('stride', pairOf(stride), 1);
}

/** `value` of an argument whose default is `usual`. */
export function optional(
  name: string,
  value: TorchArgument['value'],
  usual: TorchArgument['value'],
): readonly TorchArgument[] {
  return value === usual ? [] : [{ name, value }];
}

/** One number where height and width agree. */
export function pairOf([height, width]: Pair): number | Pair {
  return height === width ? height : [height, width];
}

/** PyTorch's modules pad both ends of an axis alike; anything else is padded before them. */
export function paddingOf([top, bottom, left, right]: Padding): {
  readonly arguments: readonly TorchArgument[];
  /** The expression `x`, padded where the module does not. */
  padded(x: string): string;
} {
  if (top !== bottom || left !== right) {
    return {
      arguments: [],
      padded: (x) => `F.pad(${x}, (${left}, ${right}, ${top}, ${bottom}))`,
    };
  }
  return { arguments: optional('padding', pairOf([top, left]), 0), padded: (x) => x };
}

/** What a transposed convolution cuts off: by its own padding, or afterwards where the ends differ. */
export function croppingOf([top, bottom, left, right]: Padding): {
  readonly arguments: readonly TorchArgument[];
  cropped(y: string): string;
} {
  if (top === bottom && left === right) {
    const { arguments: list } = paddingOf([top, bottom, left, right]);
    return { arguments: list, cropped: (y) => y };
  }
  const cut = (before: number, after: number) =>
    before === 0 && after === 0 ? ':' : `${before || ''}:${after ? -after : ''}`;
  return {
    arguments: [],
    cropped: (y) => `${y}[:, :, ${cut(top, bottom)}, ${cut(left, right)}]`,
  };
}
