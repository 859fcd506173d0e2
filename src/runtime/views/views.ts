/** Sample sheets, scatter plots and metrics of a run, when they are due. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { classesShown } from '../../compiler/classes-shown.ts';
import type { Program, ViewProgram } from '../../compiler/program.ts';
import { rangeOf } from '../../compiler/value-range.ts';
import type { Dataset } from '../../data/dataset.ts';
import { Meter } from '../metrics/meter.ts';
import { MeasureError, type MetricStore } from '../metrics/metric-store.ts';
import { createPause } from '../metrics/pause.ts';
import { imagesOf } from '../metrics/samples.ts';
import type { Stages } from '../plan/stages.ts';
import type { ViewResult } from '../trainer-types.ts';
import { Collector } from './collect.ts';
import { drawSheet } from './sheet.ts';

export type Which = 'samples' | 'metrics' | 'all';

export class Views {
  private readonly collector: Collector;
  private readonly meter: Meter;

  constructor(
    private readonly program: Program,
    private readonly stages: Stages,
    averages: ReadonlyMap<string, ReadonlyMap<string, Tensor>>,
    data: Readonly<Record<string, Dataset>>,
    metricStore: MetricStore | undefined,
  ) {
    this.collector = new Collector(program, stages, averages, data);
    this.meter = new Meter(program, data, metricStore);
  }

  /** `all` shows every view, due or not. Measurements stop where the signal is aborted, with its reason. */
  async show(which: Which, step: number, signal?: AbortSignal): Promise<readonly ViewResult[]> {
    const results: ViewResult[] = [];
    for (const view of this.stages.at(step).program.views) {
      if (this.isWanted(view, which, step)) results.push(await this.result(view, step, signal));
    }
    return results;
  }

  /** Names the pipelines of the sheets that a run begins with. */
  runDry(step: number): void {
    for (const view of this.stages.at(step).program.views) {
      const { spec } = view;
      if (spec.type !== 'metric')
        this.collector.runDry(view, spec.type === 'preview' ? spec.columns : spec.count, step);
    }
  }

  private isWanted({ spec }: ViewProgram, which: Which, step: number): boolean {
    if (which === 'all') return true;
    if (spec.type !== 'metric') return which === 'samples';
    const measurement = Math.floor(step / Math.max(1, this.program.measureEvery));
    return which === 'metrics' && measurement % spec.every === 0;
  }

  private async result(view: ViewProgram, step: number, signal?: AbortSignal): Promise<ViewResult> {
    const { spec, node, title } = view;
    const names = { view: node, title };
    switch (spec.type) {
      case 'preview': {
        const rows = await this.collector.collect(view, spec.columns, step);
        const images = rows.map((samples, i) => ({
          ...imagesOf(samples),
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
        const result = { type: 'metric', ...names, samples: spec.samples } as const;
        try {
          return { ...result, values: await this.measured(view, spec, step, signal) };
        } catch (error) {
          if (!(error instanceof MeasureError)) throw error;
          return { ...result, values: {}, fault: error.message };
        }
      }
      default:
        return unreachable(spec);
    }
  }

  private async measured(
    view: ViewProgram,
    { metric, features, samples }: MetricSpec,
    step: number,
    signal: AbortSignal | undefined,
  ) {
    const pause = createPause(signal);
    const measure = await this.meter.start(view, metric, features, pause);
    for await (const part of this.collector.parts(view, samples, step)) {
      await measure.add(part);
      await pause();
    }
    return measure.values();
  }

  dispose(): void {
    this.meter.dispose();
  }
}

type MetricSpec = Extract<ViewProgram['spec'], { type: 'metric' }>;

function unreachable(value: never): never {
  throw new Error(`internal: no view of the form ${JSON.stringify(value)}`);
}
