/** What is asked of an explorer: values of the objective, and what stands in place of what the plan would compute. */
import type { Samples } from '../metrics/samples.ts';
import type { Blend } from './intervention.ts';

export interface Scene {
  /** Of the objective. */
  readonly values: readonly string[];
  readonly count: number;
  /** In place of what sources draw or steps compute: `count` samples each. */
  readonly given?: Readonly<Record<string, Samples>>;
  /** Keys what is drawn and not given; the program's own where absent. */
  readonly seed?: number;
  readonly usesAverage: boolean;
  /** ψ in place of every truncation's own. */
  readonly psi?: number | null;
  /** Pixels get no noise from layers that inject it. */
  readonly isWithoutNoise?: boolean;
  /** Every label on its way to another. */
  readonly blend?: Blend | null;
}
