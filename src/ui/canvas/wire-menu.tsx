/** What could stand at the end of a wire that was let go on empty canvas: a choice adds it and connects. */
import { TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { usePageStore } from '../page-store.ts';
import { addEntry } from '../palette/add-node.ts';
import { searchEntries } from '../palette/search.ts';
import { type Fitting, fittings } from './fitting.ts';
import { toCanvas } from './shown-flow.ts';
import classes from './wire-menu.module.css';

const WIDTH = 240;
const HEIGHT = 300;

export function WireMenu() {
  const drop = usePageStore((state) => state.wireDrop);
  return drop && <Menu key={`${drop.at.x} ${drop.at.y}`} {...drop} />;
}

type Drop = NonNullable<ReturnType<typeof usePageStore.getState>['wireDrop']>;

function Menu({ loose, at }: Drop) {
  const setDrop = usePageStore((state) => state.setWireDrop);
  const graph = useCanvasStore((state) => state.graph);
  const [query, setQuery] = useState('');
  const close = () => setDrop(null);
  const root = useClickOutside(close);
  const all = useMemo(
    () => fittings(useDocumentStore.getState().document, graph, loose),
    [graph, loose],
  );
  const found = useMemo(() => {
    const entries = searchEntries(
      all.map(({ entry }) => entry),
      query,
    );
    return entries.flatMap((entry) => all.filter((fitting) => fitting.entry === entry));
  }, [all, query]);

  function choose({ entry, wire }: Fitting) {
    addEntry(entry, toCanvas(at), wire);
    close();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && found[0]) choose(found[0]);
  }

  return (
    <div
      ref={root}
      role="dialog"
      aria-label="Add a node to this wire"
      className={classes.menu}
      style={{
        left: Math.min(at.x, innerWidth - WIDTH - 12),
        top: Math.min(at.y, innerHeight - HEIGHT - 12),
        width: WIDTH,
        maxHeight: HEIGHT,
      }}
    >
      <TextInput
        // The person has just let go of a wire to choose what it meets.
        autoFocus
        aria-label="Search what fits"
        placeholder={`What ${loose.side === 'output' ? 'takes' : 'gives'} this ${loose.type}?`}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ul className={classes.list}>
        {found.map((fitting) => (
          <li key={fitting.entry.id} data-group={fitting.entry.group}>
            <button type="button" className={classes.item} onClick={() => choose(fitting)}>
              <span className={classes.dot} />
              {fitting.entry.title}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className={classes.none}>Nothing of that name fits this wire.</p>}
    </div>
  );
}
