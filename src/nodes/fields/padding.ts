/** Padding of a convolution as the document says it; `src/nodes/shared/padding.ts` makes it explicit. */
import { z } from 'zod';
import { fieldMeta } from './meta.ts';
import { numeric, type Resolved } from './numeric.ts';

const side = (label: string) =>
  numeric(0, { label, min: 0, max: 1024, integer: true, unit: 'elements' });

const PaddingField = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('same') }),
  z.strictObject({ type: z.literal('valid') }),
  z.strictObject({
    type: z.literal('explicit'),
    top: side('Top'),
    bottom: side('Bottom'),
    left: side('Left'),
    right: side('Right'),
  }),
]);
export type PaddingChoice = Resolved<z.infer<typeof PaddingField>>;

const CHOICES = [
  {
    value: 'same',
    label: 'Same',
    help: 'Output is input ÷ stride (× stride when transposed), as in TensorFlow: an odd element goes to the end.',
  },
  { value: 'valid', label: 'Valid', help: 'No padding.' },
  {
    value: 'explicit',
    label: 'Explicit',
    help: "So many elements on each side; PyTorch's padding.",
  },
] as const;

export function padding(initial: z.input<typeof PaddingField>) {
  const schema = PaddingField.clone();
  schema.register(fieldMeta, {
    type: 'variant',
    label: 'Padding',
    help: 'Zeros around the image.',
    choices: CHOICES,
  });
  return schema.prefault(initial);
}
