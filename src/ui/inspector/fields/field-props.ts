/** What every field of a form is given. */
import type { Field } from '../../../nodes/fields/describe.ts';
import type { FieldMeta } from '../../../nodes/fields/meta.ts';

export interface FieldProps<T extends FieldMeta['type'] = FieldMeta['type']> {
  readonly field: Field;
  readonly meta: Extract<FieldMeta, { readonly type: T }>;
  /** As the document says it; undefined where the kind's default stands. */
  readonly value: unknown;
  /** After expressions were evaluated; undefined where that failed. */
  readonly resolved: unknown;
  /** What is wrong with it, as a sentence. */
  readonly error?: string | undefined;
  /** Other parameters of the same node, for fields that depend on them. */
  readonly siblings: Readonly<Record<string, unknown>>;
  /** What each item of a list is for, where every item has a port: what is wired to it. */
  readonly itemNames?: readonly string[] | undefined;
  /** What the first of several nodes has, where theirs differ. */
  readonly firstOfMixed?: unknown;
  /** `undefined` goes back to the default. `removed` is the entry that was taken out of a list. */
  readonly onChange: (value: unknown, removed?: number) => void;
}

/** Whether a value says no more than the default would; a tagged object need not say what its fields start with. */
export function isInitial({ schema, initial }: Field, value: unknown): boolean {
  if (value === undefined) return true;
  const read = schema.safeParse(value);
  return read.success && JSON.stringify(read.data) === JSON.stringify(initial);
}

export const shownValue = ({ value, field }: Pick<FieldProps, 'value' | 'field'>): unknown =>
  value === undefined ? field.initial : value;
