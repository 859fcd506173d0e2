/** Free text, and lists of it. */
import { z } from 'zod';
import { fieldMeta } from './meta.ts';

const Line = z.string().max(200);

export function text(initial: string, options: { label: string; help?: string; names?: 'model' }) {
  const schema = Line.clone();
  schema.register(fieldMeta, { type: 'text', ...options });
  return schema.default(initial);
}

export function texts(
  initial: readonly string[],
  options: { label: string; help?: string; minLength: number; maxLength: number },
) {
  const { minLength, maxLength, ...labels } = options;
  const schema = z.array(Line).min(minLength).max(maxLength);
  schema.register(fieldMeta, { type: 'texts', ...labels });
  return schema.default(() => [...initial]);
}
