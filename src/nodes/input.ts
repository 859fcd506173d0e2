/** Where values enter a network or block. Its port is named by the node's id. */
import { z } from 'zod';
import type { StructureDefinition } from './define.ts';
import { shape } from './fields/numerics.ts';

const params = z.strictObject({
  shape: shape([100], 'Shape', 'Height, width, channels for an image; one length for a vector.'),
});

export const definition: StructureDefinition<z.infer<typeof params>> = {
  family: 'structure',
  role: 'input',
  kind: 'input',
  title: 'Input',
  group: 'Structure',
  aliases: ['in', 'argument', 'latent', 'placeholder'],
  summary:
    'Where values enter this network. Every use of the network gets an input port with the name of this node.',
  params,
  badge: ({ shape }) => shape.join('×'),
};
