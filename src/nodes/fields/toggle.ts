/** Yes or no. */
import { z } from 'zod';
import { fieldMeta } from './meta.ts';

export function toggle(initial: boolean, options: { label: string; help?: string }) {
  const schema = z.boolean();
  schema.register(fieldMeta, { type: 'toggle', ...options });
  return schema.default(initial);
}
