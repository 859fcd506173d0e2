/** How far the labels of a cross-entropy are drawn towards all classes alike; PyTorch's `label_smoothing`. */
import { numeric } from './numeric.ts';

export function labelSmoothing() {
  return numeric(0, {
    label: 'Label smoothing',
    help: 'This share of every label is spread evenly over all classes.',
    min: 0,
    max: 1,
    step: 0.05,
  });
}
