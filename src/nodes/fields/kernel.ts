/** The fields that dense layers and convolutions share. */
import { initializer } from './initializer.ts';
import { numeric } from './numeric.ts';
import { padding } from './padding.ts';
import { toggle } from './toggle.ts';

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
    max: 64,
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
      max: 64,
      integer: true,
      unit: 'elements',
    }),
    padding: padding({ type: 'same' }),
  };
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
    }),
    gain: numeric(1, {
      label: 'Gain',
      help: 'With equalized learning rate: √2 keeps the variance before a rectifier, 1 before none.',
      min: 1e-6,
      max: 1e6,
      step: 0.1,
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
