/** Every layer and loss kind computes what PyTorch computes: output, all gradients, moved statistics. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/nodes/catalog.ts';
import type { LayerDefinition, LossDefinition } from '../../src/nodes/define.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { ops } from '../../src/runtime/ops/ops.ts';
import { type GoldenCase, goldenCases } from './support/golden.ts';
import { expectNear } from './support/near.ts';
import { runCase } from './support/run-case.ts';

const computing = [...catalog.values()].filter(
  (definition): definition is LayerDefinition | LossDefinition =>
    definition.family === 'layer' ||
    // Those that run a network are compared in tests/runtime/penalties.test.ts.
    (definition.family === 'loss' && !definition.network),
);

describe('the golden files', () => {
  it.each(computing.map(({ kind }) => kind))('hold values of %s', (kind) => {
    expect(goldenCases(kind).length).toBeGreaterThan(0);
  });
});

describe.each(computing.map((definition) => [definition.kind, definition] as const))(
  'shapes and weights of %s',
  (kind, definition) => {
    it.each(named(goldenCases(kind)))('agree with PyTorch: %s', (_, golden) => {
      const params = definition.params.parse(golden.params);
      const inputs = golden.inputs.map(({ shape }) => shape.slice(1));
      const ports = definition.ports(params).inputs;
      const needed = ports.filter(({ isOptional }) => !isOptional);
      expect(inputs.length).toBeGreaterThanOrEqual(needed.length);
      expect(inputs.length).toBeLessThanOrEqual(ports.length);
      if (definition.family === 'loss') {
        expect(definition.check(params, inputs)).toBeNull();
        expect(golden.output.shape).toEqual([]);
        return;
      }
      expect(definition.shape(params, inputs)).toEqual(golden.output.shape.slice(1));
      const weights = definition.weights?.(params, inputs) ?? [];
      expect(Object.fromEntries(weights.map(({ name, shape }) => [name, shape]))).toEqual(
        Object.fromEntries(
          Object.entries(golden.weights).map(([name, { shape }]) => [name, shape]),
        ),
      );
      const trainable = weights.filter(({ isTrainable }) => isTrainable).map(({ name }) => name);
      expect(trainable.sort()).toEqual(Object.keys(golden.weightGradients).sort());
    });
  },
);

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  beforeAll(async () => {
    await startBackend(backend);
  }, 60_000);

  describe.each(computing.map((definition) => [definition.kind, definition] as const))(
    '%s',
    (kind, definition) => {
      it.each(named(goldenCases(kind)))('computes what PyTorch computes: %s', async (_, golden) => {
        const before = tf.memory().numTensors;
        const found = await runCase(definition, golden, ops);
        expectNear('output', found.output, golden.output);
        golden.inputGradients.forEach((expected, index) => {
          const gradient = found.inputGradients[index];
          if (expected === null) expect(gradient).toBeNull();
          else expectNear(`gradient to input ${index}`, gradient, expected);
        });
        for (const [name, expected] of Object.entries(golden.weightGradients)) {
          expectNear(`gradient to ${name}`, found.weightGradients[name], expected);
        }
        expect(Object.keys(found.updates).sort()).toEqual(Object.keys(golden.updates).sort());
        for (const [name, expected] of Object.entries(golden.updates)) {
          expectNear(`moved ${name}`, found.updates[name], expected);
        }
        expect(tf.memory().numTensors).toBe(before);
      });
    },
  );
});

function named(cases: readonly GoldenCase[]) {
  return cases.map((golden) => [golden.name, golden] as const);
}
