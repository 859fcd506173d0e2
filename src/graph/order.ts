/** The order in which the nodes of a canvas can be computed, and the cycles that prevent one. */

export interface Order {
  /** Every node after those that it reads; among ready ones, document order. Nodes of cycles are left out. */
  readonly order: readonly string[];
  /** Nodes of each cycle, in document order. */
  readonly cycles: readonly (readonly string[])[];
}

/** `reads(id)` lists the nodes that feed a node; ones that are not in `ids` are ignored. */
export function sortNodes(ids: readonly string[], reads: (id: string) => readonly string[]): Order {
  const waiting = new Map<string, number>();
  const readers = new Map<string, string[]>();
  const isThere = new Set(ids);
  for (const id of ids) {
    const sources = reads(id).filter((source) => isThere.has(source));
    waiting.set(id, sources.length);
    for (const source of sources) {
      const list = readers.get(source);
      if (list) list.push(id);
      else readers.set(source, [id]);
    }
  }
  const order = ids.filter((id) => waiting.get(id) === 0);
  for (let at = 0; at < order.length; at++) {
    for (const reader of readers.get(order[at] ?? '') ?? []) {
      const left = (waiting.get(reader) ?? 0) - 1;
      waiting.set(reader, left);
      if (left === 0) order.push(reader);
    }
  }
  if (order.length === ids.length) return { order, cycles: [] };
  const stuck = ids.filter((id) => (waiting.get(id) ?? 0) > 0);
  return { order, cycles: cyclesAmong(stuck, reads) };
}

/** Strongly connected components of more than one node or with a loop (Tarjan's algorithm, without recursion). */
function cyclesAmong(
  ids: readonly string[],
  reads: (id: string) => readonly string[],
): readonly (readonly string[])[] {
  const among = new Set(ids);
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const isOpen = new Set<string>();
  const open: string[] = [];
  const cycles: string[][] = [];
  const enter = (id: string) => {
    index.set(id, index.size);
    low.set(id, index.size - 1);
    open.push(id);
    isOpen.add(id);
    return { id, next: 0, sources: reads(id).filter((source) => among.has(source)) };
  };
  const lower = (id: string, value: number | undefined) =>
    low.set(id, Math.min(low.get(id) ?? 0, value ?? 0));
  for (const start of ids) {
    if (index.has(start)) continue;
    const stack = [enter(start)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const source = top.sources[top.next++];
      if (source !== undefined) {
        if (!index.has(source)) stack.push(enter(source));
        else if (isOpen.has(source)) lower(top.id, index.get(source));
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      if (above) lower(above.id, low.get(top.id));
      if (low.get(top.id) !== index.get(top.id)) continue;
      const component = new Set<string>();
      for (let id = open.pop(); id !== undefined; id = open.pop()) {
        isOpen.delete(id);
        component.add(id);
        if (id === top.id) break;
      }
      if (component.size > 1 || top.sources.includes(top.id)) {
        cycles.push(ids.filter((id) => component.has(id)));
      }
    }
  }
  return cycles;
}
