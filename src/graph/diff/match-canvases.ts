/** Which network or block of one document is which of another: by name, then by what is on it. */
import type { Document, Graph } from '../../../graph-schemas/document.ts';
import { blockId, networkId, own } from '../graph-of.ts';
import type { GraphId } from '../problem.ts';

export interface CanvasPair {
  readonly before: { readonly id: GraphId; readonly graph: Graph } | null;
  readonly after: { readonly id: GraphId; readonly graph: Graph } | null;
}

type Table = Readonly<Record<string, Graph>>;

export function matchCanvases(before: Document, after: Document): readonly CanvasPair[] {
  return [
    {
      before: { id: 'objective', graph: before.objective },
      after: { id: 'objective', graph: after.objective },
    },
    ...matchTables(before.networks, after.networks, networkId),
    ...matchTables(before.blocks ?? {}, after.blocks ?? {}, blockId),
  ];
}

/** Renamed canvases share at least this much of their kinds. */
const ALIKE = 0.5;

function matchTables(before: Table, after: Table, idOf: (name: string) => GraphId): CanvasPair[] {
  const partners = new Map<string, string>();
  for (const name of Object.keys(before)) if (own(after, name)) partners.set(name, name);
  const isTaken = (name: string) => [...partners.values()].includes(name);
  const candidates = Object.keys(before)
    .filter((name) => !partners.has(name))
    .flatMap((one) =>
      Object.keys(after)
        .filter((other) => !isTaken(other))
        .map((other) => ({ one, other, alike: alike(before[one], after[other]) })),
    )
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike);
  for (const { one, other } of candidates)
    if (!partners.has(one) && !isTaken(other)) partners.set(one, other);
  const side = (table: Table, name: string | undefined) => {
    const graph = name === undefined ? undefined : own(table, name);
    return graph && name !== undefined ? { id: idOf(name), graph } : null;
  };
  return [
    ...Object.keys(before).map((name) => ({
      before: side(before, name),
      after: side(after, partners.get(name)),
    })),
    ...Object.keys(after)
      .filter((name) => !isTaken(name))
      .map((name) => ({ before: null, after: side(after, name) })),
  ];
}

/** Share of nodes that find one of their kind on the other canvas, 0 to 1. */
function alike(one: Graph | undefined, other: Graph | undefined): number {
  const kinds = Object.values(one?.nodes ?? {}).map(({ kind }) => kind);
  const rest = Object.values(other?.nodes ?? {}).map(({ kind }) => kind);
  const most = Math.max(kinds.length, rest.length);
  if (most === 0) return 0;
  let shared = 0;
  for (const kind of kinds) {
    const at = rest.indexOf(kind);
    if (at < 0) continue;
    rest.splice(at, 1);
    shared++;
  }
  return shared / most;
}
