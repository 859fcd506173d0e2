/**
 * What could stand at the end of a wire that was let go on empty canvas: a choice adds it and connects. Inside a network the
 * wire may also leave through a new port of it.
 */
import { useMemo, useState } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { usePageStore } from '../page-store.ts';
import { findEntries } from '../palette/search.ts';
import { groupTitle } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { type Choice, type ChoiceGroup, ChoiceMenu } from './choice-menu.tsx';
import { type Fitting, fittings } from './fitting.ts';
import { toCanvas } from './shown-flow.ts';
import { addFitting, endChoice } from './wiring/add-fitting.ts';

export function WireMenu() {
  const drop = usePageStore((state) => state.wireDrop);
  return drop && <Menu key={`${drop.at.x} ${drop.at.y}`} {...drop} />;
}

type Drop = NonNullable<ReturnType<typeof usePageStore.getState>['wireDrop']>;

function Menu({ loose, at, end: given }: Drop) {
  const setDrop = usePageStore((state) => state.setWireDrop);
  const graph = useCanvasStore((state) => state.graph);
  const { wiring, palette } = useTexts();
  const [query, setQuery] = useState('');
  const all = useMemo(
    () => fittings(useDocumentStore.getState().document, graph, loose),
    [graph, loose],
  );
  const groups = useMemo((): readonly ChoiceGroup[] => {
    const drop = given ?? toCanvas(at);
    const byEntry = new Map(all.map((fitting) => [fitting.entry, fitting]));
    const isSearching = query.trim() !== '';
    const entries = all.map(({ entry }) => entry);
    const found = findEntries(
      isSearching ? entries : entries.filter(({ option }) => option === undefined),
      query,
    );
    const choices = found.flatMap(({ entry, because }): [Fitting, Choice][] => {
      const fitting = byEntry.get(entry);
      if (!fitting) return [];
      const choice: Choice = {
        id: entry.id,
        label: entry.title,
        colour: entry.group,
        ...(because ? { hint: palette.because[because.type](because.text) } : {}),
        choose: () => addFitting(fitting, loose, drop),
      };
      return [[fitting, choice]];
    });
    const end = endChoice(graph, loose, drop, query);
    const through = end ? [{ title: wiring.menu.through, choices: [end] }] : [];
    if (isSearching) {
      return [...through, { title: '', choices: choices.map(([, choice]) => choice) }];
    }
    const titles = new Map<string, Choice[]>();
    for (const [{ entry }, choice] of choices) {
      const title = groupTitle(entry.group);
      titles.set(title, [...(titles.get(title) ?? []), choice]);
    }
    const grouped = [...titles].map(([title, members]) => ({ title, choices: members }));
    return [...grouped, ...through];
  }, [all, query, loose, at, given, graph, wiring, palette]);
  const type = wiring.types[loose.type];
  const ask = loose.side === 'output' ? wiring.menu.whatTakes : wiring.menu.whatGives;
  return (
    <ChoiceMenu
      label={wiring.menu.label}
      at={at}
      groups={groups}
      onClose={() => setDrop(null)}
      search={{
        label: wiring.menu.search,
        placeholder: ask(type),
        query,
        onQuery: setQuery,
        none: wiring.menu.none,
      }}
    />
  );
}
