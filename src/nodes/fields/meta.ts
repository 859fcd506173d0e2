/**
 * What the inspector and the evaluator know about a parameter beyond its zod type. Attached to the schema
 * itself through a registry: there is one declaration of a parameter, not one per consumer.
 * `describe.ts` reads a whole parameter object at once.
 */
import { z } from 'zod';

interface Labelled {
  readonly label: string;
  readonly help?: string;
  /** Few networks need it: the form folds it away. */
  readonly isRare?: boolean;
}

/** One of several values, or one of several variants, as the form offers it. */
export interface Choice<V extends string = string> {
  readonly value: V;
  readonly label: string;
  readonly help?: string;
}

/** Checked after expressions were evaluated. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

export type FieldMeta =
  | (Labelled &
      Bounds & {
        readonly type: 'numeric';
        readonly unit?: string;
        readonly step?: number;
        readonly isNullable?: boolean;
      })
  /** A list of numerics, each with the same bounds (shapes, loss weights). */
  | (Labelled &
      Bounds & {
        readonly type: 'numerics';
        readonly minLength?: number;
        readonly maxLength?: number;
      })
  /** A list in which each item is a numeric or a schedule of the given choices. */
  | (Labelled &
      Bounds & {
        readonly type: 'schedules';
        readonly minLength?: number;
        readonly maxLength?: number;
        readonly choices: readonly Choice[];
      })
  | (Labelled & { readonly type: 'toggle' })
  | (Labelled & { readonly type: 'choice'; readonly choices: readonly Choice[] })
  /** `names` says what else it is the name of than itself: a tf.js model of the person's own. */
  | (Labelled & { readonly type: 'text'; readonly names?: 'model' })
  | (Labelled & { readonly type: 'texts' })
  /** The name of a network or of a block of this document. */
  | (Labelled & { readonly type: 'reference'; readonly to: 'network' | 'block' })
  | (Labelled & { readonly type: 'references'; readonly to: 'network' })
  /** Numbers by name: the arguments of a block. */
  | (Labelled & { readonly type: 'arguments' })
  /** A tagged union on `type`: initializer, optimizer, schedule, padding. The form shows the variant's own fields. */
  | (Labelled & { readonly type: 'variant'; readonly choices: readonly Choice[] });

export const fieldMeta = z.registry<FieldMeta>();
