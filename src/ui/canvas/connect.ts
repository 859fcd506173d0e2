/** Wires drawn by hand: asks the graph whether one can be, makes it, or says why not. */
import { notifications } from '@mantine/notifications';
import type { Edge as AnyFlowEdge, Connection, Handle, OnReconnect } from '@xyflow/react';
import type { Edge } from '../../../graph-schemas/document.ts';
import { checkConnection } from '../../graph/connection.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import type { FlowEdge } from './flow-types.ts';

/** The document's wire for one of React Flow's. */
export function wireOf(connection: Connection | AnyFlowEdge): Edge {
  const { source, sourceHandle, target, targetHandle } = connection;
  return { from: `${source}.${sourceHandle ?? 'out'}`, to: `${target}.${targetHandle ?? 'in'}` };
}

function check(edge: Edge): ReturnType<typeof checkConnection> {
  const { document, compilation } = useDocumentStore.getState();
  const { graph } = useCanvasStore.getState();
  const facts = compilation.graphs[graph];
  if (!facts) return { ok: false, message: 'The graph could not be read; see the problems.' };
  return checkConnection(facts, document, graph, edge.from, edge.to);
}

export const isAllowed = (connection: Connection | AnyFlowEdge) => check(wireOf(connection)).ok;

/** Replaces what was wired to the same input. */
export function connect(connection: Connection): void {
  const { graph } = useCanvasStore.getState();
  useDocumentStore.getState().dispatch({ type: 'connect', graph, edge: wireOf(connection) });
}

export const reconnect: OnReconnect<FlowEdge> = (old, connection) => {
  const { graph } = useCanvasStore.getState();
  const before = wireOf(old);
  const after = wireOf(connection);
  if (before.from === after.from && before.to === after.to) return;
  useDocumentStore.getState().dispatch([
    { type: 'disconnect', graph, edges: [before] },
    { type: 'connect', graph, edge: after },
  ]);
};

interface Attempt {
  readonly fromNode: { readonly id: string } | null;
  readonly fromHandle: Handle | null;
  readonly toNode: { readonly id: string } | null;
  readonly toHandle: Handle | null;
}

/** Why a wire between two ports cannot be, as a sentence; null where it can. */
export function refusalOf({ fromNode, fromHandle, toNode, toHandle }: Attempt): string | null {
  if (!fromNode || !fromHandle || !toNode || !toHandle) return null;
  if (fromHandle.type === toHandle.type) {
    return fromHandle.type === 'source'
      ? 'A wire leads from an output to an input; these are both outputs.'
      : 'A wire leads from an output to an input; these are both inputs.';
  }
  const [out, into] = fromHandle.type === 'source' ? [0, 1] : [1, 0];
  const ends = [
    { node: fromNode.id, handle: fromHandle.id ?? null },
    { node: toNode.id, handle: toHandle.id ?? null },
  ];
  const verdict = check(
    wireOf({
      source: ends[out]?.node ?? '',
      sourceHandle: ends[out]?.handle ?? null,
      target: ends[into]?.node ?? '',
      targetHandle: ends[into]?.handle ?? null,
    }),
  );
  return verdict.ok ? null : verdict.message;
}

/** Tells why the wire that was let go does not stay. */
export function refuse(attempt: Attempt): void {
  const message = refusalOf(attempt);
  if (message) {
    notifications.show({ id: 'refusal', color: 'red', title: 'Not connected', message });
  }
}
