/** A use of a block: a copy of its layers with weights of its own, or a chain of copies. */
import { z } from 'zod';
import type { StructureDefinition } from './define.ts';
import { optionalNumeric } from './fields/numeric.ts';
import { blockArguments, reference } from './fields/reference.ts';
import { toggle } from './fields/toggle.ts';

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
  recompute: toggle(false, {
    label: 'Recompute',
    help: "Keeps only the block's inputs until the backward pass, and computes its layers once more there: less memory for more time, the same results. Every copy of a repeated block by itself; blocks inside belong to the outermost one.",
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
