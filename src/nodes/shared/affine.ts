/** The learned gain and bias that normalizations may end with: fields, weights, and how PyTorch writes them. */
import type { Fault, Shape, Weight } from '../define.ts';
import type { Initializer } from '../fields/initializer.ts';
import { initializer } from '../fields/initializer.ts';
import { toggle } from '../fields/toggle.ts';
import type { TorchArgument, TorchCode, TorchHelper, TorchWeight } from '../torch.ts';

interface Affine {
  readonly scale: boolean;
  readonly center: boolean;
}

/** `each` says what has one: "channel". */
export function affineFields(isOn: boolean, each: string) {
  return {
    scale: toggle(isOn, { label: 'Gain', help: `A learned factor per ${each}.` }),
    center: toggle(isOn, { label: 'Bias', help: `A learned offset per ${each}.` }),
    gainInitializer: initializer('Gain initializer', { type: 'ones' }),
    biasInitializer: initializer('Bias initializer', { type: 'zeros' }),
  };
}

export function affineWeights(
  params: Affine & { readonly gainInitializer: Initializer; readonly biasInitializer: Initializer },
  shape: Shape,
): readonly Weight[] {
  const { scale, center, gainInitializer, biasInitializer } = params;
  const gain: Weight = { name: 'gain', shape, initializer: gainInitializer, isTrainable: true };
  const bias: Weight = { name: 'bias', shape, initializer: biasInitializer, isTrainable: true };
  return [...(scale ? [gain] : []), ...(center ? [bias] : [])];
}

/** Why a normalization cannot take what has no last axis, or null. */
export function faultOfNumbers(kind: string, shape: Shape): Fault | null {
  if (shape.length > 0) return null;
  return { fault: `${kind} expects an image or a vector, got one number`, port: 'in' };
}

interface TorchNorm {
  readonly type: string;
  readonly arguments: readonly TorchArgument[];
  /** What the module calls having weights, and whether it does unless it is told. */
  readonly affine: { readonly name: string; readonly isDefault: boolean };
  readonly call?: string;
  readonly layout?: Omit<TorchWeight, 'name'>;
  /** How its gain is taken off, if not as WITHOUT_GAIN does. */
  readonly withoutGain?: TorchHelper;
  /** Weights besides gain and bias. */
  readonly weights?: Readonly<Record<string, TorchWeight>>;
}

/** PyTorch's normalizations have both or neither; what is not wanted is taken off. */
export function affineNorm({ scale, center }: Affine, norm: TorchNorm): TorchCode {
  const isAffine = scale || center;
  const { name, isDefault } = norm.affine;
  const helper =
    scale === center ? null : scale ? WITHOUT_BIAS : (norm.withoutGain ?? WITHOUT_GAIN);
  return {
    module: {
      type: norm.type,
      arguments: [
        ...norm.arguments,
        ...(isAffine === isDefault ? [] : [{ name, value: isAffine }]),
      ],
      ...(helper ? { wrap: helper.name } : {}),
    },
    call: norm.call ?? '{module}({0})',
    ...(helper ? { helpers: [helper] } : {}),
    weights: {
      ...(scale ? { gain: { name: 'weight', ...norm.layout } } : {}),
      ...(center ? { bias: { name: 'bias', ...norm.layout } } : {}),
      ...norm.weights,
    },
  };
}

/** An argument `eps`, left out where it is PyTorch's own. */
export function epsilonArgument(epsilon: number): readonly TorchArgument[] {
  return epsilon === 1e-5 ? [] : [{ name: 'eps', value: epsilon }];
}

const WITHOUT_BIAS: TorchHelper = {
  name: 'without_bias',
  code: `def without_bias(norm: nn.Module) -> nn.Module:
    """Takes the learned bias off a normalization and leaves its gain."""
    norm.register_parameter("bias", None)
    return norm`,
};

const WITHOUT_GAIN: TorchHelper = {
  name: 'without_gain',
  code: `def without_gain(norm: nn.Module) -> nn.Module:
    """Takes the learned gain off a normalization and leaves its bias."""
    norm.register_parameter("weight", None)
    return norm`,
};
