/** Finds things in the whole document: a field over the canvas, the list of what was found, Enter from one to the next. */
import { ActionIcon, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { type Found, findInDocument, graphOfFound, MOST_FOUND } from '../../graph/find.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { ChevronIcon, CrossIcon, SearchIcon } from '../icons.tsx';
import { kindTitle } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import classes from './find.module.css';
import { closeFind, useFind } from './find-store.ts';
import { kindWords } from './kind-words.ts';
import { showFound } from './show-found.ts';

export function FindBar() {
  const isOpen = useFind((state) => state.isOpen);
  return isOpen && <OpenFindBar />;
}

function OpenFindBar() {
  const { find: texts } = useTexts().outline;
  const document = useDocumentStore((state) => state.document);
  const { query, at, openings } = useFind();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const found = useMemo(() => findInDocument(document, query, kindWords), [document, query]);
  useEffect(() => {
    if (openings > 0) field.current?.select();
  }, [openings]);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function go(index: number, isChosen = false) {
    const one = found[index];
    if (!one) return;
    useFind.setState({ at: index });
    showFound(one, isChosen);
  }
  const step = (by: number) => {
    if (found.length > 0) go((Math.max(at, by > 0 ? -1 : 0) + by + found.length) % found.length);
  };

  function onKeyDown(event: KeyboardEvent) {
    const by: Readonly<Record<string, number>> = {
      Enter: event.shiftKey ? -1 : 1,
      ArrowDown: 1,
      ArrowUp: -1,
    };
    const move = by[event.key];
    if (event.key === 'Escape') {
      closeFind();
      window.document.getElementById('canvas')?.focus({ preventScroll: true });
    } else if (move !== undefined) step(move);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={classes.find} aria-label={texts.title}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter, arrows and Escape work on all of the line. */}
      <div className={classes.line} onKeyDown={onKeyDown}>
        <TextInput
          ref={field}
          // The person asked for it to type a word.
          autoFocus
          className={classes.field ?? ''}
          aria-label={texts.field}
          placeholder={texts.field}
          leftSection={<SearchIcon size={14} />}
          value={query}
          onChange={(event) => useFind.setState({ query: event.currentTarget.value, at: -1 })}
        />
        <span className={classes.count} role="status">
          {found.length > 0 &&
            (at >= 0 ? texts.count(at + 1, found.length) : countText(found.length, texts))}
        </span>
        <ActionIcon
          aria-label={texts.previous}
          title={texts.previous}
          disabled={found.length === 0}
          className={classes.up ?? ''}
          onClick={() => step(-1)}
        >
          <ChevronIcon size={14} />
        </ActionIcon>
        <ActionIcon
          aria-label={texts.next}
          title={texts.next}
          disabled={found.length === 0}
          className={classes.down ?? ''}
          onClick={() => step(1)}
        >
          <ChevronIcon size={14} />
        </ActionIcon>
        <ActionIcon aria-label={texts.close} title={texts.close} onClick={closeFind}>
          <CrossIcon size={13} />
        </ActionIcon>
      </div>
      {found.length === 0 && (
        <p className={classes.none}>{query.trim() === '' ? texts.start : texts.none}</p>
      )}
      <ul ref={list} className={classes.list} aria-label={texts.results}>
        {found.map((one, index) => (
          <li key={keyOf(one)}>
            <button
              type="button"
              className={classes.item}
              aria-current={index === at}
              onClick={() => go(index, true)}
            >
              <Result found={one} />
            </button>
          </li>
        ))}
      </ul>
    </search>
  );
}

function countText(all: number, texts: ReturnType<typeof useTexts>['outline']['find']): string {
  return all === MOST_FOUND ? texts.many(all) : String(all);
}

const keyOf = ({ where }: Found) => Object.values(where).join(' ');

function Result({ found }: { readonly found: Found }) {
  const { find: texts } = useTexts().outline;
  const { where, text } = found;
  const kind = useDocumentStore(({ document }) =>
    where.type === 'node' ? (graphOf(document, where.graph)?.nodes[where.node]?.kind ?? '') : '',
  );
  const graph = graphOfFound(found);
  const what =
    where.type === 'node'
      ? kindTitle(kind)
      : where.type === 'graph'
        ? texts[graph.startsWith('networks.') ? 'network' : 'block']
        : where.type === 'training'
          ? texts.training
          : texts[where.type];
  const name =
    where.type === 'node' ? where.node : where.type === 'parameter' ? where.name : graphName(graph);
  return (
    <>
      <span className={classes.name}>
        {where.type === 'node' || (where.type === 'parameter' && where.block !== null) ? (
          <>
            <span className={classes.where}>{graphName(graph)} › </span>
            {name}
          </>
        ) : (
          name
        )}
      </span>
      <span className={classes.what}>{what}</span>
      {text !== name && <span className={classes.text}>{text}</span>}
    </>
  );
}
