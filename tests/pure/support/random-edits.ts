/**
 * Editing commands at random, as a person and a careless one would give them: `COMMANDS` has one line for each type of edit
 * and for each command that is made of several. A new one is one line more.
 */
import {
  type Document,
  type Edge,
  type GraphNode,
  MOST_POINTS,
} from '../../../graph-schemas/document.ts';
import { Id, PortRef } from '../../../graph-schemas/primitives.ts';
import { aligned, distributed } from '../../../src/graph/align.ts';
import { copyFragment } from '../../../src/graph/clipboard-copy.ts';
import { planPaste } from '../../../src/graph/clipboard-paste.ts';
import { readClipboard } from '../../../src/graph/clipboard-read.ts';
import type { Edit } from '../../../src/graph/edit-types.ts';
import { blockId, graphIds, graphOf, networkId } from '../../../src/graph/graph-of.ts';
import { groupIntoBlock } from '../../../src/graph/group-into-block.ts';
import { insertEdits } from '../../../src/graph/insert-node.ts';
import { networkOf } from '../../../src/graph/network-of.ts';
import { duplicateGraph, makeUnique } from '../../../src/graph/own-copy.ts';
import { presets } from '../../../src/graph/presets.ts';
import type { GraphId } from '../../../src/graph/problem.ts';
import { planSwap } from '../../../src/graph/swap.ts';
import { ungroup } from '../../../src/graph/ungroup.ts';
import { catalog, definitionOf } from '../../../src/nodes/catalog.ts';
import { fieldsOf } from '../../../src/nodes/fields/describe.ts';

/** Choices out of a seed: the same seed chooses the same. */
export class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }
  /** 0 … below − 1. */
  number(below: number): number {
    this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.state / 2 ** 32) * Math.max(1, below));
  }
  of<T>(list: readonly T[]): T | undefined {
    return list[this.number(list.length)];
  }
  some<T>(list: readonly T[], most = 4): T[] {
    const wanted = this.number(most) + 1;
    return list.filter(() => this.number(list.length) < wanted);
  }
  chance(part: number): boolean {
    return this.number(1000) < part * 1000;
  }
}

type Maker = (document: Document, dice: Dice) => readonly Edit[];

/** Past this size the document only shrinks, so that a thousand commands stay quick. */
const MOST_NODES = 60;

const ODD = [
  'in',
  'a',
  'x-2',
  'zDim',
  'G',
  'Up',
  'constructor',
  'toString',
  '__proto__',
  'a.b',
  '',
  '9',
];
const VALUES: readonly unknown[] = [
  ...[
    0,
    1,
    2,
    3,
    4,
    16,
    -1,
    0.5,
    1e9,
    'ngf',
    'zDim * 2',
    'nothing + 1',
    '((',
    '',
    'i',
    true,
    false,
  ],
  ...[
    null,
    [1],
    [1, 1],
    [1, 2, 3],
    ['a', 'b'],
    ['G'],
    ['D', 'G'],
    [],
    {},
    { type: 'linear', from: 0, to: 1 },
  ],
  ...[{ filters: 8 }, 'same', 'hinge', 'relativistic', 'real', 'fake', 'G', 'D', 'Up', [8, 8, 3]],
];

const size = (document: Document) =>
  graphIds(document).reduce(
    (sum, id) => sum + Object.keys(graphOf(document, id)?.nodes ?? {}).length,
    0,
  );
const canvas = (document: Document, dice: Dice): GraphId =>
  dice.of(graphIds(document)) ?? 'objective';
const nodes = (document: Document, graph: GraphId) =>
  Object.keys(graphOf(document, graph)?.nodes ?? {});
const edges = (document: Document, graph: GraphId): readonly Edge[] =>
  graphOf(document, graph)?.edges ?? [];
const name = (dice: Dice, known: readonly string[]) =>
  (dice.chance(0.7) ? dice.of(known) : dice.of(ODD)) ?? 'a';
const fresh = (dice: Dice) => (dice.chance(0.8) ? `n${dice.number(400)}` : (dice.of(ODD) ?? 'a'));
const point = (dice: Dice): [number, number] => [dice.number(2000) - 500, dice.number(2000) - 500];
const parameter = (dice: Dice) => ({ value: dice.of([1, 4, 8, 0.5, -3]) ?? 1 });

function params(dice: Dice, kind: string): NonNullable<GraphNode['params']> {
  const definition = definitionOf(kind);
  const fields = definition ? fieldsOf(definition.params).map((field) => field.name) : [];
  const entries = dice.some(fields, 3).map((field) => [field, dice.of(VALUES)]);
  return Object.fromEntries(entries) as NonNullable<GraphNode['params']>;
}

function node(dice: Dice): GraphNode {
  const kind = dice.of([...catalog.keys(), 'no-such-kind']) ?? 'relu';
  return {
    kind,
    ...(dice.chance(0.5) ? { params: params(dice, kind) } : {}),
    ...(dice.chance(0.7) ? { at: point(dice) } : {}),
    ...(dice.chance(0.2) ? { title: 'Title' } : {}),
  };
}

/** Mostly between ports that some wire has, so that what is there is hit. */
function wire(document: Document, graph: GraphId, dice: Dice): Edge {
  const known = edges(document, graph);
  const ports = ['out', 'in', 'in0', 'in1', 'loss0', 'logits', 'row0', 'image', 'x'];
  const loose = () =>
    `${name(dice, nodes(document, graph)).replace(/\W/g, '') || 'a'}.${dice.of(ports)}`;
  const sound = (ref: string) => (PortRef.safeParse(ref).success ? ref : `a${ref}`);
  return {
    from: sound(dice.chance(0.7) ? (dice.of(known)?.from ?? loose()) : loose()),
    to: sound(dice.chance(0.6) ? (dice.of(known)?.to ?? loose()) : loose()),
    ...(dice.chance(0.2) ? { via: [point(dice)] } : {}),
  };
}

function note(dice: Dice) {
  const type = dice.chance(0.5) ? ('note' as const) : ('frame' as const);
  return { type, text: dice.of(['Why', '', '**so**']) ?? '', at: point(dice), size: point(dice) };
}

const blocks = (document: Document) => Object.keys(document.blocks ?? {});
const networks = (document: Document) => Object.keys(document.networks);

/** What a command adds is left out of a document that is large already. */
const growing =
  (make: Maker): Maker =>
  (document, dice) =>
    size(document) < MOST_NODES ? make(document, dice) : [];

const onCanvas =
  (make: (document: Document, graph: GraphId, dice: Dice) => readonly Edit[]): Maker =>
  (document, dice) =>
    make(document, canvas(document, dice), dice);

/** As from one tab to the next: through text, out of this document or a preset. */
const paste: Maker = (document, dice) => {
  const source = dice.chance(0.5) ? document : (dice.of(presets)?.document ?? document);
  const from = canvas(source, dice);
  const notes = (graphOf(source, from)?.notes ?? []).map((_, at) => at);
  const chosen = { nodes: dice.some(nodes(source, from), 6), notes: dice.some(notes, 2) };
  const fragment = copyFragment(source, from, chosen, {});
  const read = fragment ? readClipboard(JSON.stringify(fragment)) : null;
  if (read?.type !== 'fragment') return [];
  const options = { centre: point(dice), withIncoming: dice.chance(0.5), isHome: dice.chance(0.3) };
  return planPaste(document, canvas(document, dice), read.fragment, options).edits;
};

const duplicate = onCanvas((document, graph, dice) => {
  const chosen = { nodes: dice.some(nodes(document, graph)), notes: [] };
  const fragment = copyFragment(document, graph, chosen, {});
  const options = { shift: [40, 40] as const, isHome: true, withIncoming: dice.chance(0.5) };
  return fragment ? planPaste(document, graph, fragment, options).edits : [];
});

const align = onCanvas((document, graph, dice) => {
  const boxes = dice.some(nodes(document, graph), 6).map((id) => {
    const [x, y] = graphOf(document, graph)?.nodes[id]?.at ?? [0, 0];
    return { id, x, y, width: 190 + dice.number(20), height: 60 + dice.number(90) };
  });
  if (boxes.length === 0) return [];
  const how = dice.of(['left', 'centre', 'right', 'top', 'middle', 'bottom'] as const) ?? 'left';
  const to = dice.chance(0.7) ? aligned(boxes, how) : distributed(boxes, 'horizontal');
  return [{ type: 'move-nodes', graph, to }];
});

/** One line for each type of edit: a new type does not compile without. */
const EDITS: { readonly [K in Edit['type']]: Maker } = {
  'add-node': growing(
    onCanvas((_, graph, dice) => [{ type: 'add-node', graph, id: fresh(dice), node: node(dice) }]),
  ),
  'remove-nodes': onCanvas((d, graph, dice) => [
    { type: 'remove-nodes', graph, ids: dice.some(nodes(d, graph), 2) },
  ]),
  'replace-nodes': growing(
    onCanvas((d, graph, dice) => [
      {
        type: 'replace-nodes',
        graph,
        ids: dice.some(nodes(d, graph), 1),
        nodes: { [fresh(dice)]: node(dice) },
        edges: [wire(d, graph, dice)],
      },
    ]),
  ),
  'move-nodes': onCanvas((d, graph, dice) => [
    {
      type: 'move-nodes',
      graph,
      to: Object.fromEntries(dice.some(nodes(d, graph)).map((id) => [id, point(dice)])),
    },
  ]),
  'rename-node': onCanvas((d, graph, dice) => [
    { type: 'rename-node', graph, from: name(dice, nodes(d, graph)), to: fresh(dice) },
  ]),
  'set-title': onCanvas((d, graph, dice) => [
    {
      type: 'set-title',
      graph,
      id: name(dice, nodes(d, graph)),
      title: dice.of(['A title', null]) ?? null,
    },
  ]),
  'set-params': onCanvas((d, graph, dice) => {
    const id = name(dice, nodes(d, graph));
    return [
      {
        type: 'set-params',
        graph,
        id,
        params: params(dice, graphOf(d, graph)?.nodes[id]?.kind ?? ''),
      },
    ];
  }),
  connect: onCanvas((d, graph, dice) => [{ type: 'connect', graph, edge: wire(d, graph, dice) }]),
  disconnect: onCanvas((d, graph, dice) => [
    { type: 'disconnect', graph, edges: dice.some(edges(d, graph), 1) },
  ]),
  'set-via': onCanvas((d, graph, dice) => [
    {
      type: 'set-via',
      graph,
      edge: dice.of(edges(d, graph)) ?? wire(d, graph, dice),
      via: Array.from({ length: dice.number(MOST_POINTS + 2) }, () => point(dice)),
    },
  ]),
  'set-notes': onCanvas((d, graph, dice) => [
    {
      type: 'set-notes',
      graph,
      notes: dice.chance(0.6) ? [...(graphOf(d, graph)?.notes ?? []), note(dice)].slice(-6) : [],
    },
  ]),
  'add-network': growing((_, dice) => [{ type: 'add-network', name: fresh(dice) }]),
  'remove-network': (d, dice) =>
    dice.chance(0.3) ? [{ type: 'remove-network', name: name(dice, networks(d)) }] : [],
  'rename-network': (d, dice) => [
    { type: 'rename-network', from: name(dice, networks(d)), to: fresh(dice) },
  ],
  'add-block': growing((_, dice) => [{ type: 'add-block', name: fresh(dice) }]),
  'remove-block': (d, dice) =>
    dice.chance(0.3) ? [{ type: 'remove-block', name: name(dice, blocks(d)) }] : [],
  'rename-block': (d, dice) => [
    { type: 'rename-block', from: name(dice, blocks(d)), to: fresh(dice) },
  ],
  'set-parameter': (d, dice) => [
    {
      type: 'set-parameter',
      name: name(dice, Object.keys(d.parameters)),
      parameter: parameter(dice),
    },
  ],
  'remove-parameter': (d, dice) =>
    dice.chance(0.3)
      ? [{ type: 'remove-parameter', name: name(dice, Object.keys(d.parameters)) }]
      : [],
  'rename-parameter': (d, dice) => [
    { type: 'rename-parameter', from: name(dice, Object.keys(d.parameters)), to: fresh(dice) },
  ],
  'set-block-parameter': (d, dice) => [
    {
      type: 'set-block-parameter',
      block: name(dice, blocks(d)),
      name: fresh(dice),
      parameter: parameter(dice),
    },
  ],
  'rename-block-parameter': (d, dice) => {
    const block = name(dice, blocks(d));
    return [
      {
        type: 'rename-block-parameter',
        block,
        from: name(dice, Object.keys(d.blocks?.[block]?.parameters ?? {})),
        to: fresh(dice),
      },
    ];
  },
  'remove-block-parameter': (d, dice) => {
    const block = name(dice, blocks(d));
    return [
      {
        type: 'remove-block-parameter',
        block,
        name: name(dice, Object.keys(d.blocks?.[block]?.parameters ?? {})),
      },
    ];
  },
  'apply-profile': (d, dice) => [
    { type: 'apply-profile', name: name(dice, Object.keys(d.profiles ?? {})) },
  ],
  'set-training': (d, dice) => [
    { type: 'set-training', training: { ...d.training, seed: dice.number(9999) } },
  ],
  'set-about': (_, dice) => [
    {
      type: 'set-about',
      name: dice.of(['One', 'Two']) ?? '',
      description: dice.of(['', 'Why']) ?? '',
    },
  ],
  'set-graph-about': onCanvas((_, graph, dice) => [
    {
      type: 'set-graph-about',
      graph,
      label: dice.of(['', 'L']) ?? '',
      description: dice.of(['', 'D']) ?? '',
    },
  ]),
};

const made = <R extends { readonly ok: boolean }>(result: R): readonly Edit[] =>
  result.ok && 'edits' in result ? (result.edits as readonly Edit[]) : [];

/** Commands that are made of several edits: one line for each. */
const COMPOSED: Readonly<Record<string, Maker>> = {
  paste: growing(paste),
  duplicate: growing(duplicate),
  align,
  swap: onCanvas((d, graph, dice) => {
    const kind = dice.of([...catalog.keys()]) ?? 'relu';
    return planSwap(d, graph, name(dice, nodes(d, graph)), kind, params(dice, kind))?.edits ?? [];
  }),
  group: growing(
    onCanvas((d, graph, dice) =>
      made(groupIntoBlock(d, graph, dice.some(nodes(d, graph)), { name: fresh(dice) })),
    ),
  ),
  ungroup: growing(
    onCanvas((d, graph, dice) => made(ungroup(d, graph, name(dice, nodes(d, graph))))),
  ),
  'network-of': growing(
    onCanvas((d, graph, dice) => made(networkOf(d, graph, dice.some(nodes(d, graph)), {}))),
  ),
  'duplicate-graph': growing(
    (d, dice) =>
      duplicateGraph(
        d,
        dice.chance(0.5) ? networkId(name(dice, networks(d))) : blockId(name(dice, blocks(d))),
      )?.edits ?? [],
  ),
  'make-unique': growing(
    onCanvas((d, graph, dice) => makeUnique(d, graph, name(dice, nodes(d, graph)))?.edits ?? []),
  ),
  'insert-on-wire': growing(
    onCanvas((d, graph, dice) => {
      const [edge, id] = [dice.of(edges(d, graph)), fresh(dice)];
      const added: Edit = { type: 'add-node', graph, id, node: { kind: 'relu', at: point(dice) } };
      return edge && Id.safeParse(id).success
        ? [added, ...insertEdits(graph, edge, id, { input: 'in', output: 'out' })]
        : [];
    }),
  ),
};

export const COMMANDS: Readonly<Record<string, Maker>> = { ...EDITS, ...COMPOSED };
