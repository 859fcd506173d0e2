/** Where values enter a network or block. Its port is named by the node's id. */
import { z } from 'zod';
import type { StructureDefinition } from './define.ts';
import { optionalNumeric } from './fields/numeric.ts';
import { shape } from './fields/numerics.ts';

const params = z.strictObject({
  shape: shape(
    [100],
    'Shape',
    'Height, width, channels for an image; one length for a vector; nothing for one number.',
    0,
  ),
  classes: optionalNumeric({
    label: 'Classes',
    help: 'With a number here the input is a label of so many classes, whatever the shape says.',
    min: 1,
    max: 65_535,
    integer: true,
  }),
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
  badge: ({ shape, classes }) => {
    if (classes !== null) return `label · ${classes}`;
    return shape.length > 0 ? shape.join('×') : 'one number';
  },
};
