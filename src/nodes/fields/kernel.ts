/** The fields that both convolutions have. */
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

export function kernelFields() {
  return {
    kernel: numeric(4, {
      label: 'Kernel',
      help: 'Height and width.',
      min: 1,
      max: 64,
      integer: true,
      unit: 'elements',
    }),
    stride: numeric(2, { label: 'Stride', min: 1, max: 64, integer: true, unit: 'elements' }),
    padding: padding({ type: 'same' }),
  };
}

export function weightFields() {
  return {
    bias: toggle(true, { label: 'Bias', help: 'Superfluous before a normalization.' }),
    kernelInitializer: initializer('Kernel initializer', { type: 'pytorch' }),
    biasInitializer: initializer('Bias initializer', { type: 'pytorch' }),
  };
}
