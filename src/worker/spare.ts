/**
 * What goes first where the browser has no room left. Documents never go, nor does what a run has shown, nor anything of a
 * pinned run: only runs that were deleted, and checkpoints. Pure; `make-room.ts` does it.
 */
import type { CheckpointRow } from './checkpoint-table.ts';

/** Of a stored run, as far as its place in the order goes. Rows of earlier versions lack the optional ones. */
export interface StoredRun {
  readonly id: string;
  readonly name: string;
  readonly documentId?: string;
  readonly updatedAt: number;
  readonly isPinned?: boolean;
  readonly deletedAt?: number | null;
  readonly end?: string;
  readonly group?: object | null;
}

export interface Stock {
  readonly runs: readonly StoredRun[];
  /** By run, then by step. */
  readonly checkpoints: readonly CheckpointRow[];
  /** Documents that a browser tab has open. */
  readonly open: ReadonlySet<string>;
}

export type Spare =
  /** The person has deleted it. */
  | { readonly type: 'run'; readonly run: StoredRun }
  /** What the run has shown stays. `isLast`: none is left, and it cannot go on. */
  | {
      readonly type: 'checkpoints';
      readonly run: StoredRun;
      readonly rows: readonly CheckpointRow[];
      readonly isLast: boolean;
    };

/** Runs that can go on at any moment: of each open document the newest, and variants that wait for their turn. */
export function runsInHand({ runs, open }: Stock): ReadonlySet<string> {
  const seen = new Set<string>();
  const inHand = newestFirst(runs).filter(({ documentId, deletedAt, end, group }) => {
    if (documentId === undefined || !open.has(documentId) || deletedAt) return false;
    const isNewest = !seen.has(documentId);
    seen.add(documentId);
    return isNewest || (Boolean(group) && end === 'none');
  });
  return new Set(inHand.map(({ id }) => id));
}

export const newestFirst = <T extends StoredRun>(runs: readonly T[]): readonly T[] =>
  [...runs].sort((a, b) => b.updatedAt - a.updatedAt);

/** Everything that may go for `keeper`, a run that is about to write, in the order in which it goes. */
export function sparesOf(stock: Stock, keeper: string | null = null): readonly Spare[] {
  const inHand = runsInHand(stock);
  const isHeld = ({ id }: StoredRun) => id === keeper || inHand.has(id);
  const oldestFirst = newestFirst(stock.runs).toReversed();
  const deleted = oldestFirst.filter((run) => run.deletedAt && run.id !== keeper);
  const runs = oldestFirst.filter((run) => !run.isPinned && !run.deletedAt);
  const of = (run: StoredRun) => stock.checkpoints.filter(({ runId }) => runId === run.id);
  const spare = (run: StoredRun, rows: readonly CheckpointRow[], isLast: boolean): Spare[] =>
    rows.length > 0 ? [{ type: 'checkpoints', run, rows, isLast }] : [];
  return [
    ...deleted.map((run): Spare => ({ type: 'run', run })),
    // Without them a run still goes on from where it stands; the second newest is there in case that one is damaged.
    ...runs.flatMap((run) => spare(run, of(run).slice(0, isHeld(run) ? -2 : -1), false)),
    ...runs.flatMap((run) => (isHeld(run) ? [] : spare(run, of(run).slice(-1), true))),
    ...runs.flatMap((run) =>
      inHand.has(run.id) && run.id !== keeper ? spare(run, of(run).slice(-2, -1), false) : [],
    ),
  ];
}
