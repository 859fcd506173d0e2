/** How a weight starts. Evaluated by the runtime from the run's seed. */
import { z } from 'zod';
import { fieldMeta } from './meta.ts';
import { numeric, type Resolved } from './numeric.ts';

const stdDev = (initial: number) => numeric(initial, { label: 'Standard deviation', min: 0 });

const InitializerField = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('zeros') }),
  z.strictObject({ type: z.literal('ones') }),
  z.strictObject({ type: z.literal('constant'), value: numeric(0, { label: 'Value' }) }),
  z.strictObject({
    type: z.literal('normal'),
    mean: numeric(0, { label: 'Mean' }),
    stdDev: stdDev(0.02),
  }),
  z.strictObject({
    type: z.literal('truncated-normal'),
    mean: numeric(0, { label: 'Mean' }),
    stdDev: stdDev(0.02),
  }),
  z.strictObject({
    type: z.literal('uniform'),
    low: numeric(-0.05, { label: 'Low' }),
    high: numeric(0.05, { label: 'High' }),
  }),
  z.strictObject({ type: z.literal('glorot-uniform') }),
  z.strictObject({ type: z.literal('glorot-normal') }),
  z.strictObject({ type: z.literal('he-uniform') }),
  z.strictObject({ type: z.literal('he-normal') }),
  z.strictObject({ type: z.literal('orthogonal'), gain: numeric(1, { label: 'Gain', min: 0 }) }),
  /** PyTorch's default for dense and convolution, kernel and bias: uniform within ±1/√fan-in. */
  z.strictObject({ type: z.literal('pytorch') }),
]);
export type Initializer = Resolved<z.infer<typeof InitializerField>>;

const CHOICES = [
  { value: 'zeros', label: 'Zeros' },
  { value: 'ones', label: 'Ones' },
  { value: 'constant', label: 'Constant' },
  { value: 'normal', label: 'Normal' },
  {
    value: 'truncated-normal',
    label: 'Truncated normal',
    help: 'No value is more than two deviations from the mean.',
  },
  { value: 'uniform', label: 'Uniform' },
  {
    value: 'glorot-uniform',
    label: 'Glorot uniform',
    help: 'Within ±√(6 / (fan-in + fan-out)); the default of Keras.',
  },
  { value: 'glorot-normal', label: 'Glorot normal', help: 'Variance 2 / (fan-in + fan-out).' },
  { value: 'he-uniform', label: 'He uniform', help: 'Within ±√(6 / fan-in).' },
  { value: 'he-normal', label: 'He normal', help: 'Variance 2 / fan-in.' },
  { value: 'orthogonal', label: 'Orthogonal' },
  {
    value: 'pytorch',
    label: 'PyTorch default',
    help: 'Uniform within ±1/√fan-in, kernel and bias alike.',
  },
] as const;

/** A field for an initializer; `initial` is what the kind uses when the document says nothing. */
export function initializer(label: string, initial: z.input<typeof InitializerField>) {
  const schema = InitializerField.clone();
  schema.register(fieldMeta, { type: 'variant', label, choices: CHOICES });
  return schema.prefault(initial);
}
