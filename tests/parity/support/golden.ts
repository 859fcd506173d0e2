/** Reads the golden files that the scripts beside them write, checked at the boundary. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const Values = z.strictObject({
  shape: z.array(z.number()),
  data: z.array(z.number()),
  /** Of labels; all else is float32. */
  dtype: z.literal('int32').optional(),
});
export type Values = z.infer<typeof Values>;
const Named = z.record(z.string(), Values).default({});

const Case = z.strictObject({
  name: z.string(),
  params: z.record(z.string(), z.json()).default({}),
  isTraining: z.boolean(),
  inputs: z.array(Values).default([]),
  weights: Named,
  /** What the random stream gives, in order of the calls. */
  random: z.array(Values).default([]),
  /** The loss of the gradients is sum(output · upstream). */
  upstream: Values,
  output: Values,
  /** Null for labels. None at all for a kind without inputs. */
  inputGradients: z.array(Values.nullable()).default([]),
  weightGradients: Named,
  /** Non-trainable weights after the forward pass. */
  updates: Named,
});
export type GoldenCase = z.infer<typeof Case>;

const OptimizerCase = z.strictObject({
  name: z.string(),
  optimizer: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.enum(['adam', 'adamw']),
      beta1: z.number(),
      beta2: z.number(),
      epsilon: z.number(),
      weightDecay: z.number(),
    }),
    z.strictObject({
      type: z.literal('rmsprop'),
      decay: z.number(),
      momentum: z.number(),
      epsilon: z.number(),
      weightDecay: z.number(),
    }),
    z.strictObject({
      type: z.literal('sgd'),
      momentum: z.number(),
      isNesterov: z.boolean(),
      weightDecay: z.number(),
    }),
  ]),
  /** One for each step, as are gradients and the weights after it. */
  learningRates: z.array(z.number()),
  initial: Values,
  gradients: z.array(Values),
  weights: z.array(Values),
});
export type OptimizerGolden = z.infer<typeof OptimizerCase>;

/** A loss that runs a small network, which the test writes down too. */
const PenaltyCase = z.strictObject({
  name: z.string(),
  kind: z.string(),
  params: z.record(z.string(), z.json()),
  /** In the order of the loss's ports. */
  inputs: z.array(Values),
  /** Of the network. */
  weights: z.record(z.string(), Values),
  random: z.array(Values),
  /** Of the loss, before. */
  state: z.record(z.string(), Values),
  loss: z.number(),
  weightGradients: z.record(z.string(), Values),
  /** Null where none arrives. */
  inputGradients: z.array(Values.nullable()),
  updates: z.record(z.string(), Values),
});
export type PenaltyGolden = z.infer<typeof PenaltyCase>;

const OperationCase = z.strictObject({
  name: z.string(),
  kind: z.string(),
  params: z.record(z.string(), z.json()),
  inputs: z.array(Values),
  random: z.array(Values),
  /** The loss of the gradients is the sum of all outputs · upstreams. */
  upstreams: z.array(Values),
  outputs: z.array(Values),
  inputGradients: z.array(Values),
});
export type OperationGolden = z.infer<typeof OperationCase>;

/** The cases of one kind; none if it has no file. */
export function goldenCases(kind: string): readonly GoldenCase[] {
  return read(kind, Case);
}

export function goldenOptimizers(): readonly OptimizerGolden[] {
  return read('optimizers', OptimizerCase);
}

export function goldenPenalties(): readonly PenaltyGolden[] {
  return read('penalties', PenaltyCase);
}

export function goldenOperations(): readonly OperationGolden[] {
  return read('operations', OperationCase);
}

function read<T extends z.ZodType>(name: string, schema: T): readonly z.infer<T>[] {
  const file = new URL(`../golden/${name}.json`, import.meta.url);
  if (!existsSync(file)) return [];
  const File = z.strictObject({ torch: z.string(), cases: z.array(schema).min(1) });
  return File.parse(JSON.parse(readFileSync(file, 'utf8'))).cases;
}
