/** A use of a network in the objective. Its ports are the network's inputs and outputs. */
import { z } from 'zod';
import type { StructureDefinition } from './define.ts';
import { reference } from './fields/reference.ts';

const params = z.strictObject({ network: reference('network', { label: 'Network' }) });

export const definition: StructureDefinition<z.infer<typeof params>> = {
  family: 'structure',
  role: 'apply',
  kind: 'apply',
  title: 'Apply network',
  group: 'Use',
  aliases: ['network', 'call', 'use', 'generator', 'discriminator', 'forward'],
  summary:
    "Runs a network on what is connected to it. All uses of a network share its weights, so the discriminator's look at real and at fake images are two of these.",
  params,
  badge: ({ network }) => network,
};
