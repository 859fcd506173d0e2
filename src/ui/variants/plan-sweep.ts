/** From filled-in axes to variants: what the form would make now, or the one sentence that is in the way. Pure. */
import type { Document } from '../../../graph-schemas/document.ts';
import { type AxisValue, MOST_VARIANTS, sweep, type Variant } from '../../graph/variants/sweep.ts';
import type { AxisChoice } from './axis-choices.ts';
import { type AxisDraft, type AxisFault, valuesOf } from './axis-draft.ts';
import { withSteps } from './run-length.ts';

export interface PlannedAxis {
  readonly choice: AxisChoice;
  readonly draft: AxisDraft;
  readonly values: readonly AxisValue[] | AxisFault;
}

export type PlanFault =
  /** Said beside the axis. */
  | { readonly type: 'axis' }
  | { readonly type: 'same' }
  | { readonly type: 'too-many'; readonly found: number; readonly most: number }
  | { readonly type: 'other'; readonly message: string };

export interface SweepPlan {
  readonly axes: readonly PlannedAxis[];
  readonly variants: readonly Variant[];
  readonly fault: PlanFault | null;
}

/** `steps`: of each run; null leaves them as the document says. */
export function planSweep(
  document: Document,
  choices: readonly AxisChoice[],
  drafts: readonly AxisDraft[],
  steps: number | null,
): SweepPlan {
  const axes = drafts.flatMap((draft): PlannedAxis[] => {
    const choice = choices.find(({ key }) => key === draft.key);
    return choice ? [{ choice, draft, values: valuesOf(draft, choice) }] : [];
  });
  const stopped = (fault: PlanFault): SweepPlan => ({ axes, variants: [], fault });
  const given = axes.flatMap(({ choice, values }) =>
    'type' in values ? [] : [{ target: choice.target, values }],
  );
  if (given.length < axes.length || given.length === 0) return stopped({ type: 'axis' });
  if (new Set(axes.map(({ choice }) => choice.key)).size < axes.length)
    return stopped({ type: 'same' });
  const found = given.reduce((product, { values }) => product * values.length, 1);
  if (found > MOST_VARIANTS) return stopped({ type: 'too-many', found, most: MOST_VARIANTS });
  const made = sweep(steps === null ? document : withSteps(document, steps), given);
  return 'message' in made
    ? stopped({ type: 'other', message: made.message })
    : { axes, variants: made, fault: null };
}
