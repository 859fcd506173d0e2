/**
 * Which calls of a recording run at the same time: calls in a row that touch nothing of each other, shared out among lanes.
 * Within a lane they keep their order, so what needs the result of another may follow it there. Pure.
 */
import type { Operation } from '../heap-recording.ts';
import { areApart, type Part, type Touched } from './divided.ts';

export interface LaneCall {
  readonly index: number;
  readonly numbers: readonly number[];
}

export type Segment =
  | { readonly type: 'alone'; readonly operations: readonly Operation[] }
  | { readonly type: 'shared'; readonly lanes: readonly (readonly LaneCall[])[] };

/** Nanoseconds that sharing has to save at least: all have to hear of it, and to wait for each other. */
const LEAST_SAVED = 6_000;

/** What is compared with every call that comes. */
const MOST_BOXES = 3_000;

export function planLanes(operations: readonly Operation[], count: number): readonly Segment[] {
  const segments: Segment[] = [];
  let group = new Group(count);
  const end = () => {
    if (group.operations.length > 0) push(segments, group.segment());
    group = new Group(count);
  };
  for (const operation of operations) {
    if (operation.type === 'act' && operation.writes && group.isFree(operation.writes)) {
      push(segments, { type: 'alone', operations: [operation] });
      continue;
    }
    if (group.add(operation)) continue;
    end();
    if (!group.add(operation)) push(segments, { type: 'alone', operations: [operation] });
  }
  end();
  return segments;
}

function push(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  if (segment.type === 'alone' && last?.type === 'alone') {
    segments[segments.length - 1] = {
      type: 'alone',
      operations: [...last.operations, ...segment.operations],
    };
  } else segments.push(segment);
}

class Lane {
  readonly calls: LaneCall[] = [];
  readonly touched: Touched[] = [];
  work = 0;

  add(index: number, part: Part): void {
    this.calls.push({ index, numbers: part.numbers });
    this.touched.push(part);
    this.work += part.work;
  }

  isApart(from: Touched): boolean {
    return this.touched.every((one) => areApart(one, from));
  }
}

class Group {
  readonly operations: Operation[] = [];
  private readonly lanes: readonly Lane[];
  private boxes = 0;

  constructor(count: number) {
    this.lanes = Array.from({ length: count }, () => new Lane());
  }

  /** Whether something that writes there may as well happen before all of it. */
  isFree(writes: Touched['writes']): boolean {
    return this.lanes.every((lane) => lane.isApart({ reads: [], writes }));
  }

  /** False where it has to wait for what is there. */
  add(operation: Operation): boolean {
    if (operation.type !== 'call' || !operation.divided) return false;
    if (this.boxes > MOST_BOXES) return false;
    const { index, whole, parts } = operation.divided;
    const fits = (part: Part, at: number) =>
      this.lanes.every((lane, i) => i === at || lane.isApart(part));
    if (parts) {
      if (!parts.every((part, i) => !part || fits(part, i))) return false;
      parts.forEach((part, i) => {
        if (part) this.put(i, index, part);
      });
    } else {
      const able = this.lanes.flatMap((lane, i) => (fits(whole, i) ? [{ lane, i }] : []));
      const [best] = able.sort((a, b) => a.lane.work - b.lane.work);
      if (!best) return false;
      this.put(best.i, index, whole);
    }
    this.operations.push(operation);
    return true;
  }

  segment(): Segment {
    const works = this.lanes.map(({ work }) => work);
    const saved = works.reduce((sum, work) => sum + work, 0) - Math.max(...works);
    if (saved < LEAST_SAVED) return { type: 'alone', operations: this.operations };
    return { type: 'shared', lanes: this.lanes.map(({ calls }) => calls) };
  }

  private put(lane: number, index: number, part: Part): void {
    this.lanes[lane]?.add(index, part);
    this.boxes += part.reads.length + part.writes.length;
  }
}
