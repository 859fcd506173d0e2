/** Which weights a view samples with. */
import { toggle } from './toggle.ts';

export function average() {
  return toggle(true, {
    label: 'Averaged weights',
    help: 'Samples with the moving average of the weights where a step keeps one.',
  });
}
