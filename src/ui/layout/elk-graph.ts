/**
 * A drawing as a graph of ELK, and back. Layers from left to right, ports where the cards have them, frames as nodes
 * with children. What stands there now decides the order, so that a small change moves little. Pure.
 */
import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk-api.js';
import type { Box } from '../canvas/wire-course.ts';
import { courseOf } from './courses.ts';
import {
  type Card,
  type Drawing,
  type DrawnWire,
  heightOf,
  isInside,
  noteBox,
  type Point,
  widthOf,
} from './drawing.ts';

/** Between columns there is room for the shape on a wire. */
const OPTIONS: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.edgeRouting': 'POLYLINE',
  'elk.separateConnectedComponents': 'false',
  'elk.randomSeed': '1',
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '22',
  'elk.spacing.edgeEdge': '14',
  'elk.layered.spacing.nodeNodeBetweenLayers': '84',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.thoroughness': '12',
};
/** From so many cards on, the best places would take seconds to find. */
const LARGE = 150;
const QUICKER: LayoutOptions = {
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.thoroughness': '4',
};

/**
 * What decides the order in a column: the fewest crossings; or cards in the order that they stand in, where wires that
 * pass between them find their own order or have to follow theirs. Which of the last two moves less depends on the graph.
 */
export type Order = 'best' | 'kept' | 'kept-with-wires';
const ORDERS: Readonly<Record<Order, LayoutOptions>> = {
  best: {},
  kept: {
    'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    'elk.layered.crossingMinimization.forceNodeModelOrder': 'true',
    'elk.layered.crossingMinimization.semiInteractive': 'true',
  },
  'kept-with-wires': {
    'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    'elk.layered.crossingMinimization.strategy': 'INTERACTIVE',
  },
};
/** Columns reach across frames. Without any, ELK knows more ways to keep an order. */
const WITH_FRAMES: LayoutOptions = { 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' };
const FRAME: LayoutOptions = { 'elk.padding': '[top=48,left=28,bottom=28,right=28]' };
const CARD: LayoutOptions = { 'elk.portConstraints': 'FIXED_POS' };

const FRAME_PREFIX = 'frame ';

/** By the place of their frame among the notes, the cards and frames that stand in it; `null` holds what stands free. */
type Tree = ReadonlyMap<number | null, readonly (Card | number)[]>;

export function elkGraph({ cards, wires, notes }: Drawing, order: Order): ElkNode {
  const frames = framesOf({ cards, wires, notes });
  const tree = treeOf(cards, frames);
  const known = new Set(
    cards.flatMap(({ id, inputs, outputs }) => [
      ...inputs.map(({ port }) => `in ${id}.${port}`),
      ...outputs.map(({ port }) => `out ${id}.${port}`),
    ]),
  );
  const byId = new Map(cards.map((card) => [card.id, card]));
  const edges = wires.flatMap((wire, index): ElkExtendedEdge[] => {
    const [source, target] = [`out ${wire.from}`, `in ${wire.to}`];
    if (!known.has(source) || !known.has(target)) return [];
    const sections = order === 'best' ? {} : sectionsOf(wire, byId);
    return [{ id: String(index), sources: [source], targets: [target], ...sections }];
  });
  const layoutOptions = {
    ...OPTIONS,
    ...(frames.length > 0 ? WITH_FRAMES : {}),
    ...(cards.length > LARGE ? QUICKER : {}),
    ...ORDERS[order],
  };
  return { id: 'root', layoutOptions, children: childrenOf(tree, null), edges };
}

function childrenOf(tree: Tree, parent: number | null): ElkNode[] {
  return (tree.get(parent) ?? []).map((child) =>
    typeof child === 'number'
      ? {
          id: `${FRAME_PREFIX}${child}`,
          layoutOptions: FRAME,
          children: childrenOf(tree, child),
        }
      : elkCard(child),
  );
}

function elkCard(card: Card): ElkNode {
  const [width, height] = [widthOf(card), heightOf(card)];
  const side = (which: 'in' | 'out') =>
    (which === 'in' ? card.inputs : card.outputs).map(({ port, y }) => ({
      id: `${which} ${card.id}.${port}`,
      x: which === 'in' ? 0 : width,
      y,
      width: 0,
      height: 0,
      layoutOptions: { 'elk.port.side': which === 'in' ? 'WEST' : 'EAST' },
    }));
  return {
    id: card.id,
    width,
    height,
    layoutOptions: CARD,
    ports: [...side('in'), ...side('out')],
  };
}

/** Where a wire runs now: long ones keep to their side of the cards that they pass. */
function sectionsOf(
  wire: DrawnWire,
  cards: ReadonlyMap<string, Card>,
): Pick<ElkExtendedEdge, 'sections'> {
  const course = courseOf(wire, cards);
  if (!course || !wire.via) return {};
  const { sourceX, sourceY, targetX, targetY } = course.ends;
  const section = {
    id: `${wire.from} ${wire.to}`,
    startPoint: { x: sourceX, y: sourceY },
    endPoint: { x: targetX, y: targetY },
    bendPoints: wire.via.map(([x, y]) => ({ x, y })),
  };
  return { sections: [section] };
}

interface Frame {
  readonly index: number;
  readonly box: Box;
}

/** Frames with a card in them; others are like notes. The innermost first. */
export function framesOf({ cards, notes }: Drawing): readonly Frame[] {
  const frames = notes.flatMap((note, index) =>
    note.type === 'frame' ? [{ index, box: noteBox(note) }] : [],
  );
  const area = ({ box }: Frame) => widthOf(box) * heightOf(box);
  return frames
    .filter(({ box }) => cards.some((card) => isWithin(card, box)))
    .toSorted((a, b) => area(a) - area(b) || b.index - a.index);
}

/** A card belongs to the frame that its middle stands in. */
export function isWithin(card: Box, frame: Box): boolean {
  const [x, y] = [(card.left + card.right) / 2, (card.top + card.bottom) / 2];
  return x >= frame.left && x <= frame.right && y >= frame.top && y <= frame.bottom;
}

/** From the top down: the order in which ELK considers nodes decides between layouts that are equally good. */
function treeOf(cards: readonly Card[], frames: readonly Frame[]): Tree {
  const tree = new Map<number | null, { readonly box: Box; readonly child: Card | number }[]>();
  const put = (parent: number | null, box: Box, child: Card | number) => {
    tree.set(parent, [...(tree.get(parent) ?? []), { box, child }]);
  };
  for (const card of cards) {
    put(frames.find(({ box }) => isWithin(card, box))?.index ?? null, card, card);
  }
  frames.forEach(({ index, box }, at) => {
    const outer = frames.slice(at + 1).find((other) => isInside(box, other.box));
    put(outer?.index ?? null, box, index);
  });
  const middle = ({ top, bottom }: Box) => top + bottom;
  return new Map(
    [...tree].map(([parent, children]) => [
      parent,
      children
        .toSorted((a, b) => middle(a.box) - middle(b.box) || a.box.left - b.box.left)
        .map(({ child }) => child),
    ]),
  );
}

export interface LaidOut {
  /** Left and top of every card. */
  readonly places: ReadonlyMap<string, Point>;
  /** Of frames with cards in them, by their place among the notes. */
  readonly frames: ReadonlyMap<number, Box>;
  /** Where ELK bends wires around cards, by their place among the wires. */
  readonly bends: ReadonlyMap<number, readonly Point[]>;
}

/** `root` as ELK gives it back. */
export function laidOut(root: ElkNode): LaidOut {
  const places = new Map<string, Point>();
  const frames = new Map<number, Box>();
  const bends = new Map<number, readonly Point[]>();
  const read = ({ children = [], edges = [] }: ElkNode): void => {
    for (const { id, sections = [] } of edges) {
      const points = sections.flatMap(({ bendPoints = [] }) => bendPoints);
      bends.set(
        Number(id),
        points.map(({ x, y }): Point => [x, y]),
      );
    }
    for (const child of children) {
      const { id, x = 0, y = 0, width = 0, height = 0 } = child;
      if (id.startsWith(FRAME_PREFIX)) {
        const index = Number(id.slice(FRAME_PREFIX.length));
        frames.set(index, { left: x, top: y, right: x + width, bottom: y + height });
        read(child);
      } else places.set(id, [x, y]);
    }
  };
  read(root);
  return { places, frames, bends };
}
