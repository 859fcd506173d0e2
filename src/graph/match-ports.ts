/**
 * Where the wires of a node go when its ports change: those of one name stay, those of a numbered list close ranks,
 * others go by position where their types fit. Pure; knows nothing of documents.
 */
import type { PortType } from '../nodes/define.ts';

/** A tensor may turn out to be an image or a vector. */
export function typesFit(accepts: PortType, gives: PortType): boolean {
  if (accepts === gives) return true;
  const isTensor = (type: PortType) => type !== 'label' && type !== 'loss';
  return isTensor(accepts) && isTensor(gives) && (accepts === 'tensor' || gives === 'tensor');
}

export interface NewPort {
  readonly name: string;
  readonly type: PortType;
}

/**
 * For each wired port in the order of the node, the port that it becomes; ports without a place are absent. `candidates`
 * are ports of the new list that may take a wire which was elsewhere; `fits` asks about one wired port and one new.
 */
export function matchPorts(
  wired: readonly string[],
  positions: readonly string[],
  ports: readonly NewPort[],
  candidates: ReadonlySet<string>,
  fits: (wired: string, port: NewPort) => boolean,
): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const taken = new Set<string>();
  const put = (from: string, to: string) => {
    places.set(from, to);
    taken.add(to);
  };
  for (const name of wired) {
    const same = ports.find((port) => port.name === name);
    if (same && fits(name, same)) put(name, name);
  }
  for (const name of wired) {
    if (places.has(name)) continue;
    const isOpen = (port: NewPort | undefined) =>
      port !== undefined && candidates.has(port.name) && !taken.has(port.name) && fits(name, port);
    const beside = ports[positions.indexOf(name)];
    const found = beside && isOpen(beside) ? beside : ports.find(isOpen);
    if (found) put(name, found.name);
  }
  return places;
}

const NUMBERED = /^([A-Za-z]+?)(\d+)$/;

/** `in` and 2 of `in2`. */
export function numberOf(port: string): readonly [prefix: string, at: number] | null {
  const [, prefix, digits] = NUMBERED.exec(port) ?? [];
  return prefix === undefined ? null : [prefix, Number(digits)];
}

/**
 * Which entries of a numbered list of `before` ports are left when it has `after`: those without a wire go first, then
 * the last. Where each port has a value, the values tell which went, as far as they differ.
 */
export function keptEntries(
  before: number,
  after: number,
  isWired: (at: number) => boolean,
  values?: { readonly before: readonly string[]; readonly after: readonly string[] },
): readonly number[] {
  const all = Array.from({ length: before }, (_, at) => at);
  if (after >= before) return all;
  const kept = values && subsequence(values.before, values.after, isWired);
  if (kept) return kept;
  const byWorth = [...all].sort((a, b) => Number(isWired(b)) - Number(isWired(a)) || a - b);
  return byWorth.slice(0, after).sort((a, b) => a - b);
}

/** Indices at which `after` stands in `before`; of equal values the last and those without a wire are left out. */
function subsequence(
  before: readonly string[],
  after: readonly string[],
  isWired: (at: number) => boolean,
): readonly number[] | null {
  let rest = before.map((value, at) => ({ value, at }));
  while (rest.length > after.length) {
    const options = rest.filter((_, index) => holds(rest.toSpliced(index, 1), after));
    const gone = options.findLast(({ at }) => !isWired(at)) ?? options.at(-1);
    if (!gone) return null;
    rest = rest.filter((entry) => entry !== gone);
  }
  return rest.map(({ at }) => at);
}

function holds(list: readonly { readonly value: string }[], wanted: readonly string[]): boolean {
  let next = 0;
  for (const { value } of list) if (value === wanted[next]) next += 1;
  return next >= wanted.length;
}
