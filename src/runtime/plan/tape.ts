/** A part of tf.js' tape that is recorded before the rest of it, with other work between. */
import { engine, type Tensor } from '@tensorflow/tfjs-core';

interface TapeNode {
  readonly saved?: readonly Tensor[];
}

/** What of the engine records; not all of it is public. */
interface Recorder {
  readonly state: { activeTape: TapeNode[] | null };
  startTape(): void;
  endTape(): void;
}

const recorder = () => engine() as unknown as Recorder;

export class TapePart {
  private nodes: TapeNode[] = [];

  /** May not be called while another tape is recorded. */
  record(run: () => void): void {
    const { state } = recorder();
    if (state.activeTape) throw new Error('internal: two tapes at once');
    recorder().startTape();
    try {
      run();
    } finally {
      recorder().endTape();
      this.nodes = state.activeTape ?? [];
      state.activeTape = null;
    }
  }

  /** Called on the tape whose beginning this part is, before anything else is. From here on that tape owns it. */
  goOn(): void {
    recorder().state.activeTape?.push(...this.nodes);
    this.nodes = [];
  }

  dispose(): void {
    for (const { saved } of this.nodes) for (const tensor of saved ?? []) tensor.dispose();
    this.nodes = [];
  }
}
