/** What the tour builds learns the ring: its points find the clouds as early as the preset's do. */
import { beforeAll, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { applyEdit, emptyDocument } from '../../src/graph/edit.ts';
import { startBackend } from '../../src/runtime/backends/start.ts';
import { castOf } from '../../src/ui/tour/roles.ts';
import { TOUR } from '../../src/ui/tour/steps.ts';
import { programOf } from './support/preset.ts';
import { open, train } from './support/runs.ts';

beforeAll(async () => {
  await startBackend('wasm');
});

/** By then the preset's points are in all eight clouds. */
const STEPS = 300;

/** What the steps build, with a metric that counts the clouds. */
function toured(): Document {
  let document = emptyDocument('Tour');
  for (const step of TOUR)
    document = (step.edits?.(document, castOf(document)) ?? []).reduce(applyEdit, document);
  const { data, generates } = castOf(document);
  const { nodes, edges } = document.objective;
  nodes.modes = { kind: 'metric', params: { metric: 'mode-coverage', samples: 2000 } };
  edges.push(
    { from: `${data}.points`, to: 'modes.real' },
    { from: `${generates}.out`, to: 'modes.generated' },
  );
  return document;
}

it('finds the clouds', { timeout: 300_000 }, async () => {
  const trainer = await open(programOf(toured(), 'none'));
  await train(trainer, STEPS);
  const [coverage] = await trainer.view('metrics');
  trainer.dispose();
  expect(coverage?.type === 'metric' && coverage.values.modes).toBeGreaterThanOrEqual(7);
});
