/**
 * A wire led out of a network or block to a level above: each canvas on the way gets a port for it, unless it leaves there
 * already. All uses of what is left so get the port; the wire goes on from the one that a person came through. Pure.
 */
import type { Document, GraphNode } from '../../graph-schemas/document.ts';
import type { PortType } from '../nodes/define.ts';
import type { FixedEnd } from './connections.ts';
import type { Edit } from './edit-types.ts';
import { graphOf, own, splitRef } from './graph-of.ts';
import { newEnd } from './grow-ports.ts';
import { nodesOfRole } from './ports.ts';
import type { GraphId } from './problem.ts';
import { graphInside, placesOfUse, type Way } from './uses.ts';

export interface LedOut {
  readonly ok: true;
  /** Of the new ports; none where the wire leaves every level already. */
  readonly edits: readonly Edit[];
  /** From where the wire goes on, on the level above. */
  readonly end: FixedEnd;
}

export type LeadRefusal =
  /** Nothing on the level above leads in here. */
  | { readonly type: 'unused'; readonly graph: GraphId; readonly above: GraphId }
  /** Copies are chained from one output to one input: there is no room for another port. */
  | { readonly type: 'chained'; readonly node: string; readonly graph: GraphId }
  /** Tensors alone leave a network or block. */
  | { readonly type: 'stays'; readonly what: PortType };

export interface Start {
  /** To the canvas that the wire starts on. */
  readonly way: Way;
  readonly fixed: FixedEnd;
  readonly type: PortType;
}

/** `level` counts the levels of the way from 0; `params` are those of new inputs. */
export function leadOut(
  document: Document,
  { way, fixed, type }: Start,
  level: number,
  params: Readonly<Record<string, unknown>> = {},
): LedOut | { readonly ok: false; readonly refusal: LeadRefusal } {
  const isOutput = fixed.side === 'output';
  if (type === 'loss' || (isOutput && type === 'label')) return no({ type: 'stays', what: type });
  const edits: Edit[] = [];
  let end = fixed;
  for (let at = way.trail.length - 1; at > level; at -= 1) {
    const [above, graph] = [way.trail[at - 1] ?? 'objective', way.trail[at] ?? 'objective'];
    const lead = leadInto(document, above, graph, way.nodes[at] ?? null);
    if (lead === null) return no({ type: 'unused', graph, above });
    const port = portThat(document, graph, end) ?? newPort(document, graph, end, fixed, params);
    if (!port) return no({ type: 'unused', graph, above });
    if (port.edits.length > 0 && isChained(graphOf(document, above)?.nodes[lead])) {
      return no({ type: 'chained', node: lead, graph: above });
    }
    edits.push(...port.edits);
    end = { node: lead, port: port.id, side: fixed.side };
  }
  return { ok: true, edits, end };
}

/** The node that led in, or where a name did, or it is gone, the first that would. */
function leadInto(
  document: Document,
  above: GraphId,
  graph: GraphId,
  node: string | null,
): string | null {
  const known = own(graphOf(document, above)?.nodes ?? {}, node ?? '');
  if (known && graphInside(known) === graph) return node;
  return placesOfUse(document, graph).find((use) => use.graph === above)?.node ?? null;
}

export function isChained(node: GraphNode | undefined): boolean {
  const repeat = node?.params?.repeat ?? null;
  return repeat !== null && repeat !== 1;
}

interface Port {
  readonly id: string;
  readonly edits: readonly Edit[];
}

/** The port by which the value leaves the canvas as it is. */
function portThat(document: Document, graph: GraphId, end: FixedEnd): Port | null {
  const canvas = graphOf(document, graph);
  if (!canvas || end.side === 'input') return null;
  const outputs = new Set(nodesOfRole(canvas, 'output'));
  const ref = `${end.node}.${end.port}`;
  const way = canvas.edges.find(({ from, to }) => from === ref && outputs.has(splitRef(to)[0]));
  return way ? { id: splitRef(way.to)[0], edits: [] } : null;
}

/** Ids are no longer than documents can say, with what is put behind them. */
const LONGEST = 56;

/** Called by what it was at the start. */
function newPort(
  document: Document,
  graph: GraphId,
  end: FixedEnd,
  { node, port }: FixedEnd,
  params: Readonly<Record<string, unknown>>,
): Port | null {
  const stem = node.slice(0, LONGEST);
  const isOutput = end.side === 'output';
  const name = isOutput ? `${stem}Out` : /^in\d*$/.test(port) ? `${stem}In` : port;
  const made = newEnd(document, graph, isOutput ? 'output' : 'input', name, params);
  if (!made) return null;
  const ref = `${end.node}.${end.port}`;
  const edge = isOutput ? { from: ref, to: `${made.id}.in` } : { from: `${made.id}.out`, to: ref };
  return {
    id: made.id,
    edits: [
      { type: 'add-node', graph, ...made },
      { type: 'connect', graph, edge },
    ],
  };
}

function no(refusal: LeadRefusal): { readonly ok: false; readonly refusal: LeadRefusal } {
  return { ok: false, refusal };
}
