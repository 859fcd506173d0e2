/** Everything that the command palette can offer at the moment. */
import type { Document } from '../../../graph-schemas/document.ts';
import { graphIds, graphOf } from '../../graph/graph-of.ts';
import { presets } from '../../graph/presets.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { nodeTitle } from '../canvas/node-title.ts';
import { openDocument } from '../files/open-graph.ts';
import { focusNode } from '../keyboard/focus-node.ts';
import { addNext } from '../palette/add-next.ts';
import { searchableEntries } from '../palette/entries.ts';
import { findEntries } from '../palette/search.ts';
import { showParameter } from '../parameters/shown-parameter.ts';
import { kindTitle } from '../texts/kind-texts.ts';
import { textsNow } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import { type Item, type ItemGroup, searchItems } from './command-search.ts';
import { commandWordsTexts } from './command-words-texts.ts';
import { COMMANDS } from './commands.ts';
import { keysOf, type Shortcuts } from './key-map.ts';
import { keyText } from './keys.ts';
import { isEnabled, runCommand, useRecentCommands } from './run-command.ts';

const FIRST_ENTRIES = 5;
const RETURN_MS = 40;

export function paletteItems(
  document: Document,
  graph: GraphId,
  shortcuts: Shortcuts,
  query: string,
): readonly ItemGroup[] {
  const commands = commandItems(shortcuts);
  const levels = levelItems(document, graph);
  const entries = findEntries(searchableEntries(document, graph), query);
  if (query.trim() === '') return atFirst(commands, levels, entries.slice(0, FIRST_ENTRIES));
  const ranked = entries.map(({ entry, score }) => ({ item: entryItem(entry), score }));
  return searchItems(
    [...commands, ...levels, ...nodeItems(document), ...parameterItems(document), ...presetItems()],
    ranked,
    query,
  );
}

/** Before anything is typed: what was done last, then what can be done. */
function atFirst(
  commands: readonly Item[],
  levels: readonly Item[],
  entries: ReturnType<typeof findEntries>,
): readonly ItemGroup[] {
  const recent = useRecentCommands
    .getState()
    .ids.flatMap((id) => commands.find((item) => item.id === id && !item.isDisabled) ?? [])
    .map((item): Item => ({ ...item, type: 'recent' }));
  const rest = commands.filter(
    (item) => !item.isDisabled && !recent.some(({ id }) => id === item.id),
  );
  const groups: readonly ItemGroup[] = [
    { type: 'recent', items: recent.slice(0, 5) },
    { type: 'add', items: entries.map(({ entry }) => entryItem(entry)) },
    { type: 'level', items: levels },
    { type: 'command', items: rest },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

function commandItems(shortcuts: Shortcuts): readonly Item[] {
  const { labels, groups } = textsNow().commands;
  const wordsOf: Readonly<Record<string, string>> = commandWordsTexts.now();
  return COMMANDS.filter(({ isKeyOnly, id }) => !isKeyOnly && id !== 'command-palette').map(
    (command): Item => {
      const [keys] = keysOf(command, shortcuts);
      return {
        type: 'command',
        id: command.id,
        title: labels[command.id],
        also: [command.id.replaceAll('-', ' '), ...(wordsOf[command.id] ?? '').split(/, |，/)],
        kin: groups[command.group],
        isDisabled: !isEnabled(command),
        ...(keys === undefined ? {} : { keys: keyText(keys) }),
        run: () => runCommand(command),
      };
    },
  );
}

function entryItem(entry: ReturnType<typeof searchableEntries>[number]): Item {
  return {
    type: 'add',
    id: `add ${entry.id}`,
    title: entry.title,
    detail: entry.summary,
    run: () => addNext(entry),
  };
}

function levelItems(document: Document, shown: GraphId): readonly Item[] {
  const { openLevel } = textsNow().commands;
  return graphIds(document)
    .filter((id) => id !== shown)
    .map((id) => ({
      type: 'level',
      id: `open ${id}`,
      title: openLevel(graphName(id)),
      also: [graphName(id)],
      run: () => {
        const { enter, goTo } = useCanvasStore.getState();
        if (id === 'objective') goTo(0);
        else enter(id);
      },
    }));
}

function nodeItems(document: Document): readonly Item[] {
  return graphIds(document).flatMap((graph) =>
    Object.entries(graphOf(document, graph)?.nodes ?? {}).map(([id, node]): Item => {
      const title = nodeTitle(node);
      return {
        type: 'node',
        id: `node ${graph} ${id}`,
        title: id,
        detail: [graphName(graph), title === id ? '' : title].filter(Boolean).join(' · '),
        also: [title, graphName(graph), kindTitle(node.kind), node.kind],
        run: () => {
          useCanvasStore.getState().revealPlace({ graph, node: id });
          // After the palette has given the focus back to where it was.
          focusNode(id, RETURN_MS);
        },
      };
    }),
  );
}

function parameterItems(document: Document): readonly Item[] {
  return Object.entries(document.parameters).map(([name, { label, value }]) => ({
    type: 'parameter',
    id: `parameter ${name}`,
    title: label ?? name,
    detail: `${name} = ${value}`,
    also: [name],
    run: () => showParameter(null, name),
  }));
}

function presetItems(): readonly Item[] {
  const { openPreset } = textsNow().commands;
  return presets.map(({ id, document }) => ({
    type: 'preset',
    id: `preset ${id}`,
    title: openPreset(document.name),
    also: [document.name, id, ...(document.references ?? []).map(({ title }) => title)],
    run: () => void openDocument(document, { type: 'preset', preset: id }),
  }));
}
