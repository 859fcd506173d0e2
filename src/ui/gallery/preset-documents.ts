/**
 * Presets in the language on show: the same graph, its names, titles, labels and notes said anew. Opened, it belongs to
 * the person and stays as it is.
 */
import type { Document, Graph } from '../../../graph-schemas/document.ts';
import type { Preset } from '../../graph/presets.ts';
import { languageNow, textsNow } from '../texts/texts.ts';

type Words = Readonly<Record<string, string>>;

/** One for each preset and language: cards and tabs compare documents by identity. */
const made = new Map<string, Document>();

export function localPreset(preset: Preset): Preset {
  const language = languageNow();
  if (language === 'en') return preset;
  const key = `${language} ${preset.id}`;
  const document = made.get(key) ?? withWords(preset.document, textsNow().presetWords);
  made.set(key, document);
  return { id: preset.id, document };
}

export function withWords(document: Document, words: Words): Document {
  const said = {
    ...document,
    name: words[document.name] ?? document.name,
    ...told(document, ['description'], words),
    parameters: eachOf(document.parameters, (parameter) => ({
      ...parameter,
      ...told(parameter, ['label', 'help'], words),
    })),
    networks: eachOf(document.networks, (graph) => graphWith(graph, words)),
    objective: graphWith(document.objective, words),
  };
  if (!document.blocks) return said;
  const blocks = eachOf(document.blocks, (block) => ({
    ...graphWith(block, words),
    ...(block.parameters && {
      parameters: eachOf(block.parameters, (parameter) => ({
        ...parameter,
        ...told(parameter, ['label', 'help'], words),
      })),
    }),
  }));
  return { ...said, blocks };
}

function graphWith<G extends Graph>(graph: G, words: Words): G {
  return {
    ...graph,
    ...told(graph, ['label', 'description'], words),
    nodes: eachOf(graph.nodes, (node) => ({
      ...node,
      ...told(node, ['title'], words),
      ...(Array.isArray(node.params?.rows) && {
        params: { ...node.params, rows: node.params.rows.map((row) => words[String(row)] ?? row) },
      }),
    })),
    ...(graph.notes && {
      notes: graph.notes.map((note) => ({ ...note, ...told(note, ['text'], words) })),
    }),
  };
}

/** The texts that the object has, those known in the language's words. */
function told<T extends object, K extends keyof T>(
  { ...of }: T,
  keys: readonly K[],
  words: Words,
): Partial<Pick<T, K>> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const text = of[key];
      return typeof text === 'string' && Object.hasOwn(words, text) ? [[key, words[text]]] : [];
    }),
  ) as Partial<Pick<T, K>>;
}

function eachOf<T>(table: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}
