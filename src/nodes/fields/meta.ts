/**
 * What the inspector and the evaluator know about a parameter beyond its zod type. Attached to the schema
 * itself through a registry: there is one declaration of a parameter, not one per consumer.
 */
import { z } from 'zod';

interface Labelled {
  readonly label: string;
  readonly help?: string;
}

export type FieldMeta =
  | (Labelled & {
      readonly type: 'numeric';
      readonly unit?: string;
      readonly min?: number;
      readonly max?: number;
      readonly integer?: boolean;
      readonly step?: number;
      readonly isNullable?: boolean;
    })
  /** A list of numerics, each with the same bounds (shapes, paddings, loss weights). */
  | (Labelled & {
      readonly type: 'numerics';
      readonly minLength?: number;
      readonly maxLength?: number;
    })
  | (Labelled & { readonly type: 'toggle' })
  | (Labelled & {
      readonly type: 'choice';
      readonly choices: readonly {
        readonly value: string;
        readonly label: string;
        readonly help?: string;
      }[];
    })
  | (Labelled & { readonly type: 'text' })
  | (Labelled & { readonly type: 'texts' })
  /** The name of a network or of a block of this document. */
  | (Labelled & { readonly type: 'reference'; readonly to: 'network' | 'block' })
  | (Labelled & { readonly type: 'references'; readonly to: 'network' })
  /** Numbers by name: the arguments of a block. */
  | (Labelled & { readonly type: 'arguments' })
  /** A tagged union on `type`: initializer, optimizer, schedule, padding. The form shows the variant's own fields. */
  | (Labelled & { readonly type: 'variant' });

export const fieldMeta = z.registry<FieldMeta>();
