/** Sample sheets, scatter plots and metrics of a run, when they are due. */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Program, ViewProgram } from '../../compiler/program.ts';
import { rangeOf } from '../../compiler/value-range.ts';
import type { Dataset } from '../../data/dataset.ts';
import type { Stages } from '../plan/stages.ts';
import type { ViewResult } from '../trainer-types.ts';
import { classesShown } from './by-class.ts';
import { Collector, type Samples } from './collect.ts';
import { type Modes, modeCoverage } from './mode-coverage.ts';
import { drawSheet } from './sheet.ts';
import { imageDistance, slicedWasserstein } from './sliced-wasserstein.ts';

export type Which = 'samples' | 'metrics' | 'all';

export class Views {
  private readonly collector: Collector;

  constructor(
    private readonly program: Program,
    private readonly stages: Stages,
    averages: ReadonlyMap<string, ReadonlyMap<string, Tensor>>,
    private readonly data: Readonly<Record<string, Dataset>>,
  ) {
    this.collector = new Collector(program, stages, averages, data);
  }

  /** `all` shows every view, due or not. */
  async show(which: Which, step: number): Promise<readonly ViewResult[]> {
    const results: ViewResult[] = [];
    for (const view of this.stages.at(step).program.views) {
      if (this.isWanted(view, which, step)) results.push(await this.result(view, step));
    }
    return results;
  }

  private isWanted({ spec }: ViewProgram, which: Which, step: number): boolean {
    if (which === 'all') return true;
    if (spec.type !== 'metric') return which === 'samples';
    const measurement = Math.floor(step / Math.max(1, this.program.measureEvery));
    return which === 'metrics' && measurement % spec.every === 0;
  }

  private async result(view: ViewProgram, step: number): Promise<ViewResult> {
    const { spec, node, title } = view;
    const names = { view: node, title };
    switch (spec.type) {
      case 'preview': {
        const rows = await this.collector.collect(view, spec.columns, step);
        const images = rows.map((samples, i) => ({
          ...imagesOf(samples, spec.columns),
          range: rangeOf(this.program, view, view.values[i]?.value ?? ''),
        }));
        return {
          type: 'preview',
          ...names,
          ...drawSheet(images, classesShown(this.program, view)),
        };
      }
      case 'scatter': {
        const [real, generated] = await this.collector.collect(view, spec.count, step);
        return {
          type: 'scatter',
          ...names,
          real: real?.values ?? new Float32Array(),
          generated: generated?.values ?? new Float32Array(),
          range: spec.range,
        };
      }
      case 'metric': {
        const [real, generated] = await this.collector.collect(view, spec.samples, step);
        const values = real && generated ? this.measure(view, real, generated) : {};
        return { type: 'metric', ...names, values };
      }
      default:
        return unreachable(spec);
    }
  }

  private measure(
    view: ViewProgram,
    real: Samples,
    generated: Samples,
  ): Readonly<Record<string, number>> {
    const { spec } = view;
    if (spec.type !== 'metric') return {};
    if (spec.metric === 'mode-coverage') {
      const modes = this.modesOf(view);
      // Data without known modes (a spiral, points of one's own) has nothing to count.
      return modes ? { ...modeCoverage(generated.values, modes) } : {};
    }
    if (real.shape.length === 3) {
      return imageDistance(imagesOf(real, spec.samples), imagesOf(generated, spec.samples));
    }
    const dimensions = real.shape.reduce((product, axis) => product * axis, 1);
    return {
      slicedWasserstein: slicedWasserstein(real.values, generated.values, dimensions),
    };
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
}

function imagesOf({ values, shape }: Samples, count: number) {
  const [height = 1, width = 1, channels = 1] = shape;
  return { values, count, height, width, channels };
}

function unreachable(value: never): never {
  throw new Error(`internal: no view of the form ${JSON.stringify(value)}`);
}
