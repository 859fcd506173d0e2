/** The fields that dense layers and convolutions share. */
import { initializer } from './initializer.ts';
import { numeric, optionalNumeric } from './numeric.ts';
import { padding } from './padding.ts';
import { toggle } from './toggle.ts';

const MOST = 64;

export const filters = numeric(64, {
  label: 'Filters',
  help: 'Channels of the output.',
  min: 1,
  max: 65_536,
  integer: true,
});

export function kernelField(initial: number) {
  return numeric(initial, {
    label: 'Kernel',
    help: 'Height and width.',
    min: 1,
    max: MOST,
    integer: true,
    unit: 'elements',
  });
}

export function kernelFields(
  initial: { kernel: number; stride: number } = { kernel: 4, stride: 2 },
) {
  return {
    kernel: kernelField(initial.kernel),
    stride: numeric(initial.stride, {
      label: 'Stride',
      min: 1,
      max: MOST,
      integer: true,
      unit: 'elements',
    }),
    padding: padding({ type: 'same' }),
    kernelWidth: optionalWidth('Kernel width', 'kernel', 1),
    strideWidth: optionalWidth('Stride width', 'stride', 1),
  };
}

/** For what is no square: sound in one row, text, bars. */
export function optionalWidth(label: string, other: string, min: 0 | 1) {
  const help = `Where it differs from the height; empty, ${other} is both.`;
  const bounds = { min, max: MOST, integer: true };
  return optionalNumeric({ label, help, isRare: true, unit: 'elements', ...bounds });
}

/** Height and width. */
export type Pair = readonly [height: number, width: number];

export interface KernelShape {
  readonly kernel: number;
  readonly kernelWidth?: number | null;
}

export function kernelSize({ kernel, kernelWidth }: KernelShape): Pair {
  return [kernel, kernelWidth ?? kernel];
}

export interface StrideShape {
  readonly stride: number;
  readonly strideWidth?: number | null;
}

export function strideSize({ stride, strideWidth }: StrideShape): Pair {
  return [stride, strideWidth ?? stride];
}

/** `4×4 ↓2`: what a node says of its geometry. */
export function kernelBadge(shape: KernelShape & StrideShape, arrow: '↓' | '↑'): string {
  const [height, width] = strideSize(shape);
  const stride = height === width ? `${height}` : `${height}×${width}`;
  return `${kernelSize(shape).join('×')}${stride === '1' ? '' : ` ${arrow}${stride}`}`;
}

export function initializerFields() {
  return {
    bias: toggle(true, { label: 'Bias', help: 'Superfluous before a normalization.' }),
    kernelInitializer: initializer('Kernel initializer', { type: 'pytorch' }),
    biasInitializer: initializer('Bias initializer', { type: 'pytorch' }),
  };
}

/** Weights that all learn at one rate, as progressive growing and StyleGAN have them: `equalized.ts`. */
export function equalizedFields() {
  return {
    equalizedLr: toggle(false, {
      label: 'Equalized learning rate',
      help: 'The kernel starts as N(0, 1) ÷ multiplier, whatever its initializer, and is scaled at run time by gain ÷ √fan-in × multiplier.',
    }),
    lrMultiplier: numeric(1, {
      label: 'Learning-rate multiplier',
      help: 'With equalized learning rate: how much faster this layer learns than the others; StyleGAN maps its latents with 0.01.',
      min: 1e-6,
      max: 1e6,
      step: 0.01,
      isRare: true,
    }),
    gain: numeric(1, {
      label: 'Gain',
      help: 'With equalized learning rate: √2 keeps the variance before a rectifier, 1 before none.',
      min: 1e-6,
      max: 1e6,
      step: 0.1,
      isRare: true,
    }),
  };
}

export const spectralNorm = toggle(false, {
  label: 'Spectral normalization',
  help: 'Divides the kernel by its largest singular value, which one power iteration per training step follows.',
});

export function weightFields() {
  return { ...initializerFields(), spectralNorm, ...equalizedFields() };
}
