/** Starts measurements: which metric a view asks for, and what it needs besides samples. */
import type { Program, ViewProgram } from '../../compiler/program.ts';
import { rangeOf } from '../../compiler/value-range.ts';
import type { Dataset } from '../../data/dataset.ts';
import { gives, teaches } from '../../nodes/shared/labelled-feed.ts';
import { isOnFeatures } from '../../nodes/shared/metrics.ts';
import type { MetricFeatures } from '../../nodes/specs.ts';
import { classAgreement } from './class-agreement.ts';
import { classifierExtractor, type Extractor, randomExtractor } from './extractor.ts';
import { featureMeasure } from './feature-measure.ts';
import { keptClassifier } from './kept-classifiers.ts';
import type { Measure, Values } from './measure.ts';
import { MeasureError, type MetricStore, NO_STORE } from './metric-store.ts';
import { type Modes, modeCoverage } from './mode-coverage.ts';
import { loadOwnModel, type OwnModel, ownExtractor } from './own-model.ts';
import { pairwiseDistance } from './pairwise-spread.ts';
import type { Pause } from './pause.ts';
import { reconstruction } from './reconstruction.ts';
import { imagesOf, joined, type Samples, sizeOfOne } from './samples.ts';
import { imageDistance, slicedWasserstein } from './sliced-wasserstein.ts';

export class Meter {
  /** By name: loaded when first needed, let go with the run. */
  private readonly models = new Map<string, Promise<OwnModel>>();

  constructor(
    private readonly program: Program,
    private readonly data: Readonly<Record<string, Dataset>>,
    private readonly store: MetricStore = NO_STORE,
  ) {}

  /** `pause` is what its long parts call between their pieces. */
  async start(
    view: ViewProgram,
    metric: string,
    features: MetricFeatures,
    pause?: Pause,
  ): Promise<Measure> {
    const ranges = view.values.map(({ value }) => rangeOf(this.program, view, value));
    switch (metric) {
      case 'sliced-wasserstein':
        return whole((real, generated) => distanceOf(real, generated, pause));
      case 'pairwise-distance':
        return pairwiseDistance(pause);
      case 'mode-coverage': {
        const modes = this.modesOf(view);
        if (!modes) throw new MeasureError(NO_MODES);
        return whole((_, { values }) => ({ ...modeCoverage(values, modes) }));
      }
      case 'class-agreement': {
        const { classifier } = await this.teacherOf(view, labelClasses(view), pause);
        return classAgreement(async () => classifier);
      }
      case 'reconstruction':
      case 'cycle-error': {
        const type = view.values[0]?.type;
        const isImage = type?.type === 'tensor' && type.shape.length === 3;
        const peak = isImage ? (ranges[0] === 'unit' ? 1 : 2) : null;
        return reconstruction(peak, metric === 'cycle-error' ? 'cycleError' : undefined);
      }
      default: {
        if (!isOnFeatures(metric)) throw new Error(`internal: there is no metric "${metric}"`);
        const extractor = await this.extractorFor(view, features, pause);
        return featureMeasure(metric, ranges, extractor, pause);
      }
    }
  }

  dispose(): void {
    for (const model of this.models.values()) {
      model.then((loaded) => loaded.dispose()).catch(() => {});
    }
    this.models.clear();
  }

  private async extractorFor(
    view: ViewProgram,
    features: MetricFeatures,
    pause: Pause | undefined,
  ): Promise<Extractor> {
    switch (features.type) {
      case 'random':
        return randomExtractor;
      case 'classifier': {
        const { classifier, range } = await this.teacherOf(view, null, pause);
        return classifierExtractor(async () => classifier, range);
      }
      case 'own':
        return ownExtractor(await this.modelOf(features.model), features.range);
      default:
        return features satisfies never;
    }
  }

  private modelOf(name: string): Promise<OwnModel> {
    const known = this.models.get(name);
    if (known) return known;
    const loaded = loadOwnModel(name, this.store);
    this.models.set(name, loaded);
    // Once the person has loaded it, the next measurement finds it.
    loaded.catch(() => this.models.delete(name));
    return loaded;
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

  /** The classifier that images like the view's generated ones are judged by; `classes` null wants no labels of the document. */
  private async teacherOf(view: ViewProgram, classes: number | null, pause: Pause | undefined) {
    const type = view.values[classes === null ? 1 : 0]?.type;
    const shape = type?.type === 'tensor' ? type.shape : [];
    const source = this.program.sources.find(
      ({ feed }) => feed && (classes === null ? gives(feed, shape) : teaches(feed, shape, classes)),
    );
    const dataset = source && this.data[source.node];
    const classifier =
      source && dataset && (await keptClassifier(source, dataset, this.store, pause));
    if (!classifier) throw new MeasureError(NO_CLASSIFIER);
    const transform = source?.feed?.transform;
    return { classifier, range: transform?.type === 'image' ? transform.range : 'symmetric' };
  }
}

/** Data without known modes (a spiral, points of one's own) has nothing to count. */
const NO_MODES =
  'modes are counted on data that is a mixture of Gaussians; this data is none. Choose the built-in ring or grid, or another metric';
const NO_CLASSIFIER =
  'a classifier learns from eight labelled images or more; this data has no labels, or fewer images. Choose data with labels, or other features';

function labelClasses({ values }: ViewProgram): number {
  const type = values[1]?.type;
  return type?.type === 'label' ? type.classes : Number.POSITIVE_INFINITY;
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

async function distanceOf(real: Samples, generated: Samples, pause?: Pause): Promise<Values> {
  if (real.shape.length === 3)
    return imageDistance(imagesOf(real), imagesOf(generated), undefined, pause);
  const [a, b, n] = [real.values, generated.values, sizeOfOne(real)];
  const distance = await slicedWasserstein(a, b, n, undefined, pause);
  return { slicedWasserstein: distance };
}
