/** Where values leave a network or block. Its port is named by the node's id. */
import { z } from 'zod';
import type { StructureDefinition } from './define.ts';

const params = z.strictObject({});

export const definition: StructureDefinition<z.infer<typeof params>> = {
  family: 'structure',
  role: 'output',
  kind: 'output',
  title: 'Output',
  group: 'Structure',
  aliases: ['out', 'result', 'return'],
  summary:
    'Where values leave this network. Every use of the network gets an output port with the name of this node.',
  params,
};
