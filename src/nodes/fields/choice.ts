/** One of a few named values. */
import { z } from 'zod';
import { type Choice, fieldMeta } from './meta.ts';

export interface ChoiceOptions<V extends string> {
  readonly label: string;
  readonly help?: string;
  readonly choices: readonly Choice<V>[];
}

export function choice<const V extends string>(initial: NoInfer<V>, options: ChoiceOptions<V>) {
  const schema = z.enum(options.choices.map(({ value }) => value));
  schema.register(fieldMeta, { type: 'choice', ...options });
  return schema.prefault(initial);
}
