/**
 * What goes first where the browser has no room left. Documents never go: they are the person's own work, and small. Pure;
 * `make-room.ts` does it.
 */

/** Of a stored run, as far as its place in the order goes. */
export interface StoredRun {
  readonly id: string;
  readonly documentId?: string;
  readonly updatedAt: number;
}

export interface Stock {
  readonly runs: readonly StoredRun[];
  /** Keys of checkpoints: run, step. */
  readonly checkpoints: readonly (readonly [string, number])[];
  /** Documents that a browser tab has open. */
  readonly open: ReadonlySet<string>;
  /** Documents that are stored, open or closed. */
  readonly documents: ReadonlySet<string>;
}

export type Spare =
  /** Nobody can get at the run any more: it goes with all that it has shown. */
  | { readonly type: 'run'; readonly runId: string }
  /** What the run has shown stays; it cannot go on. */
  | { readonly type: 'weights'; readonly runId: string }
  /** The one before the newest, kept in case that is damaged. */
  | { readonly type: 'checkpoint'; readonly key: readonly [string, number] };

/** The newest run of each document that still exists. Those of open documents can go on at any time. */
export function newestRuns({ runs, open, documents }: Stock): {
  readonly inHand: ReadonlySet<string>;
  readonly reachable: ReadonlySet<string>;
} {
  const newest = new Map<string, string>();
  for (const { id, documentId } of newestFirst(runs))
    if (documentId !== undefined && !newest.has(documentId)) newest.set(documentId, id);
  const of = (ids: ReadonlySet<string>) =>
    new Set([...newest].flatMap(([documentId, id]) => (ids.has(documentId) ? [id] : [])));
  return { inHand: of(open), reachable: of(new Set([...open, ...documents])) };
}

export const newestFirst = <T extends StoredRun>(runs: readonly T[]): readonly T[] =>
  [...runs].sort((a, b) => b.updatedAt - a.updatedAt);

/** Everything that may go for `keeper`, a run that is about to write, in the order in which it goes. */
export function sparesOf(stock: Stock, keeper: string | null = null): readonly Spare[] {
  const { inHand, reachable } = newestRuns(stock);
  const oldestFirst = newestFirst(stock.runs).toReversed();
  const isFree = ({ id }: StoredRun) => id !== keeper && !inHand.has(id);
  const hasWeights = new Set(stock.checkpoints.map(([runId]) => runId));
  const runs = oldestFirst.filter((run) => isFree(run) && !reachable.has(run.id));
  const weights = oldestFirst.filter(
    (run) => isFree(run) && reachable.has(run.id) && hasWeights.has(run.id),
  );
  const newestStep = new Map<string, number>();
  for (const [id, step] of stock.checkpoints)
    newestStep.set(id, Math.max(step, newestStep.get(id) ?? 0));
  const second = stock.checkpoints.filter(
    ([id, step]) => inHand.has(id) && id !== keeper && step < (newestStep.get(id) ?? 0),
  );
  return [
    ...runs.map(({ id }): Spare => ({ type: 'run', runId: id })),
    ...weights.map(({ id }): Spare => ({ type: 'weights', runId: id })),
    ...second.map((key): Spare => ({ type: 'checkpoint', key })),
  ];
}
