/** How many inputs a node with numbered ports has. */
import { numeric } from './numeric.ts';

export function inputCount() {
  return numeric(2, { label: 'Inputs', min: 2, max: 16, integer: true });
}
