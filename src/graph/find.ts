/** Finding things in a document by what they are called, what they are worth, and what is written beside them. Pure. */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import { parseExpression } from './expression.ts';
import { blockId, graphIds, graphOf, nameOf } from './graph-of.ts';
import { numericsOf } from './numerics.ts';
import type { GraphId } from './problem.ts';

export interface Found {
  readonly where:
    | { readonly type: 'node'; readonly graph: GraphId; readonly node: string }
    | { readonly type: 'note'; readonly graph: GraphId; readonly note: number }
    | { readonly type: 'graph'; readonly graph: GraphId }
    | { readonly type: 'parameter'; readonly name: string; readonly block: string | null }
    | { readonly type: 'training'; readonly field: string };
  /** What matched, as the document has it: `filters: ngf * 4`. */
  readonly text: string;
}

/** What a kind is called on the page, in all the words that a person may try. */
export type KindWords = (kind: string) => readonly string[];

export const MOST_FOUND = 500;

/** `=ngf` finds what reads a parameter; anything else what contains the words. In the order of the document. */
export function findInDocument(
  document: Document,
  query: string,
  words: KindWords,
): readonly Found[] {
  const text = query.trim().toLowerCase();
  if (text === '' || text === '=') return [];
  const found = text.startsWith('=')
    ? readersOf(document, query.trim().slice(1).trim())
    : matches(document, text, words);
  return found.slice(0, MOST_FOUND);
}

function matches(document: Document, text: string, words: KindWords): Found[] {
  const has = (...some: readonly (string | undefined)[]) =>
    some.some((one) => one?.toLowerCase().includes(text));
  const parameters = (of: Document['parameters'], block: string | null) =>
    Object.entries(of).flatMap(([name, { label, value }]): Found[] =>
      has(name, label) || String(value) === text
        ? [{ where: { type: 'parameter', name, block }, text: `${name} = ${value}` }]
        : [],
    );
  return [
    ...parameters(document.parameters, null),
    ...trainingOf(document).flatMap(({ field, value }): Found[] =>
      String(value).toLowerCase() === text || (typeof value === 'string' && has(value))
        ? [{ where: { type: 'training', field }, text: `${field}: ${value}` }]
        : [],
    ),
    ...graphIds(document).flatMap((graph): Found[] => {
      const canvas = graphOf(document, graph);
      if (!canvas) return [];
      const isNamed = graph !== 'objective' && has(nameOf(graph), canvas.label);
      const block = graph.startsWith('blocks.') ? nameOf(graph) : null;
      const own = block === null ? {} : (document.blocks?.[block]?.parameters ?? {});
      return [
        ...(isNamed ? [{ where: { type: 'graph', graph } as const, text: nameOf(graph) }] : []),
        ...parameters(own, block),
        ...Object.entries(canvas.nodes).flatMap(([node, written]): Found[] => {
          const reason = has(node, written.title, written.kind, ...words(written.kind))
            ? (written.title ?? node)
            : settingWith(written, text);
          return reason === null ? [] : [{ where: { type: 'node', graph, node }, text: reason }];
        }),
        ...(canvas.notes ?? []).flatMap((note, index): Found[] =>
          has(note.text)
            ? [{ where: { type: 'note', graph, note: index }, text: around(note.text, text) }]
            : [],
        ),
      ];
    }),
  ];
}

/** The first setting of a node that has the words in it, or is the number. */
function settingWith(node: GraphNode, text: string): string | null {
  for (const { path, value } of numericsOf(node)) {
    const isIt =
      typeof value === 'string' ? value.toLowerCase().includes(text) : String(value) === text;
    if (isIt) return `${path}: ${value}`;
  }
  for (const [name, value] of Object.entries(node.params ?? {})) {
    const isText = typeof value === 'string' && value.toLowerCase().includes(text);
    if (isText) return `${name}: ${value}`;
  }
  return null;
}

/** Every expression that names a parameter: on all canvases, and how long it trains. */
function readersOf(document: Document, name: string): Found[] {
  const reads = (value: unknown) => {
    const parsed = typeof value === 'string' ? parseExpression(value) : null;
    return parsed?.ok === true && parsed.names.includes(name);
  };
  return [
    ...trainingOf(document).flatMap(({ field, value }): Found[] =>
      reads(value) ? [{ where: { type: 'training', field }, text: `${field}: ${value}` }] : [],
    ),
    ...graphIds(document).flatMap((graph) =>
      Object.entries(graphOf(document, graph)?.nodes ?? {}).flatMap(([node, written]): Found[] => {
        const readers = numericsOf(written).filter(({ value }) => reads(value));
        if (readers.length === 0) return [];
        const text = readers.map(({ path, value }) => `${path}: ${value}`).join(', ');
        return [{ where: { type: 'node', graph, node }, text }];
      }),
    ),
  ];
}

function trainingOf({ training }: Document) {
  return Object.entries(training).map(([field, value]) => ({ field: `training.${field}`, value }));
}

const BEFORE = 24;
const LONGEST = 90;

/** The part of a longer text around what was looked for. */
function around(text: string, part: string): string {
  const flat = text.replace(/\s+/g, ' ');
  const at = Math.max(0, flat.toLowerCase().indexOf(part) - BEFORE);
  const shown = flat.slice(at, at + LONGEST);
  return `${at > 0 ? '…' : ''}${shown}${at + LONGEST < flat.length ? '…' : ''}`;
}

/** The canvas on which something lies. */
export function graphOfFound({ where }: Found): GraphId {
  switch (where.type) {
    case 'parameter':
      return where.block === null ? 'objective' : blockId(where.block);
    case 'training':
      return 'objective';
    default:
      return where.graph;
  }
}
