/** A use of a block: a copy of its layers with weights of its own, or a chain of copies. */
import { z } from 'zod';
import type { StructureDefinition } from './define.ts';
import { optionalNumeric } from './fields/numeric.ts';
import { blockArguments, reference } from './fields/reference.ts';

const params = z.strictObject({
  block: reference('block', { label: 'Block' }),
  arguments: blockArguments({
    label: 'Arguments',
    help: "Values for the block's own parameters; what is left out keeps the block's value.",
  }),
  repeat: optionalNumeric({
    label: 'Repeat',
    help: 'Chains so many copies, output to input; the copy number i (from 0) may stand in the arguments. 0 is the identity.',
    min: 0,
    max: 1000,
    integer: true,
    unit: 'copies',
  }),
});

export const definition: StructureDefinition<z.infer<typeof params>> = {
  family: 'structure',
  role: 'block',
  kind: 'block',
  title: 'Block',
  group: 'Structure',
  aliases: ['template', 'module', 'repeat', 'group', 'residual'],
  summary:
    'Uses a block as if its layers stood here. Every use has weights of its own; only a network shares them between its uses.',
  params,
  badge: ({ block, repeat }) => (repeat === null ? block : `${block} × ${repeat}`),
};
