/** The wire that a node without wires would go into where it is held: lit while it hovers, and the edits of the drop. */
import type { Edge, GraphNode } from '../../../../graph-schemas/document.ts';
import type { Edit } from '../../../graph/edit-types.ts';
import { graphOf, own, splitRef } from '../../../graph/graph-of.ts';
import {
  type Box,
  type InsertPorts,
  insertEdits,
  insertPorts,
  makeRoom,
} from '../../../graph/insert-node.ts';
import { edgeKey, useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { flowState } from '../flow-store.ts';
import { boxOf, cardBoxes, type NodeLookup, spotsOf } from '../wiring/spots.ts';
import { type Point, WireField } from './wire-field.ts';

/** A card that is dropped no farther off is put level with what feeds it. */
const LEVEL = 44;

export class WireTarget {
  private readonly known = new Map<string, InsertPorts | null>();
  private readonly field = new WireField();
  private edge: Edge | null = null;
  private box: Box | null = null;

  /** `down` says how far below the top of the card an input is. */
  constructor(
    private readonly id: string,
    private readonly node: GraphNode,
    private readonly down: (input: string) => number,
  ) {}

  /** Null for notes, and for cards that have wires: these are moved across wires all the time. */
  static for(id: string, lookup: NodeLookup): WireTarget | null {
    const { graph } = useCanvasStore.getState();
    const shown = graphOf(useDocumentStore.getState().document, graph);
    const node = shown && own(shown.nodes, id);
    const isWired = shown?.edges.some(({ from, to }) =>
      [from, to].some((ref) => splitRef(ref)[0] === id),
    );
    const card = lookup.get(id);
    if (!node || isWired || !card) return null;
    const { y } = boxOf(card);
    const inputs = spotsOf(card).filter(({ side }) => side === 'input');
    return new WireTarget(id, node, (input) => {
      return (inputs.find(({ port }) => port === input)?.y ?? y) - y;
    });
  }

  /** `box` is where the card is now: its middle has to lie on the wire. */
  hold(box: Box): void {
    this.box = box;
    this.point({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, box.height / 2);
  }

  /** The nearest of the wires within reach that the node fits into. */
  point(at: Point, reach: number): void {
    const found = this.field.near(at, reach).find((edge) => this.portsFor(edge)) ?? null;
    if (found === this.edge) return;
    this.clear();
    this.edge = found;
    if (found) this.field.mark(found, 'data-insert', true);
  }

  /** At this wire, wherever the node is; false where it does not fit in. */
  aimAt(edge: Edge): boolean {
    this.clear();
    if (!this.portsFor(edge)) return false;
    this.edge = edge;
    return true;
  }

  get isAimed(): boolean {
    return this.edge !== null;
  }

  /** Of a drop at `box`; under another id where the node has got one only now. */
  edits(at: Box | null = this.box, id = this.id): readonly Edit[] {
    const { edge } = this;
    const ports = edge && this.portsFor(edge);
    const flow = flowState();
    const { graph } = useCanvasStore.getState();
    const shown = graphOf(useDocumentStore.getState().document, graph);
    if (!edge || !ports || !flow || !shown || !at) return [];
    const box = { ...at, y: this.level(edge, ports, at.y, flow.nodeLookup) };
    const to = makeRoom(cardBoxes(flow.nodeLookup), shown.edges, edge, id, box);
    const move: Edit[] = Object.keys(to).length > 0 ? [{ type: 'move-nodes', graph, to }] : [];
    return [...insertEdits(graph, edge, id, ports), ...move];
  }

  /** The top at which the first half of the wire runs straight, if that is near. */
  private level(edge: Edge, { input }: InsertPorts, top: number, lookup: NodeLookup): number {
    const [node, port] = splitRef(edge.from);
    const source = lookup.get(node);
    const spot =
      source && spotsOf(source).find((one) => one.side === 'output' && one.port === port);
    const straight = (spot?.y ?? Number.POSITIVE_INFINITY) - this.down(input);
    return Math.round(Math.abs(straight - top) <= LEVEL ? straight : top);
  }

  clear(): void {
    if (this.edge) this.field.mark(this.edge, 'data-insert', false);
    this.edge = null;
  }

  private portsFor(edge: Edge): InsertPorts | null {
    const key = edgeKey(edge);
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const { graph } = useCanvasStore.getState();
    const { document, compilation } = useDocumentStore.getState();
    const facts = compilation.graphs[graph];
    const ports = facts ? insertPorts(facts, document, graph, edge, this.node) : null;
    this.known.set(key, ports);
    return ports;
  }
}
