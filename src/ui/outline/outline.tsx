/** Everything in the document as a tree. It follows the selection; only the rows in sight are drawn. */
import { TextInput } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { SearchIcon } from '../icons.tsx';
import { kindTitle } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './outline.module.css';
import { canRename, enterRow, removeRow, showRow } from './outline-actions.ts';
import { OutlineItem, ROW_HEIGHT, rowId } from './outline-item.tsx';
import { rowFor } from './outline-keys.ts';
import { ancestorsOf, type OutlineRow, outlineRows } from './outline-rows.ts';
import { setActive, setOpen, setRenaming, useOutline } from './outline-store.ts';

/** Rows drawn beyond what is seen, above and below. */
const SPARE = 8;

export function Outline() {
  const texts = useTexts();
  const { open, query, active, renaming } = useOutline();
  const document = useDocumentStore((state) => state.document);
  const problems = useDocumentStore((state) => state.compilation.problems);
  const rows = useMemo(
    () =>
      outlineRows(document, problems, open, query, {
        objective: texts.shell.objective,
        networks: texts.outline.networks,
        blocks: texts.outline.blocks,
        parameters: texts.outline.parameters,
        kind: kindTitle,
      }),
    [document, problems, open, query, texts],
  );
  return (
    <div className={classes.outline}>
      <TextInput
        className={classes.search ?? ''}
        aria-label={texts.outline.filter}
        placeholder={texts.outline.filter}
        leftSection={<SearchIcon size={14} />}
        value={query}
        onChange={(event) => useOutline.setState({ query: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') useOutline.setState({ query: '' });
          if (event.key === 'ArrowDown' && rows[0]) {
            event.preventDefault();
            setActive(rows[0].key);
            window.document.getElementById(TREE)?.focus();
          }
        }}
      />
      {rows.length === 0 && <p className={classes.none}>{texts.outline.nothing(query)}</p>}
      <Tree rows={rows} active={active} renaming={renaming} />
    </div>
  );
}

const TREE = 'outline-tree';

interface TreeProps {
  readonly rows: readonly OutlineRow[];
  readonly active: string;
  readonly renaming: string | null;
}

function Tree({ rows, active, renaming }: TreeProps) {
  const { outline: texts } = useTexts();
  const graph = useCanvasStore((state) => state.graph);
  const selected = useCanvasStore((state) => state.selectedNodes);
  const { ref, height } = useElementSize<HTMLDivElement>();
  const [top, setTop] = useState(0);
  const scroll = useRef<HTMLDivElement | null>(null);
  const chosen = useMemo(() => new Set(selected.map((id) => `${graph}/${id}`)), [graph, selected]);
  const at = rows.findIndex(({ key }) => key === active);
  useFollow(graph, selected);

  // The row that the keys are on is always in sight.
  useEffect(() => {
    const box = scroll.current;
    if (!box || at < 0) return;
    const row = at * ROW_HEIGHT;
    if (row < box.scrollTop) box.scrollTop = row;
    else if (row + ROW_HEIGHT > box.scrollTop + box.clientHeight) {
      box.scrollTop = row + ROW_HEIGHT - box.clientHeight;
    }
  }, [at]);

  function onKeyDown(event: KeyboardEvent) {
    if (renaming !== null) return;
    const row = rows[at];
    const next = rowFor(event, rows, at);
    if (next) setActive(next.key);
    else if (!row) return;
    else if (event.key === 'ArrowRight' && row.isOpen === false) setOpen([row.key], true);
    else if (event.key === 'ArrowLeft' && row.isOpen) setOpen([row.key], false);
    else if (event.key === '*') openSiblings(rows, row);
    else if (event.key === ' ') showRow(row);
    else if (event.key === 'Enter') enterRow(row);
    else if (event.key === 'F2' && canRename(row)) setRenaming(row.key);
    else if (event.key === 'Delete') removeRow(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const first = Math.max(0, Math.floor(top / ROW_HEIGHT) - SPARE);
  const last = Math.min(rows.length, Math.ceil((top + (height || 600)) / ROW_HEIGHT) + SPARE);
  return (
    <div
      id={TREE}
      ref={(element) => {
        scroll.current = element;
        ref(element);
      }}
      role="tree"
      tabIndex={0}
      aria-label={texts.tree}
      aria-multiselectable
      aria-activedescendant={at < 0 ? undefined : rowId(active)}
      title={texts.hint}
      className={classes.tree}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: rows.length * ROW_HEIGHT, position: 'relative' }}>
        {rows.slice(first, last).map((row, index) => (
          <OutlineItem
            key={row.key}
            row={row}
            top={(first + index) * ROW_HEIGHT}
            isActive={row.key === active}
            isSelected={chosen.has(row.key) || (selected.length === 0 && row.key === graph)}
            isRenaming={row.key === renaming}
          />
        ))}
      </div>
    </div>
  );
}

/** What is selected on the canvas is found in the tree, with all that it lies in open. */
function useFollow(graph: string, selected: readonly string[]): void {
  useEffect(() => {
    const [first] = selected;
    const key = first === undefined ? graph : `${graph}/${first}`;
    setOpen(ancestorsOf(key), true);
    setActive(key);
  }, [graph, selected]);
}

function openSiblings(rows: readonly OutlineRow[], row: OutlineRow): void {
  const parent = ancestorsOf(row.key).at(-1);
  const siblings = rows.filter(
    ({ key, level }) => level === row.level && ancestorsOf(key).at(-1) === parent,
  );
  setOpen(
    siblings.map(({ key }) => key),
    true,
  );
}
