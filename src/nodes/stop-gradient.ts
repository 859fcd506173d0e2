/** Identity that stops gradients. */
import { z } from 'zod';
import type { BarrierDefinition } from './define.ts';
import { through } from './ports.ts';

const params = z.strictObject({});

export const definition: BarrierDefinition<z.infer<typeof params>> = {
  family: 'barrier',
  kind: 'stop-gradient',
  title: 'Stop gradient',
  group: 'Use',
  aliases: ['detach', 'freeze', 'constant', 'sg'],
  summary:
    'Passes values on but no gradient back. A later step that reads through it gets the very values that the earlier step made, before any update.',
  equation: 'y = x, \\quad \\frac{\\partial y}{\\partial x} = 0',
  params,
  ports: () => through('tensor'),
  torch: () => ({ call: '{0}.detach()' }),
};
