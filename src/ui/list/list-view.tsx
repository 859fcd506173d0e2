/**
 * The level on show as a tree grid: nodes, below each its ports. It says all that the canvas says, and everything can
 * be changed from it, so that a screen reader needs no canvas; a dense table for everybody else.
 */
import { Button } from '@mantine/core';
import {
  type FocusEvent,
  type MouseEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Graph } from '../../../graph-schemas/document.ts';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { problemsAt } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { Breadcrumb } from '../canvas/breadcrumb.tsx';
import { placesOf } from '../canvas/flow-nodes.ts';
import { LayoutIcon, PlusIcon } from '../icons.tsx';
import { showPanel } from '../keyboard/panels.ts';
import { readingOrder } from '../keyboard/walk.ts';
import { kindTitle } from '../texts/kind-texts.ts';
import { useLanguage, useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import classes from './list.module.css';
import { ListHead } from './list-head.tsx';
import { onListKeyDown } from './list-keys.ts';
import { ListRow } from './list-row.tsx';
import { toggleListView } from './list-state.ts';
import { nodeRows, type Sort, sortedRows } from './rows.ts';

const none: Graph = { nodes: {}, edges: [] };
const AS_READ: Sort = { by: 'order', isFalling: false };

const searchPalette = () =>
  showPanel('palette', () => document.querySelector<HTMLElement>('[data-search="palette"]'));

export function ListView() {
  const { list: texts } = useTexts();
  const language = useLanguage();
  const graphId = useCanvasStore((state) => state.graph);
  const selected = useCanvasStore((state) => state.selectedNodes);
  const graph = useDocumentStore((state) => graphOf(state.document, graphId)) ?? none;
  const facts = useDocumentStore((state) => state.compilation.graphs[graphId]);
  const problems = useDocumentStore((state) => state.compilation.problems);
  const [sort, setSort] = useState<Sort>(AS_READ);
  const [open, setOpenNodes] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () =>
      nodeRows(graph, facts, problemsAt(problems, graphId), readingOrder(graph, placesOf(graph))),
    [graph, graphId, facts, problems],
  );
  const shown = useMemo(() => sortedRows(rows, sort, kindTitle), [rows, sort, language]);
  const setOpen = useCallback((node: string, isOpen: boolean) => {
    setOpenNodes((before) => {
      const next = new Set(before);
      if (isOpen) next.add(node);
      else next.delete(node);
      return next;
    });
  }, []);
  const table = useRef<HTMLTableElement>(null);
  useRovingStop(table, selected[0]);
  const isAllOpen = rows.length > 0 && rows.every(({ id }) => open.has(id));
  return (
    <div className={classes.view}>
      <Breadcrumb />
      <div className={classes.tools}>
        <Button variant="default" leftSection={<PlusIcon size={13} />} onClick={searchPalette}>
          {texts.add}
        </Button>
        <Button
          variant="default"
          onClick={() => setOpenNodes(new Set(isAllOpen ? [] : rows.map(({ id }) => id)))}
        >
          {isAllOpen ? texts.collapseAll : texts.expandAll}
        </Button>
        <Button variant="default" leftSection={<LayoutIcon size={13} />} onClick={toggleListView}>
          {texts.asCanvas}
        </Button>
      </div>
      <p className={classes.hint} id="list-hint">
        {texts.hint}
      </p>
      <div className={classes.scroll}>
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree grid is made of a table.
          role="treegrid"
          className={classes.table}
          aria-label={texts.table(graphName(graphId))}
          aria-describedby="list-hint"
          aria-multiselectable="true"
          onKeyDown={(event) => onListKeyDown(event, setOpen)}
          onFocus={selectFocused}
          onClick={focusClicked}
        >
          <ListHead sort={sort} onSort={setSort} />
          <tbody>
            {shown.map((row, index) => {
              const node = graph.nodes[row.id];
              return (
                node && (
                  <ListRow
                    key={row.id}
                    row={row}
                    node={node}
                    isOpen={open.has(row.id)}
                    isSelected={selected.includes(row.id)}
                    position={index + 1}
                    count={shown.length}
                    setOpen={setOpen}
                  />
                )
              );
            })}
          </tbody>
        </table>
        {rows.length === 0 && <p className={classes.empty}>{texts.empty}</p>}
      </div>
    </div>
  );
}

/** One row is a stop of the Tab key: the one that had the focus last, or the selected, or the first. */
function useRovingStop(
  table: React.RefObject<HTMLTableElement | null>,
  selected: string | undefined,
) {
  useLayoutEffect(() => {
    const rows = [...(table.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [])];
    const stop =
      rows.find((row) => row === document.activeElement) ??
      rows.find(({ dataset }) => dataset.row === selected) ??
      rows[0];
    for (const row of rows) row.tabIndex = row === stop ? 0 : -1;
  });
}

function selectFocused(event: FocusEvent<HTMLTableElement>): void {
  const row = event.target;
  if (!row.matches('tbody tr')) return;
  for (const other of event.currentTarget.querySelectorAll<HTMLElement>('tbody tr[tabindex="0"]')) {
    other.tabIndex = -1;
  }
  row.tabIndex = 0;
  const { node } = (row as HTMLElement).dataset;
  const { selectedNodes, select } = useCanvasStore.getState();
  if (node !== undefined && !selectedNodes.includes(node)) select([node]);
}

function focusClicked(event: MouseEvent<HTMLTableElement>): void {
  if ((event.target as HTMLElement).closest('button')) return;
  const row = (event.target as HTMLElement).closest<HTMLElement>('tbody tr');
  const { node } = row?.dataset ?? {};
  if (node === undefined) return;
  row?.focus({ preventScroll: true });
  const { selectedNodes, select } = useCanvasStore.getState();
  const isAdding = event.ctrlKey || event.metaKey || event.shiftKey;
  select(isAdding ? [...selectedNodes.filter((id) => id !== node), node] : [node]);
}
