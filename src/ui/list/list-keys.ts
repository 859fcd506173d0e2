/** The keys of the list: from row to row, into and out of the ports of a node, rewire, cut, enter. */
import type { KeyboardEvent } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { askForTarget } from '../keyboard/connect-state.ts';
import { enterSelected } from '../keyboard/keyboard-actions.ts';
import { fedByOf, type PortEnd } from '../keyboard/targets.ts';

/** What a row says about itself in its `data` attributes. */
interface RowData {
  readonly node: string;
  readonly end: PortEnd | null;
}

const ROWS = 'tbody tr';

function dataOf({ dataset }: HTMLElement): RowData {
  const { node = '', name: port, side } = dataset;
  if (port === undefined || (side !== 'input' && side !== 'output')) return { node, end: null };
  return { node, end: { node, port, side } };
}

export function onListKeyDown(
  event: KeyboardEvent<HTMLElement>,
  setOpen: (node: string, isOpen: boolean) => void,
): void {
  const row = (event.target as HTMLElement).closest<HTMLElement>(ROWS);
  if (!row || event.target !== row || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(ROWS)];
  const at = rows.indexOf(row);
  const { node, end } = dataOf(row);
  const act = actionFor(event.key, event.shiftKey, { row, rows, at, node, end, setOpen });
  if (!act) return;
  event.preventDefault();
  act();
}

interface Here extends RowData {
  readonly row: HTMLElement;
  readonly rows: readonly HTMLElement[];
  readonly at: number;
  readonly setOpen: (node: string, isOpen: boolean) => void;
}

function actionFor(key: string, isShift: boolean, here: Here): (() => void) | null {
  const { row, rows, at, node, end, setOpen } = here;
  const isOpen = row.getAttribute('aria-expanded') === 'true';
  const go = (to: number) => () => focusRow(rows[Math.max(0, Math.min(rows.length - 1, to))]);
  switch (key) {
    case 'ArrowDown':
      return isShift ? () => extend(rows, at, 1) : go(at + 1);
    case 'ArrowUp':
      return isShift ? () => extend(rows, at, -1) : go(at - 1);
    case 'ArrowRight':
      if (isShift) return null;
      if (end) return () => undefined;
      return isOpen ? go(at + 1) : () => setOpen(node, true);
    case 'ArrowLeft':
      if (isShift) return null;
      if (end) return go(rows.findIndex(({ dataset }) => dataset.row === node));
      return () => setOpen(node, false);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'PageDown':
      return go(at + 10);
    case 'PageUp':
      return go(at - 10);
    case 'Enter':
      return end ? () => askForTarget(node, end) : enterSelected;
    case 'Delete':
    case 'Backspace':
      return end ? () => cut(end) : null;
    default:
      return null;
  }
}

export function focusRow(row: HTMLElement | undefined): void {
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}

/** Takes the next node into the selection. */
function extend(rows: readonly HTMLElement[], at: number, by: 1 | -1): void {
  const nodes = rows.filter(({ dataset }) => dataset.row !== undefined);
  const own = rows[at]?.dataset.node;
  const next = nodes[nodes.findIndex(({ dataset }) => dataset.row === own) + by];
  const id = next?.dataset.row;
  if (id === undefined) return;
  const { selectedNodes, select } = useCanvasStore.getState();
  const nextSelection = [...selectedNodes.filter((other) => other !== id), id];
  focusRow(next);
  select(nextSelection);
}

function cut({ node, port, side }: PortEnd): void {
  const { graph } = useCanvasStore.getState();
  const { document, dispatch } = useDocumentStore.getState();
  const shown = graphOf(document, graph);
  const ref = `${node}.${port}`;
  const from = shown && side === 'input' ? fedByOf(shown, ref) : null;
  if (from !== null) dispatch({ type: 'disconnect', graph, edges: [{ from, to: ref }] });
}
