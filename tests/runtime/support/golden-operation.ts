/** An operation of the catalog on the inputs and random numbers of a golden case. */
import * as tf from '@tensorflow/tfjs-core';
import { catalog } from '../../../src/nodes/catalog.ts';
import type { OperationDefinition } from '../../../src/nodes/define.ts';
import { ops } from '../../../src/runtime/ops/ops.ts';
import { replay } from '../../parity/support/forward.ts';
import type { OperationGolden } from '../../parity/support/golden.ts';

export function operation(kind: string): OperationDefinition {
  const definition = catalog.get(kind);
  if (definition?.family !== 'operation') throw new Error(`${kind} is no operation`);
  return definition;
}

export function openOperation({ kind, params }: OperationGolden) {
  const definition = operation(kind);
  return { definition, params: definition.params.parse(params) };
}

export function runOperation(
  golden: OperationGolden,
  inputs: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  const { definition, params } = openOperation(golden);
  const random = replay(golden.random);
  const batchSize = inputs[0]?.shape[0] ?? 1;
  const context = { tf, ops, isTraining: true, random, iteration: 0, batchSize };
  return definition.forward(context, params, inputs);
}
