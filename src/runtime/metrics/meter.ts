/** Starts measurements: which metric a view asks for, and what it needs besides samples. */
import type { Program, SourceProgram, ViewProgram } from '../../compiler/program.ts';
import { rangeOf } from '../../compiler/value-range.ts';
import type { Dataset } from '../../data/dataset.ts';
import { teaches } from '../../nodes/shared/labelled-feed.ts';
import { classAgreement } from './class-agreement.ts';
import type { Classifier } from './classifier.ts';
import { classifierOf } from './document-classifier.ts';
import { featureMeasure } from './feature-measure.ts';
import type { Measure, Values } from './measure.ts';
import { type Modes, modeCoverage } from './mode-coverage.ts';
import { pairwiseDistance } from './pairwise-spread.ts';
import { reconstruction } from './reconstruction.ts';
import { imagesOf, joined, type Samples, sizeOfOne } from './samples.ts';
import { imageDistance, slicedWasserstein } from './sliced-wasserstein.ts';

export class Meter {
  /** By dataset node: trained when first needed, kept for the run. */
  private readonly classifiers = new Map<string, Promise<Classifier> | null>();

  constructor(
    private readonly program: Program,
    private readonly data: Readonly<Record<string, Dataset>>,
  ) {}

  start(view: ViewProgram, metric: string): Measure {
    const ranges = view.values.map(({ value }) => rangeOf(this.program, view, value));
    switch (metric) {
      case 'sliced-wasserstein':
        return whole(distanceOf);
      case 'mode-coverage': {
        const modes = this.modesOf(view);
        // Data without known modes (a spiral, points of one's own) has nothing to count.
        return whole((_, { values }) => (modes ? { ...modeCoverage(values, modes) } : {}));
      }
      case 'class-agreement': {
        const classifier = this.classifierFor(view);
        return classifier ? classAgreement(() => classifier) : whole(() => ({}));
      }
      case 'reconstruction':
      case 'cycle-error': {
        const type = view.values[0]?.type;
        const isImage = type?.type === 'tensor' && type.shape.length === 3;
        const peak = isImage ? (ranges[0] === 'unit' ? 1 : 2) : null;
        return reconstruction(peak, metric === 'cycle-error' ? 'cycleError' : undefined);
      }
      case 'pairwise-distance':
        return pairwiseDistance();
      default: {
        const measure = featureMeasure(metric, ranges);
        if (measure) return measure;
        throw new Error(`internal: there is no metric "${metric}"`);
      }
    }
  }

  /** Of the data that the view's first value is drawn from. */
  private modesOf(view: ViewProgram): Modes | null {
    const value = view.values[0]?.value;
    const source = this.program.sources.find(({ outputs }) =>
      outputs.some((output) => output.value === value),
    );
    const dataset = source && this.data[source.node];
    return dataset?.type === 'points' ? (dataset.modes ?? null) : null;
  }

  private classifierFor(view: ViewProgram): Promise<Classifier> | null {
    const source = teacherOf(this.program, view);
    const dataset = source && this.data[source.node];
    if (!source || !dataset) return null;
    const known = this.classifiers.get(source.node);
    if (known !== undefined) return known;
    const trained = classifierOf(source, dataset);
    this.classifiers.set(source.node, trained);
    return trained;
  }
}

function teacherOf({ sources }: Program, { values }: ViewProgram): SourceProgram | undefined {
  const [generated, label] = values.map(({ type }) => type);
  if (generated?.type !== 'tensor' || label?.type !== 'label') return undefined;
  return sources.find(({ feed }) => feed && teaches(feed, generated.shape, label.classes));
}

/** Of metrics that need all samples at once. */
function whole(measure: (real: Samples, generated: Samples) => Values | Promise<Values>): Measure {
  const parts: (readonly Samples[])[] = [];
  return {
    async add(part) {
      parts.push(part);
    },
    async values() {
      const of = (port: number) => joined(parts.flatMap((part) => part[port] ?? []));
      return parts.length === 0 ? {} : measure(of(0), of(1));
    },
  };
}

async function distanceOf(real: Samples, generated: Samples): Promise<Values> {
  if (real.shape.length === 3) return imageDistance(imagesOf(real), imagesOf(generated));
  const distance = await slicedWasserstein(real.values, generated.values, sizeOfOne(real));
  return { slicedWasserstein: distance };
}
