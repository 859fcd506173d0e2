/** Who plays which part in the GAN that the tour builds, found by what nodes do and not by what they are called. Pure. */
import type { Document, Graph, GraphNode } from '../../../graph-schemas/document.ts';

export interface Cast {
  readonly data: string | null;
  readonly noise: string | null;
  /** Names of networks, in the order in which they were made: the first generates, the second judges. */
  readonly generator: string | null;
  readonly judge: string | null;
  /** Uses on the objective. */
  readonly generates: string | null;
  /** Of the judge: the one that sees data, and the one that does not. */
  readonly seesReal: string | null;
  readonly seesFake: string | null;
  /** Losses by side. */
  readonly real: string | null;
  readonly fake: string | null;
  readonly fool: string | null;
  /** Optimizer steps by what they train. */
  readonly trainsJudge: string | null;
  readonly trainsGenerator: string | null;
  readonly picture: string | null;
}

type Params = Readonly<Record<string, unknown>>;
export const paramsOf = (node: GraphNode | undefined): Params => node?.params ?? {};

export function castOf({ networks, objective }: Document): Cast {
  const nodes = Object.entries(objective.nodes);
  const first = (fits: (node: GraphNode, id: string) => boolean): string | null =>
    nodes.find(([id, node]) => fits(node, id))?.[0] ?? null;
  const [generator = null, judge = null] = Object.keys(networks);
  const data = first(({ kind }) => kind === 'dataset');
  const runs = (name: string | null) => (node: GraphNode) =>
    name !== null && node.kind === 'apply' && paramsOf(node).network === name;
  const looks = nodes.filter(([, node]) => runs(judge)(node)).map(([id]) => id);
  const sees = (id: string) => objective.edges.find(({ to }) => nodeOf(to) === id)?.from;
  const isFed = (id: string) => data !== null && nodeOf(sees(id) ?? '') === data;
  const seesReal = looks.find(isFed) ?? looks.find((id) => sees(id) === undefined) ?? null;
  const lossOf = (side: string) =>
    first((node) => node.kind === 'adversarial' && (paramsOf(node).side ?? 'real') === side);
  const trainerOf = (name: string | null) =>
    first((node) => {
      const { trains } = paramsOf(node);
      return node.kind === 'optimizer-step' && Array.isArray(trains) && trains.includes(name);
    });
  return {
    data,
    noise: first(({ kind }) => kind === 'noise'),
    generator,
    judge,
    generates: first(runs(generator)),
    seesReal,
    seesFake: looks.find((id) => id !== seesReal) ?? null,
    real: lossOf('real'),
    fake: lossOf('fake'),
    fool: lossOf('generator'),
    trainsJudge: trainerOf(judge),
    trainsGenerator: trainerOf(generator),
    picture: first(({ kind }) => kind === 'scatter'),
  };
}

export const nodeOf = (end: string) => end.slice(0, end.indexOf('.'));

/** A wire between the nodes; from or to any port of theirs, or the named ones. */
export function isWired(
  { edges }: Graph,
  from: string | null,
  to: string | null,
  port?: RegExp,
): boolean {
  return edges.some(
    (edge) =>
      nodeOf(edge.from) === from &&
      nodeOf(edge.to) === to &&
      (port === undefined || port.test(edge.to.slice(edge.to.indexOf('.') + 1))),
  );
}

export interface Link {
  readonly id: string;
  readonly node: GraphNode;
}

/** The nodes from the network's input on, each fed by the one before, as far as they go. */
export function chainOf({ nodes, edges }: Graph): readonly Link[] {
  const start = Object.entries(nodes).find(([, { kind }]) => kind === 'input');
  if (!start) return [];
  const chain: Link[] = [{ id: start[0], node: start[1] }];
  const seen = new Set([start[0]]);
  for (;;) {
    const last = chain.at(-1)?.id;
    const ids = edges
      .filter(({ from, to }) => nodeOf(from) === last && !seen.has(nodeOf(to)))
      .map(({ to }) => nodeOf(to));
    // An output that was wired too early does not end it.
    const id = ids.find((each) => nodes[each]?.kind !== 'output') ?? ids[0];
    const node = id === undefined ? undefined : nodes[id];
    if (id === undefined || !node) return chain;
    seen.add(id);
    chain.push({ id, node });
  }
}

/** Length of a vector as a node's shape says it, or null. */
export function lengthOf(node: GraphNode | undefined): number | null {
  const { shape } = paramsOf(node);
  return Array.isArray(shape) && shape.length === 1 && typeof shape[0] === 'number'
    ? shape[0]
    : null;
}
