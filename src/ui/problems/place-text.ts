/** Where a problem is, by the names that the page shows: titles of nodes, labels of parameters. */
import type { Document } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { Place } from '../../graph/problem.ts';
import { textsNow } from '../texts/texts.ts';
import { graphName, placeName } from '../words.ts';

export function placeText(document: Document, place: Place): string {
  const { graph, node, field } = place;
  if (!graph) return documentPlace(document, field) ?? placeName(place);
  const title = node === undefined ? undefined : graphOf(document, graph)?.nodes[node]?.title;
  return [graphName(graph), title ?? node, field].filter((part) => part !== undefined).join(' › ');
}

/** Which form of the page holds a field of the document itself. */
export function formOf({ graph, field }: Place): 'parameters' | 'training' | null {
  if (graph) return null;
  const [part] = field?.split('.') ?? [];
  return part === 'parameters' || part === 'training' ? part : null;
}

function documentPlace({ parameters }: Document, field: string | undefined): string | null {
  const [part, name] = field?.split('.') ?? [];
  if (name === undefined) return null;
  const words = textsNow().results.problems;
  if (part === 'parameters') return `${words.parameters} › ${parameters[name]?.label ?? name}`;
  return part === 'training' ? `${words.training} › ${name}` : null;
}
