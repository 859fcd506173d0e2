/** Settings written in another way than documents have them, put right: what one click applies. */

import type { Definition } from '../nodes/define.ts';
import { type Field, fieldsOf } from '../nodes/fields/describe.ts';
import type { Params } from './resolve-params.ts';
import { nameLike } from './similar.ts';

export interface ParamFix {
  readonly label: string;
  /** As the edit `set-params` takes them. */
  readonly params: Params;
}

/** For a parameter that the kind does not have: another name, or away with it. */
export function renamed(definition: Definition, raw: Params, name: string): ParamFix {
  const known = fieldsOf(definition.params).map((field) => field.name);
  const meant = nameLike(name, known);
  if (meant === undefined || Object.hasOwn(raw, meant)) {
    return { label: `Remove "${name}"`, params: { [name]: undefined } };
  }
  return { label: `Call it "${meant}"`, params: { [name]: undefined, [meant]: raw[name] } };
}

/** For a value of the wrong form: a word or a number where an object or a list was expected. */
export function reformed(definition: Definition, name: string, found: unknown): ParamFix | null {
  const field = fieldsOf(definition.params).find((known) => known.name === name);
  if (!field || (typeof found !== 'string' && typeof found !== 'number')) return null;
  const value = formOf(field, found);
  if (value === undefined || !field.schema.safeParse(value).success) return null;
  return { label: `Write ${JSON.stringify(value)}`, params: { [name]: value } };
}

function formOf({ meta, variants }: Field, found: string | number): unknown {
  switch (meta.type) {
    case 'variant':
      if (variants.has(String(found))) return { type: found };
      return variants.get('constant')?.some(({ name }) => name === 'value')
        ? { type: 'constant', value: found }
        : undefined;
    case 'numerics':
    case 'schedules':
    case 'references':
    case 'texts':
      return [found];
    default:
      return undefined;
  }
}
