/** The tour: each step is told from the document, "Do it for me" does it, and what comes out is the ring GAN. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { applyEdit, emptyDocument } from '../../src/graph/edit.ts';
import type { Edit } from '../../src/graph/edit-types.ts';
import { presets } from '../../src/graph/presets.ts';
import { castOf } from '../../src/ui/tour/roles.ts';
import type { StepId, TourState } from '../../src/ui/tour/step.ts';
import { isStepDone, TOUR } from '../../src/ui/tour/steps.ts';

const apply = (document: Document, edits: readonly Edit[]) =>
  edits.reduce((current, edit) => applyEdit(current, edit), document);

/** Does all steps before the named one. */
function before(id: StepId | null): TourState {
  let document = emptyDocument('Tour');
  let graph: TourState['graph'] = 'objective';
  for (const step of TOUR) {
    if (step.id === id) break;
    const cast = castOf(document);
    document = apply(document, step.edits?.(document, cast) ?? []);
    graph = step.canvas?.(castOf(document)) ?? 'objective';
  }
  return { document, graph, isTraining: false };
}

describe('the tour', () => {
  it.each(TOUR.filter(({ id, isTold }) => !isTold && id !== 'train'))(
    'at $id, is not done before, and done after it was done for the person',
    (step) => {
      const state = before(step.id);
      expect(isStepDone(step, state)).toBe(false);
      const cast = castOf(state.document);
      const document = apply(state.document, step.edits?.(state.document, cast) ?? []);
      const graph = step.canvas?.(castOf(document)) ?? 'objective';
      expect(isStepDone(step, { ...state, document, graph })).toBe(true);
      // What was done before stays done.
      for (const earlier of TOUR.slice(0, TOUR.indexOf(step)))
        if (!['enter', 'feed', 'judgeTwice'].includes(earlier.id))
          expect(isStepDone(earlier, { ...state, document, graph }), earlier.id).toBe(true);
    },
  );

  it('ends with a graph that has no problem and the networks of the ring preset', () => {
    const { document } = before(null);
    const { problems, summary, program } = compile(document);
    expect(problems).toEqual([]);
    const ring = presets.find(({ id }) => id === 'ring')?.document as Document;
    const sizes = (of: typeof summary) =>
      Object.values(of?.networks ?? {}).map(({ trainable }) => trainable);
    expect(sizes(summary)).toEqual(sizes(compile(ring).summary));
    expect(program?.length).toEqual({ type: 'steps', steps: 2000 });
    expect(program?.batchSize).toBe(256);
  });

  it('goes on from what a person built in another way and under other names', () => {
    const { document } = before('feed');
    const other = apply(document, [
      { type: 'rename-network', from: 'G', to: 'Painter' },
      { type: 'rename-node', graph: 'objective', from: 'noise', to: 'luck' },
    ]);
    const step = TOUR.find(({ id }) => id === 'feed');
    const cast = castOf(other);
    expect(cast).toMatchObject({ generator: 'Painter', noise: 'luck' });
    const wired = apply(other, step?.edits?.(other, cast) ?? []);
    expect(wired.objective.edges).toEqual([{ from: 'luck.out', to: 'generator.in' }]);
  });

  it('takes layers that a person wired by hand for what they are', () => {
    let { document } = before('more');
    document = apply(document, [
      { type: 'add-node', graph: 'networks.G', id: 'second', node: { kind: 'dense' } },
      { type: 'connect', graph: 'networks.G', edge: { from: 'tanh.out', to: 'second.in' } },
    ]);
    const step = TOUR.find(({ id }) => id === 'more');
    expect(step && isStepDone(step, { ...before('more'), document })).toBe(false);
    document = apply(document, step?.edits?.(document, castOf(document)) ?? []);
    expect(step && isStepDone(step, { ...before('more'), document })).toBe(true);
  });
});
