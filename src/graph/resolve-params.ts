/**
 * Parameters of a node as its kind takes them: checked against the kind's schema, defaults filled in,
 * every expression evaluated, bounds checked after that. Faulty fields are told and replaced by what the
 * kind starts with, so that a node keeps its ports while a person types.
 */
import type { z } from 'zod';
import type { GraphNode } from '../../graph-schemas/document.ts';
import type { Definition } from '../nodes/define.ts';
import { type Field, fieldsOf } from '../nodes/fields/describe.ts';
import type { Bounds, FieldMeta } from '../nodes/fields/meta.ts';
import { type ParamFix, reformed, renamed } from './param-fix.ts';
import { listed, plainReason } from './plain-reason.ts';
import type { ProblemCode } from './problem.ts';
import { evaluateNumeric, origin, rounded, type Scope } from './scope.ts';

export type Params = Readonly<Record<string, unknown>>;

export interface ParamFault {
  readonly code: ProblemCode;
  /** Path of the field: `kernel`, `optimizer.beta1`, `shape.0`. */
  readonly field: string;
  readonly message: string;
  readonly fix?: ParamFix;
}

export interface ResolvedParams {
  readonly params: Params;
  /** Empty when `params` is what the document says. */
  readonly faults: readonly ParamFault[];
}

export function resolveParams(
  definition: Definition,
  node: GraphNode,
  scope: Scope,
): ResolvedParams {
  const { params: written, faults: schemaFaults } = readParams(definition, node);
  const faults = [...schemaFaults];
  const evaluated: Record<string, unknown> = {};
  for (const field of fieldsOf(definition.params)) {
    evaluated[field.name] = resolveField(field, written[field.name], field.name, scope, faults);
  }
  return { params: evaluated, faults };
}

/** What the schema says does not depend on any parameter value, so it is known by node. */
const read = new WeakMap<GraphNode, ResolvedParams & { readonly definition: Definition }>();

function readParams(definition: Definition, node: GraphNode): ResolvedParams {
  const before = read.get(node);
  if (before?.definition === definition) return before;
  const result = readAgain(definition, node.params ?? {});
  read.set(node, { ...result, definition });
  return result;
}

function readAgain(definition: Definition, raw: Params): ResolvedParams {
  const parsed = definition.params.safeParse(raw);
  if (parsed.success) return { params: parsed.data as Params, faults: [] };
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, definition, raw));
  const faulty = new Set(faults.map(({ field }) => field.split('.')[0]));
  const params: Record<string, unknown> = {};
  for (const field of fieldsOf(definition.params)) {
    const isSound = !faulty.has(field.name) && Object.hasOwn(raw, field.name);
    const value = isSound ? field.schema.safeParse(raw[field.name]) : undefined;
    params[field.name] = value?.success ? value.data : initialOf(field);
  }
  return { params, faults };
}

/** Whether no parameter value and nothing else of the document plays a part: what such a node is depends on itself alone. */
export function isConstant(definition: Definition, node: GraphNode): boolean {
  const { params, faults } = readParams(definition, node);
  return faults.length === 0 && areConstant(fieldsOf(definition.params), params);
}

function areConstant(fields: readonly Field[], values: Params): boolean {
  return fields.every(({ name, meta, variants }) => {
    const isFixed = (item: unknown): boolean =>
      typeof item === 'object' && item !== null
        ? areConstant(variants.get(String((item as Params).type)) ?? [], item as Params)
        : typeof item !== 'string';
    switch (meta.type) {
      case 'numeric':
      case 'variant':
        return isFixed(values[name]);
      case 'numerics':
      case 'schedules':
        return (values[name] as unknown[]).every(isFixed);
      case 'toggle':
      case 'choice':
      case 'text':
      case 'texts':
        return true;
      case 'arguments':
      case 'reference':
      case 'references':
        return false;
      default:
        return meta satisfies never;
    }
  });
}

function initialOf(field: Field): unknown {
  return field.isRequired ? '' : field.initial;
}

function faultsOf(issue: z.core.$ZodIssue, definition: Definition, raw: Params): ParamFault[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    const known = namesAt(definition, path, raw);
    const place = path.length > 0 ? path.join('.') : 'it';
    const expected = known.length === 0 ? '' : `; ${place} has ${known.join(', ')}`;
    return issue.keys.slice(0, 20).map((key) => ({
      code: 'param.unknown',
      field: [...path, key].join('.'),
      message: `${definition.kind} has no parameter "${[...path, key].join('.')}"${expected}`,
      ...(path.length === 0 ? { fix: renamed(definition, raw, key) } : {}),
    }));
  }
  const field = path.join('.');
  const found = valueAt(raw, path);
  if (found === undefined) {
    return [{ code: 'param.missing', field, message: `${definition.kind} needs "${field}"` }];
  }
  const reason =
    typesOf(issue, definition, path) ??
    (isNumeric(definition, path) ? 'expected a number or an expression' : plainReason(issue));
  const message = `"${field}" of ${definition.kind}: ${reason}, found ${show(found)}`;
  const fix = path.length === 1 ? reformed(definition, field, found) : null;
  return [{ code: 'param.invalid', field, message, ...(fix ? { fix } : {}) }];
}

/** Names that may stand at a place: the kind's parameters, or the fields of one variant of a parameter. */
function namesAt(
  definition: Definition,
  [name, ...rest]: readonly string[],
  raw: Params,
): readonly string[] {
  const fields = fieldsOf(definition.params);
  if (name === undefined) return fields.map((field) => field.name);
  const field = fields.find((known) => known.name === name);
  const { type } = (valueAt(raw, [name, ...rest]) ?? {}) as Params;
  return ['type', ...(field?.variants.get(String(type)) ?? []).map((inner) => inner.name)];
}

/** The sentence for what should be one of several kinds of object, told apart by their `type`. */
function typesOf(
  { code }: z.core.$ZodIssue,
  definition: Definition,
  [name, key, ...rest]: readonly string[],
): string | null {
  if (code !== 'invalid_type' && code !== 'invalid_union') return null;
  const field = fieldsOf(definition.params).find((known) => known.name === name);
  if (field?.meta.type !== 'variant' || (key ?? 'type') !== 'type' || rest.length > 0) return null;
  const types = listed(field.meta.choices.map(({ value }) => `"${value}"`));
  return key === undefined ? `expected an object {"type": …} of ${types}` : `expected ${types}`;
}

function isNumeric(definition: Definition, path: readonly string[]): boolean {
  const field = fieldsOf(definition.params).find(({ name }) => name === path[0]);
  if (field?.meta.type === 'numerics') return path.length > 1;
  return field?.meta.type === 'numeric' || field?.meta.type === 'arguments';
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Params)[key] : undefined),
    value,
  );
}

export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function resolveField(
  field: Field,
  value: unknown,
  path: string,
  scope: Scope,
  faults: ParamFault[],
): unknown {
  const { meta } = field;
  const number = (of: unknown, at: string, bounds: Bounds, fallback: unknown) =>
    resolveNumber(of as number | string, at, meta, bounds, fallback, scope, faults);
  const variant = (tagged: Params, at: string): Params => {
    const resolved: Record<string, unknown> = { type: tagged.type };
    for (const inner of field.variants.get(String(tagged.type)) ?? []) {
      const path = `${at}.${inner.name}`;
      resolved[inner.name] = resolveField(inner, tagged[inner.name], path, scope, faults);
    }
    return resolved;
  };
  switch (meta.type) {
    case 'numeric':
      return value === null ? null : number(value, path, meta, field.initial);
    case 'numerics':
      return (value as unknown[]).map((item, index) => {
        const initial = (field.initial as readonly unknown[] | undefined)?.[index];
        return number(item, `${path}.${index}`, meta, initial ?? meta.min ?? 1);
      });
    case 'schedules':
      return (value as unknown[]).map((item, index) => {
        const at = `${path}.${index}`;
        if (typeof item === 'object') return variant(item as Params, at);
        const initial = (field.initial as readonly unknown[] | undefined)?.[index];
        return number(item, at, meta, initial ?? meta.min ?? 1);
      });
    case 'arguments':
      // Evaluated where the block is expanded, once for each copy.
      return value;
    case 'variant':
      return variant(value as Params, path);
    case 'toggle':
    case 'choice':
    case 'text':
    case 'texts':
    case 'reference':
    case 'references':
      return value;
    default:
      return meta satisfies never;
  }
}

function resolveNumber(
  written: number | string,
  field: string,
  meta: FieldMeta,
  bounds: Bounds,
  fallback: unknown,
  scope: Scope,
  faults: ParamFault[],
): unknown {
  const value = evaluateNumeric(written, scope);
  if (typeof value !== 'number') {
    faults.push({ ...value, field });
    return fallback;
  }
  const fault = boundsFault(value, bounds, meta.label);
  if (!fault) return value;
  const message = `${fault.message}${origin(written, scope)}`;
  faults.push({ code: fault.code, field, message });
  return fallback;
}

/** The sentence for a number outside its bounds, or null. */
export function boundsFault(
  value: number,
  { min, max, integer }: { readonly [K in keyof Bounds]: Bounds[K] | undefined },
  label: string,
): { readonly code: 'param.out-of-bounds' | 'param.not-integer'; readonly message: string } | null {
  if (integer && !Number.isInteger(value)) {
    return {
      code: 'param.not-integer',
      message: `${label} expects a whole number, got ${rounded(value)}`,
    };
  }
  if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
    const range =
      min === undefined
        ? `at most ${max}`
        : max === undefined
          ? `at least ${min}`
          : `${min} to ${max}`;
    return {
      code: 'param.out-of-bounds',
      message: `${label} expects ${range}, got ${rounded(value)}`,
    };
  }
  return null;
}
