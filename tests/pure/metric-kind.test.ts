/** The metric node: ports, equations and papers by metric, and what is wrong with its inputs. */
import { describe, expect, it } from 'vitest';
import type { Document } from '../../graph-schemas/document.ts';
import { compile } from '../../src/compiler/compile.ts';
import { presets } from '../../src/graph/presets.ts';
import { definition } from '../../src/nodes/metric.ts';
import { parseTex } from '../../src/ui/equation/tex-parser.ts';

const metrics = [
  'sliced-wasserstein',
  'kernel-distance',
  'frechet-distance',
  'precision-recall',
  'pairwise-distance',
  'class-agreement',
  'reconstruction',
  'cycle-error',
  'mode-coverage',
] as const;

describe.each(metrics)('the metric %s', (metric) => {
  const params = definition.params.parse({ metric });

  it('has two ports, a short name and an equation that can be typeset', () => {
    const { inputs, outputs } = definition.ports(params as never);
    expect(inputs).toHaveLength(2);
    expect(outputs).toEqual([]);
    expect(definition.badge?.(params as never)).toMatch(/^[A-Z][^·]*( · random)? · 512$/);
    const about = definition.about?.(params as never);
    expect(parseTex(about?.equation ?? '\\none').unknown).toEqual([]);
    expect(about?.paper?.url ?? 'https://').toMatch(/^https:\/\//);
  });
});

/** A preset with one more metric, on these values. */
function problemsOf(
  id: string,
  metric: string,
  wires: Readonly<Record<string, string>>,
  features: Readonly<Record<string, string>> = { type: 'random' },
) {
  const preset = presets.find((candidate) => candidate.id === id);
  if (!preset) throw new Error(`no preset ${id}`);
  const document: Document = structuredClone(preset.document);
  document.objective.nodes.probe = { kind: 'metric', params: { metric, features } };
  for (const [port, from] of Object.entries(wires)) {
    document.objective.edges.push({ from, to: `probe.${port}` });
  }
  const { problems } = compile(document);
  return problems.flatMap(({ code, where, message }) =>
    where.node === 'probe' ? [`${code}: ${message}`] : [],
  );
}

describe('a metric on a canvas', () => {
  it('of class agreement takes images and the labels that were asked for', () => {
    const wires = { generated: 'generator.out', label: 'wanted.label' };
    expect(problemsOf('cgan', 'class-agreement', wires)).toEqual([]);
    const found = problemsOf('bigan', 'class-agreement', { generated: 'rebuilt.out' });
    expect(found).toEqual(['input.missing: metric expects a label at "label", found no wire']);
  });

  it('of features wants images, or vectors that are not too long', () => {
    const images = { real: 'data.image', generated: 'drawn.out' };
    const long = { real: 'x.out', generated: 'decode.out' };
    for (const metric of ['kernel-distance', 'frechet-distance', 'precision-recall']) {
      expect(problemsOf('bigan', metric, images)).toEqual([]);
      expect(problemsOf('bigan', metric, long)).toEqual([
        `shape.mismatch: ${metric} compares images, or at most 256 numbers a sample, got vector [784]`,
      ]);
    }
  });

  it('of features of a model wants its name, of a classifier the images that it learns from', () => {
    const images = { real: 'data.image', generated: 'drawn.out' };
    const found = (type: string, wires: Readonly<Record<string, string>>) =>
      problemsOf('bigan', 'frechet-distance', wires, { type });
    expect(found('classifier', images)).toEqual([]);
    expect(found('own', images)).toEqual([
      'metric.no-model: frechet-distance by features of your own model expects the name of one, found none',
    ]);
    const large = { real: 'generator.out', generated: 'generator.out' };
    expect(problemsOf('srgan', 'kernel-distance', large, { type: 'classifier' })).toEqual([
      expect.stringMatching(
        /^metric.no-labelled-data: kernel-distance by classifier features .*images of \d+×\d+×3/,
      ),
    ]);
  });

  it('compares samples of equal shape only', () => {
    const wires = { real: 'data.image', rebuilt: 'x.out' };
    expect(problemsOf('bigan', 'reconstruction', wires)).toEqual([
      'shape.mismatch: metric compares equal shapes, got image [28, 28, 1] and vector [784]',
    ]);
  });
});

describe('class agreement without a teacher', () => {
  it('says which data is missing', () => {
    const preset = presets.find(({ id }) => id === 'bigan');
    const document: Document = structuredClone(preset?.document as Document);
    document.objective.nodes.asked = { kind: 'random-label', params: { classes: 10 } };
    document.objective.nodes.probe = { kind: 'metric', params: { metric: 'class-agreement' } };
    document.objective.edges.push(
      { from: 'drawn.out', to: 'probe.generated' },
      { from: 'asked.label', to: 'probe.label' },
    );
    const found = compile(document).problems.filter(({ where }) => where.node === 'probe');
    expect(found.map(({ code }) => code)).toEqual(['metric.no-labelled-data']);
    expect(found[0]?.message).toContain('labels of 10 classes or more and images of 28×28×1');
  });
});
