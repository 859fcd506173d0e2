/**
 * Reads a kind's parameter schema as a list of fields: name, meta, what it starts with, and for tagged
 * unions the fields of each variant. The form, the evaluator of expressions and the JSON Schema of the
 * inspector walk this instead of zod's own structure.
 */
import { z } from 'zod';
import { type FieldMeta, fieldMeta } from './meta.ts';

export interface Field {
  readonly name: string;
  readonly meta: FieldMeta;
  /** The field's own schema, to check one value while it is typed. */
  readonly schema: z.ZodType;
  /** The document must say it; otherwise `initial` is used. */
  readonly isRequired: boolean;
  readonly initial: unknown;
  /** For `variant` and `schedules`: the fields of each variant by the value of its `type`, without `type` itself. */
  readonly variants: ReadonlyMap<string, readonly Field[]>;
}

/** The fields of a kind (`definition.params`) in the order in which they were declared. */
export function fieldsOf(params: z.ZodType): readonly Field[] {
  const known = described.get(params);
  if (known) return known;
  if (!(params instanceof z.ZodObject)) {
    throw new Error('internal: the parameters of a kind are a z.strictObject');
  }
  const fields = Object.entries(params.shape).flatMap(([name, schema]) =>
    schema instanceof z.ZodLiteral ? [] : [describe(name, schema as z.ZodType)],
  );
  described.set(params, fields);
  return fields;
}

const described = new WeakMap<z.ZodType, readonly Field[]>();

function describe(name: string, schema: z.ZodType): Field {
  const inner = unwrap(schema);
  const meta = fieldMeta.get(inner);
  if (!meta) {
    throw new Error(
      `internal: parameter "${name}" carries no fieldMeta; make it with a field helper`,
    );
  }
  const absent = schema.safeParse(undefined);
  return {
    name,
    meta,
    schema,
    isRequired: !absent.success,
    initial: absent.data,
    variants: new Map(unionsIn(inner).flatMap(optionsOf)),
  };
}

/** The tagged union that the schema is, or that an item of a list may be. */
function unionsIn(schema: z.ZodType): z.ZodDiscriminatedUnion[] {
  if (schema instanceof z.ZodDiscriminatedUnion) return [schema];
  if (!(schema instanceof z.ZodArray && schema.element instanceof z.ZodUnion)) return [];
  return schema.element.options.filter((option) => option instanceof z.ZodDiscriminatedUnion);
}

function optionsOf(union: z.ZodDiscriminatedUnion): [string, readonly Field[]][] {
  return union.options.map((option) => {
    if (!(option instanceof z.ZodObject) || !(option.shape.type instanceof z.ZodLiteral)) {
      throw new Error('internal: variants are objects tagged by a literal `type`');
    }
    return [String(option.shape.type.value), fieldsOf(option)];
  });
}

/** The schema below defaults and `null`, where the helpers put the meta. */
function unwrap(schema: z.ZodType): z.ZodType {
  if (
    !fieldMeta.has(schema) &&
    (schema instanceof z.ZodDefault ||
      schema instanceof z.ZodPrefault ||
      schema instanceof z.ZodOptional ||
      schema instanceof z.ZodNullable)
  ) {
    return unwrap(schema.unwrap() as z.ZodType);
  }
  return schema;
}
