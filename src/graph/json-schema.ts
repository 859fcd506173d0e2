/**
 * The JSON Schema of documents, for editors: zod's, with the parameters of every node typed by its kind.
 * Written to `graph-schemas/graph.schema.json`, which a test keeps equal to this.
 */
import { z } from 'zod';
import { Document } from '../../graph-schemas/document.ts';
import { catalog } from '../nodes/catalog.ts';
import type { Definition } from '../nodes/define.ts';
import { fieldsOf } from '../nodes/fields/describe.ts';

type Json = { [key: string]: unknown };

export function documentSchema(): Json {
  const schema = z.toJSONSchema(Document, { io: 'input', target: 'draft-2020-12' }) as Json;
  const kinds = [...catalog.values()];
  const definitions = Object.fromEntries(
    kinds.map((definition) => [`params-${definition.kind}`, paramsSchema(definition)]),
  );
  let node: Json = {};
  const typed = mapNodes(schema, (found) => {
    node = found;
    return { $ref: '#/$defs/node' };
  });
  const typedNode = {
    ...node,
    properties: {
      ...(node.properties as Json),
      kind: {
        description: 'What the node is.',
        oneOf: kinds.map(({ kind, title, summary }) => ({
          const: kind,
          title,
          description: summary,
        })),
      },
    },
    allOf: kinds.map(({ kind, params }) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema spells it so.
      then: {
        properties: { params: { $ref: `#/$defs/params-${kind}` } },
        ...(fieldsOf(params).some(({ isRequired }) => isRequired) ? { required: ['params'] } : {}),
      },
    })),
  };
  return {
    ...typed,
    title: 'Ganvas document',
    $defs: { ...(typed.$defs as Json | undefined), node: typedNode, ...definitions },
  };
}

function paramsSchema({ title, params }: Definition): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(params, { io: 'input' }) as Json;
  const properties = { ...(schema.properties as Json) };
  for (const { name, meta } of fieldsOf(params)) {
    const description = [meta.help, 'unit' in meta ? `In ${meta.unit}.` : '']
      .filter(Boolean)
      .join(' ');
    properties[name] = {
      title: meta.label,
      ...(description ? { description } : {}),
      ...(properties[name] as Json),
    };
  }
  return { title: `Parameters of ${title}`, ...schema, properties };
}

/** Nodes are the objects with a `kind` and `params`, wherever zod puts them. */
function mapNodes(schema: Json, change: (node: Json) => Json): Json {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    const walked: Json = Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, walk(item)]),
    );
    const { properties } = walked as { properties?: Json };
    return properties && 'kind' in properties && 'params' in properties ? change(walked) : walked;
  };
  return walk(schema) as Json;
}
