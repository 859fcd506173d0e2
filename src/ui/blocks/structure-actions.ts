/** What commands, menus and buttons do with blocks and networks: each is one step of undo, or a question first. */
import { notifications } from '@mantine/notifications';
import { applyEdit } from '../../graph/edit.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { type EqualPlace, equalPlaces } from '../../graph/equal-places.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { groupIntoBlock } from '../../graph/group-into-block.ts';
import { refusalToGroup } from '../../graph/group-refusal.ts';
import { networkOf } from '../../graph/network-of.ts';
import { duplicateGraph, makeUnique } from '../../graph/own-copy.ts';
import type { GraphId } from '../../graph/problem.ts';
import { leadingNode } from '../../graph/through.ts';
import { ungroup } from '../../graph/ungroup.ts';
import { editsInstead } from '../../graph/use-instead.ts';
import { graphInside, usedBlock, wayTo } from '../../graph/uses.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { placesOf } from '../canvas/flow-nodes.ts';
import { problemText } from '../texts/problem-texts.ts';
import { textsNow } from '../texts/texts.ts';
import { useStructureDialog } from './dialog-store.ts';

const canvas = () => useCanvasStore.getState();
const documents = () => useDocumentStore.getState();
const ask = () => useStructureDialog.getState();

/** The one node that is selected, or null. */
export function selectedNode() {
  const { graph, selectedNodes } = canvas();
  const [id, ...others] = selectedNodes;
  const nodes = graphOf(documents().document, graph)?.nodes ?? {};
  const node = id !== undefined && others.length === 0 ? nodes[id] : undefined;
  return node && id !== undefined ? { graph, id, node } : null;
}

export function selectedUse() {
  const found = selectedNode();
  return found && usedBlock(found.node) !== null ? found : null;
}

/** Asks for a name and what should be a parameter, or says why it cannot be. */
export function groupSelection(isRepeat = false, ids = canvas().selectedNodes): void {
  const { graph } = canvas();
  const refusal = refusalToGroup(documents().document, graph, ids);
  if (refusal) ask().open({ type: 'not-grouped', graph, ids, refusal, isRepeat });
  else ask().open({ type: 'group', graph, ids, isRepeat });
}

export function repeatSelection(): void {
  const use = selectedUse();
  if (use) ask().open({ type: 'repeat', graph: use.graph, id: use.id });
  else groupSelection(true);
}

/** What the page knows beside the document: shapes, and places of nodes that are laid out by the page. */
export function surroundings(graph: GraphId) {
  const { document, compilation } = documents();
  const shown = graphOf(document, graph);
  return { facts: compilation.graphs[graph], places: shown ? placesOf(shown) : undefined };
}

/** Asks which other places that hold what the selected use holds become uses of its block, too. */
export function replaceEqual(): void {
  const block = usedBlock(selectedUse()?.node ?? { kind: '' });
  if (block !== null) ask().open({ type: 'equal', block });
}

/** The sentence that stands in the way, or null when it is done. `isReplaced` says which equal places become uses, too. */
export function group(
  graph: GraphId,
  ids: readonly string[],
  name: string,
  parameters: Readonly<Record<string, string>>,
  repeat: number | string | null,
  isReplaced: (place: EqualPlace) => boolean = () => false,
) {
  const { document } = documents();
  const around = surroundings(graph);
  const grouped = groupIntoBlock(document, graph, ids, { ...around, name, parameters, repeat });
  if (!grouped.ok) return grouped;
  const fault = repeat === null ? null : chainFault(grouped.edits);
  if (fault !== null) return { ok: false, fault } as const;
  const after = grouped.edits.reduce(applyEdit, document);
  const equal = repeat === null ? equalPlaces(after, name).filter(isReplaced) : [];
  documents().dispatch([...grouped.edits, ...editsInstead(after, name, equal)]);
  canvas().select([grouped.use]);
  return grouped;
}

/** Why copies cannot be chained: what the compiler would say that it does not say now. */
export function chainFault(edits: readonly Edit[]): string | null {
  const { document, compileOther, compileNow } = documents();
  const known = new Set(compileNow().problems.map(({ message }) => message));
  const { problems } = compileOther(edits.reduce(applyEdit, document));
  const fresh = problems.find(
    ({ severity, message }) => severity === 'error' && !known.has(message),
  );
  if (!fresh) return null;
  const { repeat } = textsNow().structure;
  const [, inputs, outputs] = /has (\d+) and (\d+)$/.exec(fresh.message) ?? [];
  return fresh.code === 'block.repeat-ports'
    ? repeat.ports(Number(inputs), Number(outputs))
    : repeat.doesNotFit(problemText(fresh));
}

export function ungroupSelection(): void {
  const use = selectedUse();
  const { graph } = canvas();
  const done = ungroup(documents().document, graph, use?.id ?? '');
  const { ungroup: texts } = textsNow().structure;
  if (!done.ok) {
    ask().open({ type: 'not-ungrouped', refusal: done.refusal });
    return;
  }
  documents().dispatch(done.edits);
  canvas().select(done.ids);
  const said = [
    done.repeat === null ? '' : texts.copies(done.copies, done.repeat),
    done.removed === null ? '' : texts.gone(done.removed),
  ].filter(Boolean);
  if (said.length > 0) {
    notifications.show({ id: 'ungroup', title: texts.done, message: said.join(' ') });
  }
}

/** Of the selected node, or of the one through which the canvas on show was entered. */
export function uniqueUse(): { readonly graph: GraphId; readonly id: string } | null {
  const { document } = documents();
  const found = selectedNode();
  if (found && graphInside(found.node) !== null) return found;
  const { trail, through } = canvas();
  const at = trail.length - 1;
  const [around, graph] = [trail[at - 1], trail[at]];
  if (!around || !graph?.startsWith('blocks.')) return null;
  const id = leadingNode(document, around, graph, through[at] ?? null);
  return id === null ? null : { graph: around, id };
}

export function makeUseUnique(): void {
  const use = uniqueUse();
  const { document, dispatch } = documents();
  const copy = use && makeUnique(document, use.graph, use.id);
  if (!use || !copy) return;
  const { trail, through, graph } = canvas();
  dispatch(copy.edits);
  const { unique } = textsNow().structure;
  const message = unique.done(use.id, copy.name);
  notifications.show({ id: 'unique', title: unique.title, message });
  // Inside the use the person goes on in its own copy.
  if (use.graph === graph) return;
  const own: GraphId = `blocks.${copy.name}`;
  canvas().goAlong({ trail: [...trail.slice(0, -1), own], nodes: through });
}

/** Answers the name of the copy. */
export function duplicate(graph: GraphId): string | null {
  const { document, dispatch } = documents();
  const copy = duplicateGraph(document, graph);
  if (!copy) return null;
  dispatch(copy.edits);
  return copy.name;
}

export function duplicateShown(): void {
  const { graph } = canvas();
  const name = duplicate(graph);
  if (name === null) return;
  const copy: GraphId = graph.startsWith('networks.') ? `networks.${name}` : `blocks.${name}`;
  canvas().goAlong(wayTo(documents().document, copy));
}

export function selectionToNetwork(): void {
  const { graph, selectedNodes } = canvas();
  const { document, dispatch } = documents();
  const made = networkOf(document, graph, selectedNodes, surroundings(graph));
  if (!made.ok) {
    const { refusal } = made;
    ask().open({ type: 'not-grouped', graph, ids: selectedNodes, refusal, isRepeat: false });
    return;
  }
  dispatch(made.edits);
  const { network } = textsNow().structure;
  notifications.show({ id: 'network', title: network.title, message: network.done(made.name) });
}

export const goUp = () => canvas().goTo(canvas().trail.length - 2);
