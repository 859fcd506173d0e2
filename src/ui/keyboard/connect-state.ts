/** Wiring without a pointer: opens the dialog for a node or one port of it, or wires two nodes at once. */
import { notifications } from '@mantine/notifications';
import { create } from 'zustand';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { announce } from '../announce.ts';
import { menuPlace } from '../canvas/pointer.ts';
import { textsNow } from '../texts/texts.ts';
import { focusCanvas } from './focus-node.ts';
import { type PortEnd, wireBetween } from './targets.ts';

interface ConnectState {
  /** `port` is null while it has to be chosen. */
  readonly asked: { readonly node: string; readonly end: PortEnd | null } | null;
}

export const useConnectDialog = create<ConnectState>()(() => ({ asked: null }));

/** What had the focus before the dialog: a node, or a row of the list. */
let before: HTMLElement | null = null;

export function askForTarget(node: string, end: PortEnd | null = null): void {
  const { activeElement } = document;
  if (useConnectDialog.getState().asked === null) {
    before = activeElement instanceof HTMLElement ? activeElement : null;
  }
  useConnectDialog.setState({ asked: { node, end } });
}
export function closeConnect(): void {
  useConnectDialog.setState({ asked: null });
  requestAnimationFrame(() => {
    if (before?.isConnected && before !== document.body) before.focus({ preventScroll: true });
    else focusCanvas();
  });
}

/** The port that a context menu was opened on. */
function portUnderMenu(node: string): PortEnd | null {
  const at = menuPlace();
  const under = at ? document.elementsFromPoint(at.x, at.y) : [];
  const handle = under.find((element) => element.matches('.react-flow__handle'));
  const { nodeid, handleid } = handle instanceof HTMLElement ? handle.dataset : {};
  if (!handle || nodeid !== node || handleid === undefined) return null;
  const side = handle.classList.contains('target') ? 'input' : 'output';
  return { node, port: handleid, side };
}

/** From the selected node, or between the two that are selected. */
export function connectSelected(): void {
  const { graph, selectedNodes } = useCanvasStore.getState();
  const [first, second, ...more] = selectedNodes;
  if (first === undefined) {
    announce(textsNow().keyboard.connect.select);
    return;
  }
  if (second === undefined || more.length > 0) askForTarget(first, portUnderMenu(first));
  else wireTwo(graph, [first, second]);
}

function wireTwo(
  graph: ReturnType<typeof useCanvasStore.getState>['graph'],
  pair: readonly [string, string],
): void {
  const { document, compilation, dispatch } = useDocumentStore.getState();
  const facts = compilation.graphs[graph];
  const edge = facts ? wireBetween(document, facts, graph, pair) : null;
  if (edge) dispatch({ type: 'connect', graph, edge });
  else {
    const message = textsNow().keyboard.connect.noFit(...pair);
    notifications.show({ id: 'refusal', color: 'red', message });
  }
}
