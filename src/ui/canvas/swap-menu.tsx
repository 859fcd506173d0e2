/** What a node can be swapped for: every kind that may stand here, those first that keep its wires. */
import { useMemo, useState } from 'react';
import type { GraphNode } from '../../../graph-schemas/document.ts';
import type { Edit } from '../../graph/edit-types.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { planSwap, type Swap } from '../../graph/swap.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { announce } from '../announce.ts';
import { tell } from '../clipboard/tell.ts';
import { type PaletteEntry, paletteEntries, searchableEntries } from '../palette/entries.ts';
import { searchEntries } from '../palette/search.ts';
import { textsNow, useTexts } from '../texts/texts.ts';
import { type ChoiceGroup, ChoiceMenu } from './choice-menu.tsx';
import { nodeTitle } from './node-title.ts';
import { endSwap, useSwapQuestion } from './swap-state.ts';

export function SwapMenu() {
  const question = useSwapQuestion((state) => state.question);
  return question && <Menu key={question.node} {...question} />;
}

interface Option {
  readonly entry: PaletteEntry;
  readonly swap: Swap;
  readonly lost: number;
}

type MenuProps = NonNullable<ReturnType<typeof useSwapQuestion.getState>['question']>;

function Menu({ node: id, at }: MenuProps) {
  const { swap: texts } = useTexts().editing;
  const graph = useCanvasStore((state) => state.graph);
  const [query, setQuery] = useState('');
  const node = useDocumentStore((state) => graphOf(state.document, graph)?.nodes[id]);
  const groups = useMemo(
    () => (node ? groupsFor(optionsFor(graph, id, node, query)) : []),
    [graph, id, node, query],
  );
  if (!node) return null;
  return (
    <ChoiceMenu
      label={texts.title(nodeTitle(node))}
      at={at}
      groups={groups}
      onClose={endSwap}
      search={{
        label: texts.search,
        placeholder: texts.placeholder,
        query,
        onQuery: setQuery,
        none: texts.none,
      }}
    />
  );
}

/** Without a query each kind once; with one, kinds with an option set, too. */
function optionsFor(graph: GraphId, id: string, node: GraphNode, query: string): readonly Option[] {
  const { document } = useDocumentStore.getState();
  const isSearched = query.trim() !== '';
  const all = isSearched ? searchableEntries(document, graph) : paletteEntries(document, graph);
  return searchEntries(all, query).flatMap((entry) => {
    if (isSameAs(entry, node)) return [];
    const swap = planSwap(document, graph, id, entry.kind, entry.params as GraphNode['params']);
    return swap ? [{ entry, swap, lost: swap.lost.length + swap.lostAtUses }] : [];
  });
}

/** What the node is already; an entry that sets an option makes another of the kind. */
const isSameAs = ({ kind, params }: PaletteEntry, node: GraphNode) =>
  kind === node.kind &&
  Object.entries(params).every(([name, value]) => node.params?.[name] === value);

function groupsFor(options: readonly Option[]): ChoiceGroup[] {
  const { swap: texts } = textsNow().editing;
  const choices = (some: readonly Option[]) =>
    some.map((option) => ({
      id: option.entry.id,
      label: option.entry.title,
      colour: option.entry.group,
      ...(option.lost > 0 ? { hint: texts.lost(option.lost) } : {}),
      choose: () => carryOut(option),
    }));
  const [keeping, losing] = [
    options.filter(({ lost }) => lost === 0),
    options.filter(({ lost }) => lost > 0).sort((a, b) => a.lost - b.lost),
  ];
  return [
    { title: texts.keeps, choices: choices(keeping) },
    { title: texts.loses, choices: choices(losing) },
  ].filter((group) => group.choices.length > 0);
}

function carryOut({ entry, swap, lost }: Option): void {
  const { swap: texts } = textsNow().editing;
  const edits: Edit[] = [...swap.edits];
  const { name = '' } = entry;
  if (entry.makes === 'network') edits.unshift({ type: 'add-network', name });
  if (entry.makes === 'block') edits.unshift({ type: 'add-block', name });
  useDocumentStore.getState().dispatch(edits);
  if (lost === 0) {
    announce(texts.swapped(entry.title));
    return;
  }
  const wires = swap.lost.map(({ from, to }) => `${from} → ${to}`).join(', ') || String(lost);
  tell({ color: 'yellow', message: texts.lostWires(entry.title, wires) });
}
