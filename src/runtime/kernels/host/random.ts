/** `GanvasRandom` on the host. */
import { randomAttributes } from '../../random/attributes.ts';
import { fillRandom } from '../../random/distribution.ts';
import { RANDOM } from '../names.ts';
import type { HostKernel } from './define.ts';

export const random: HostKernel = {
  name: RANDOM,
  inputs: [],
  outputs: (_, attrs) => [randomAttributes(attrs)],
  run: (_, [output], attrs) => {
    const { key, request } = randomAttributes(attrs);
    if (output) fillRandom(key.now, request, output);
  },
};
