/** Places nodes in columns from left to right, each column ordered by what it is wired to. */
import type { Graph } from '../../graph-schemas/document.ts';

export type Places = Readonly<Record<string, readonly [number, number]>>;

const COLUMN = 260;
const ROW = 128;
const SWEEPS = 4;

export function layoutGraph(graph: Graph): Places {
  const ids = Object.keys(graph.nodes);
  const wires = graph.edges
    .map(({ from, to }) => [nodeOf(from), nodeOf(to)] as const)
    .filter(([from, to]) => from !== to && from in graph.nodes && to in graph.nodes);
  const columns = columnsOf(ids, wires);
  order(columns, wires);
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  const places: Record<string, readonly [number, number]> = {};
  columns.forEach((column, x) => {
    const top = ((tallest - column.length) * ROW) / 2;
    column.forEach((id, y) => {
      places[id] = [x * COLUMN, Math.round(top + y * ROW)];
    });
  });
  return places;
}

type Wires = readonly (readonly [string, string])[];

const nodeOf = (port: string) => port.slice(0, port.indexOf('.'));

/** A node stands one column after the last of what feeds it; wires that close a cycle are ignored. */
function columnsOf(ids: readonly string[], wires: Wires): string[][] {
  const feeds = new Map<string, string[]>();
  const waits = new Map<string, number>(ids.map((id) => [id, 0]));
  for (const [from, to] of wires) {
    feeds.set(from, [...(feeds.get(from) ?? []), to]);
    waits.set(to, (waits.get(to) ?? 0) + 1);
  }
  const depth = new Map<string, number>(ids.map((id) => [id, 0]));
  const ready = ids.filter((id) => waits.get(id) === 0);
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    for (const to of feeds.get(next) ?? []) {
      depth.set(to, Math.max(depth.get(to) ?? 0, (depth.get(next) ?? 0) + 1));
      const left = (waits.get(to) ?? 1) - 1;
      waits.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  // A source stands just before the first node that reads it.
  const fed = new Set(wires.map(([, to]) => to));
  for (const id of ids) {
    const readers = feeds.get(id) ?? [];
    if (fed.has(id) || readers.length === 0) continue;
    depth.set(id, Math.max(0, Math.min(...readers.map((to) => depth.get(to) ?? 0)) - 1));
  }
  const columns: string[][] = [];
  for (const id of ids) {
    const x = depth.get(id) ?? 0;
    while (columns.length <= x) columns.push([]);
    columns[x]?.push(id);
  }
  return columns;
}

/** Moves each node towards the mean height of its neighbours, a few times over. */
function order(columns: string[][], wires: Wires): void {
  const height = new Map<string, number>();
  const note = () => {
    for (const column of columns) {
      column.forEach((id, y) => {
        height.set(id, y - (column.length - 1) / 2);
      });
    }
  };
  note();
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of columns) {
      const wish = new Map(column.map((id) => [id, mean(neighbours(id, wires), height)] as const));
      column.sort(
        (a, b) => (wish.get(a) ?? height.get(a) ?? 0) - (wish.get(b) ?? height.get(b) ?? 0),
      );
      note();
    }
  }
}

function neighbours(id: string, wires: Wires): readonly string[] {
  return wires.flatMap(([from, to]) => (from === id ? [to] : to === id ? [from] : []));
}

function mean(ids: readonly string[], height: ReadonlyMap<string, number>): number | undefined {
  if (ids.length === 0) return undefined;
  return ids.reduce((sum, id) => sum + (height.get(id) ?? 0), 0) / ids.length;
}
