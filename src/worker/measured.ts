/**
 * What is measured of a run beside its losses: the most memory that a step took and that was taken in all, and the scales of
 * losses in mixed precision. Told where it has changed, with what was estimated.
 */
import { memoryOf } from '../compiler/memory.ts';
import { memoryOnWebGpu } from '../compiler/memory-webgpu.ts';
import type { Program } from '../compiler/program.ts';
import { StepMemory } from '../runtime/backends/step-memory.ts';
import type { LossScaleFact, TrainerLike } from '../runtime/trainer-types.ts';
import type { RunNews } from './protocol.ts';
import type { SessionHost } from './session-types.ts';

type Told = Extract<RunNews, { type: 'measured' }>;

export class Measured {
  readonly memory: StepMemory;
  private lossScales: readonly LossScaleFact[] = [];
  private estimate: (() => number) | null = null;
  private told = '';

  constructor(
    host: Pick<SessionHost, 'peakWatch' | 'isAlone'>,
    private readonly program: Program,
  ) {
    this.memory = new StepMemory(
      () => host.peakWatch?.(),
      () => host.isAlone?.() !== false,
    );
  }

  /** Null where it cannot be told from what others take. */
  get peak(): number | null {
    return this.memory.ofStep;
  }

  /** What was estimated depends on what it is computed on. */
  begin(backend: string, { precision }: TrainerLike): void {
    const program = { ...this.program, precision: precision?.used ?? 'float32' };
    const estimateOf = backend === 'webgpu' ? memoryOnWebGpu : memoryOf;
    let bytes: number | null = null;
    this.estimate = () => {
      bytes ??= estimateOf(program).peak;
      return bytes;
    };
    this.lossScales = [];
    this.told = '';
  }

  step(trainer: TrainerLike): Promise<void> {
    return this.memory.step(() => trainer.trainStep());
  }

  see(lossScales: readonly LossScaleFact[]): void {
    this.lossScales = lossScales;
  }

  /** Null where nothing is new. */
  news(): Told | null {
    const { lossScales, estimate, peak: peakBytes } = this;
    if (!estimate || (peakBytes === null && lossScales.length === 0)) return null;
    const estimatedBytes = estimate();
    const allBytes = this.memory.inAll;
    const news: Told = { type: 'measured', peakBytes, allBytes, estimatedBytes, lossScales };
    const text = JSON.stringify(news);
    if (text === this.told) return null;
    this.told = text;
    return news;
  }
}
