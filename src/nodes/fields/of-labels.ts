/** Whether an operation on batches is one on labels: their ports are of another type than those of samples. */
import { toggle } from './toggle.ts';

export function ofLabels() {
  return toggle(false, { label: 'Labels', help: 'Takes labels instead of samples.' });
}
