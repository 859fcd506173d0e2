/** What the run panels compute before they draw. */
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LossSeries } from '../../src/store/loss-series.ts';
import type { RunState } from '../../src/store/run-state.ts';
import {
  formatBytes,
  formatDuration,
  formatLoss,
  formatMs,
  shortCount,
} from '../../src/ui/format.ts';
import { classCounts, pictureGrid } from '../../src/ui/run/draw-dataset.ts';
import { ticksOf } from '../../src/ui/run/draw-scatter.ts';
import { fitPixels } from '../../src/ui/run/fit-pixels.ts';
import { curveStyle } from '../../src/ui/run/loss-colors.ts';
import { chartColumns, hasNonPositive, smoothed } from '../../src/ui/run/loss-data.ts';
import { mainAction } from '../../src/ui/run/main-action.ts';
import { describeMetric } from '../../src/ui/run/metric-text.ts';
import { advance, following, indexOn, moveTo, togglePlay } from '../../src/ui/run/timeline.ts';
import { subscribeSampled } from '../../src/ui/run/use-sampled.ts';

const paused: RunState = { type: 'paused', runId: 'a', step: 5, isOpen: true };

describe('the main button', () => {
  it('trains when nothing has run, and leads to the problems where the graph has errors', () => {
    expect(mainAction({ type: 'idle' }, false, 0, false)).toMatchObject({
      type: 'train',
      isEnabled: true,
      isBlockedByProblems: false,
    });
    const blocked = mainAction({ type: 'idle' }, false, 2, false);
    expect(blocked).toMatchObject({ type: 'train', isEnabled: false, isBlockedByProblems: true });
    expect(blocked.help).toContain('2 errors');
  });

  it('pauses a run that trains and resumes one that is paused, errors in the new graph or not', () => {
    expect(mainAction({ type: 'training', runId: 'a' }, false, 3, false)).toMatchObject({
      type: 'pause',
      isEnabled: true,
    });
    expect(mainAction(paused, true, 3, false)).toMatchObject({
      type: 'resume',
      isEnabled: true,
      offersAnew: false,
    });
  });

  it('offers a new run beside resuming when the graph is sound', () => {
    expect(mainAction(paused, false, 0, false).offersAnew).toBe(true);
  });

  it('offers the new graph while the old one trains, once they differ', () => {
    const training: RunState = { type: 'training', runId: 'a' };
    expect(mainAction(training, false, 0, false).offersAnew).toBe(false);
    expect(mainAction(training, true, 0, false).offersAnew).toBe(true);
    expect(mainAction(training, true, 1, false).offersAnew).toBe(false);
  });

  it('begins no run while its data is being read, but goes on with one', () => {
    const begins = mainAction({ type: 'idle' }, false, 0, true);
    expect(begins).toMatchObject({ type: 'train', isEnabled: false, isBlockedByProblems: false });
    expect(begins.help).toContain('data');
    expect(mainAction(paused, false, 0, true)).toMatchObject({
      type: 'resume',
      isEnabled: true,
      offersAnew: false,
    });
  });

  it('waits while a pause or a stop is under way', () => {
    expect(mainAction({ type: 'pausing', runId: 'a' }, false, 0, false)).toMatchObject({
      isEnabled: false,
      label: 'Pausing',
    });
    expect(mainAction({ type: 'stopping', runId: 'a' }, false, 0, false)).toMatchObject({
      isEnabled: false,
      label: 'Stopping',
    });
  });
});

describe('the loss chart', () => {
  it('smooths without a bias towards zero and keeps gaps', () => {
    const constant = smoothed([4, 4, null, 4], 0.9);
    expect(constant[2]).toBeNull();
    for (const i of [0, 1, 3]) expect(constant[i]).toBeCloseTo(4, 10);
  });

  it('smooths noise towards its mean', () => {
    const noisy = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0 : 2));
    expect(smoothed(noisy, 0.98).at(-1)).toBeCloseTo(1, 1);
  });

  it('leaves zero and below out of a logarithmic axis only', () => {
    const series = new LossSeries(['a']);
    [1, 0, -1, 2].forEach((value, step) => {
      series.append(step, [value]);
    });
    const window = series.window(100);
    expect(hasNonPositive(window)).toBe(true);
    expect(chartColumns(window, 0, true).raw[0]).toEqual([1, null, null, 2]);
    expect(chartColumns(window, 0, false).raw[0]).toEqual([1, 0, -1, 2]);
  });

  it('draws a hundred thousand steps from about as many points as asked, spikes included', () => {
    const series = new LossSeries(['a', 'b']);
    for (let step = 0; step < 100_000; step++) series.append(step, [step === 54_321 ? 50 : 1, 2]);
    const { steps, raw } = chartColumns(series.window(1200), 0.9, false);
    expect(steps.length).toBeLessThanOrEqual(1202);
    expect(Math.max(...(raw[0] ?? []).map((value) => value ?? 0))).toBe(50);
  });

  it('gives no two curves of a theme the same look', () => {
    for (const isDark of [false, true]) {
      const looks = Array.from({ length: 20 }, (_, i) => JSON.stringify(curveStyle(i, isDark)));
      expect(new Set(looks).size).toBe(20);
    }
  });

  it('keeps every curve colour readable against its panel', () => {
    for (let i = 0; i < 8; i++) {
      expect(contrast(curveStyle(i, false).color, '#ffffff')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(curveStyle(i, true).color, '#161c25')).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('the scrubber', () => {
  const steps = [0, 100, 200, 300];

  it('follows the newest until a step is chosen, and again from the end', () => {
    expect(indexOn(following, steps)).toBe(3);
    expect(indexOn(moveTo(1, steps), [...steps, 400])).toBe(1);
    expect(indexOn(moveTo(3, steps), [...steps, 400])).toBe(4);
  });

  it('stays at the chosen step when older sheets are thinned out', () => {
    expect(indexOn(moveTo(2, steps), [0, 200, 300, 400])).toBe(1);
    expect(indexOn(moveTo(2, steps), [0, 300, 400])).toBe(0);
  });

  it('plays from the start when it stood at the end, and ends by following', () => {
    let timeline = togglePlay(following, steps);
    const seen = [indexOn(timeline, steps)];
    while (timeline.isPlaying) {
      timeline = advance(timeline, steps);
      seen.push(indexOn(timeline, steps));
    }
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(timeline).toEqual(following);
  });

  it('has nothing to play with one sheet', () => {
    expect(togglePlay(following, [0])).toEqual(following);
  });
});

describe('pictures', () => {
  it('enlarges a sheet by a whole number of screen pixels where that fills its box well', () => {
    const size = fitPixels({ width: 100, height: 50 }, { width: 350, height: 400 }, 2);
    expect(size).toEqual({ width: 350, height: 175, isSmooth: false });
    expect(fitPixels({ width: 100, height: 50 }, { width: 250, height: 400 }, 1)).toEqual({
      width: 200,
      height: 100,
      isSmooth: false,
    });
  });

  it('enlarges a sheet by a fraction rather than leave it small, and never blurs it', () => {
    expect(fitPixels({ width: 100, height: 50 }, { width: 190, height: 400 }, 1)).toEqual({
      width: 190,
      height: 95,
      isSmooth: false,
    });
  });

  it('shrinks a sheet that is larger than its box, smoothly', () => {
    expect(fitPixels({ width: 1000, height: 500 }, { width: 200, height: 200 }, 1)).toEqual({
      width: 200,
      height: 100,
      isSmooth: true,
    });
  });

  it('counts classes by name, and none where there are no labels', () => {
    const images = {
      type: 'images',
      name: 'x',
      count: 3,
      height: 1,
      width: 1,
      channels: 1,
      pixels: new Uint8Array(3),
    } as const;
    expect(classCounts(images)).toEqual([]);
    expect(
      classCounts({ ...images, labels: new Uint8Array([1, 1, 0]), classNames: ['cat', 'dog'] }),
    ).toEqual([
      { name: 'cat', count: 1 },
      { name: 'dog', count: 2 },
    ]);
    expect(pictureGrid(images).height).toBe(1);
  });

  it('puts zero among the ticks of a scatter plot', () => {
    expect(ticksOf(3)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    expect(ticksOf(0.5)).toContain(0);
    expect(ticksOf(0)).toEqual([0]);
  });
});

describe('numbers in words', () => {
  it('writes durations in their two largest units', () => {
    expect(formatDuration(45.2)).toBe('45 s');
    expect(formatDuration(200)).toBe('3 min 20 s');
    expect(formatDuration(7500)).toBe('2 h 5 min');
    expect(formatDuration(Number.POSITIVE_INFINITY)).toBe('–');
  });

  it('writes losses so that small, large and missing ones can be told apart', () => {
    expect(formatLoss(0.68314)).toBe('0.6831');
    expect(formatLoss(-12.5)).toBe('−12.50');
    expect(formatLoss(1.2e-6)).toBe('1.20e-6');
    expect(formatLoss(null)).toBe('–');
    expect(formatLoss(Number.POSITIVE_INFINITY)).toBe('∞');
  });

  it('writes counts, sizes and times with their units', () => {
    expect(shortCount(51_400_000)).toBe('51.4 M');
    expect(formatBytes(1_400_000_000)).toBe('1.40 GB');
    expect(formatMs(1250)).toBe('1.25 s');
  });

  it('says how many modes are covered and how good the samples are', () => {
    expect(describeMetric({ modes: 8, totalModes: 8, highQuality: 0.93 })).toEqual({
      rows: [
        { label: 'Modes', value: '8 of 8' },
        { label: 'High quality', value: '93 %' },
      ],
      note: null,
    });
    expect(describeMetric({ slicedWasserstein: 0.0312, slicedWasserstein16: 2 })).toEqual({
      rows: [
        { label: 'Sliced Wasserstein', value: '0.03120' },
        { label: 'at 16 px', value: '2.000' },
      ],
      note: 'Lower is better.',
    });
    expect(describeMetric({ slicedWasserstein: 2, slicedWasserstein16: 2 }).rows).toHaveLength(1);
    expect(describeMetric({}).note).toBe('Nothing to measure on this data.');
    expect(describeMetric({ classAgreement: 0.831, classifierAccuracy: 0.97 })).toEqual({
      rows: [
        { label: 'As asked', value: '83 %' },
        { label: 'Classifier, on real', value: '97 %' },
      ],
      note: 'Higher is better.',
    });
    expect(describeMetric({ meanAbsoluteDifference: 0.05, psnr: 23.456 }).rows).toEqual([
      { label: 'Mean difference', value: '0.05000' },
      { label: 'PSNR', value: '23.5 dB' },
    ]);
  });
});

describe('reading a store that ticks', () => {
  it('notifies at most once an interval and always of the last change', () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const listeners = new Set<(state: number, before: number) => void>();
    let value = 0;
    const store = {
      getState: () => value,
      subscribe(listener: (state: number, before: number) => void) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    const seen: number[] = [];
    const stop = subscribeSampled(
      store,
      (state) => state,
      40,
      () => seen.push(value),
    );
    for (let i = 1; i <= 30; i++) {
      const before = value;
      value = i;
      for (const listener of listeners) listener(value, before);
      vi.advanceTimersByTime(4);
    }
    vi.advanceTimersByTime(60);
    stop();
    // Soon after the first change, then every 40 ms of the 120, the last time for what came last.
    expect(seen).toEqual([1, 10, 20, 30]);
    expect(listeners.size).toBe(0);
  });
});

/** WCAG contrast of two opaque colours. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
