/**
 * What tf.js records of a forward pass, taken from it as a list, so that gradients can be taken back through it by a walk of
 * our own (`backward.ts`). A part may be recorded before the rest, with other work between.
 */
import { engine, type Tensor } from '@tensorflow/tfjs-core';

export interface TapeNode {
  readonly id: number;
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly outputs: readonly Tensor[];
  /** Gives for every input how its gradient is made; a null stands for zeros. */
  readonly gradient?: (dys: readonly (Tensor | null)[]) => Readonly<Record<string, () => Tensor>>;
  /** Kept for the gradient; they belong to the tape. */
  readonly saved?: readonly Tensor[];
  /** In place of a gradient: what this one node stands for. */
  readonly rerun?: () => Rerun;
}

/** A node's work, done once more. */
export interface Rerun {
  readonly nodes: readonly TapeNode[];
  /** Of the tensors on these nodes that stand for others, by id. */
  readonly standsFor: ReadonlyMap<number, number>;
}

/** What of the engine records; not all of it is public. */
interface Recorder {
  readonly state: {
    activeTape: TapeNode[] | null;
    gradientDepth: number;
    kernelDepth: number;
    nextTapeNodeId: number;
  };
  startTape(): void;
  endTape(): void;
}

const recorder = () => engine() as unknown as Recorder;

/** Tapes that end in a walk of our own: tf.js would not know what to do with `rerun`. */
let isOwn = false;

export function recordTape(run: () => void): readonly TapeNode[] {
  const { state } = recorder();
  if (state.activeTape) throw new Error('internal: two tapes at once');
  recorder().startTape();
  isOwn = true;
  try {
    run();
    return state.activeTape ?? [];
  } catch (error) {
    disposeTape(state.activeTape ?? []);
    throw error;
  } finally {
    isOwn = false;
    recorder().endTape();
    state.activeTape = null;
  }
}

/** Not where gradients are taken inside of what is recorded: those of them are tf.js' own. */
export function isRecordingOwn(): boolean {
  const { gradientDepth, kernelDepth } = recorder().state;
  return isOwn && gradientDepth === 1 && kernelDepth === 0;
}

/** What `run` does leaves nothing on the tape. */
export function offTape<T>(run: () => T): T {
  const { state } = recorder();
  state.kernelDepth++;
  try {
    return run();
  } finally {
    state.kernelDepth--;
  }
}

export function addToTape(node: Omit<TapeNode, 'id'>): void {
  const { state } = recorder();
  state.activeTape?.push({ ...node, id: state.nextTapeNodeId++ });
}

/** Tensors of lower numbers were there before. */
export function nextTensorId(): number {
  const { nextTensorId } = engine().constructor as unknown as { readonly nextTensorId?: number };
  if (nextTensorId === undefined) throw new Error('internal: tf.js does not number its tensors');
  return nextTensorId;
}

export function disposeTape(nodes: readonly TapeNode[]): void {
  for (const { saved } of nodes) for (const tensor of saved ?? []) tensor.dispose();
}

export class TapePart {
  private nodes: readonly TapeNode[] = [];

  /** May not be called while another tape is recorded. */
  record(run: () => void): void {
    this.nodes = recordTape(run);
  }

  /** Called on the tape whose beginning this part is, before anything else is. From here on that tape owns it. */
  goOn(): void {
    recorder().state.activeTape?.push(...this.nodes);
    this.nodes = [];
  }

  dispose(): void {
    disposeTape(this.nodes);
    this.nodes = [];
  }
}
