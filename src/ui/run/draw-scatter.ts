/** Draws real and generated points of the plane on a canvas: axes, the points, and circles round the modes. */

export interface ScatterData {
  /** x and y interleaved. */
  readonly real: Float32Array;
  readonly generated: Float32Array;
  /** Both axes run from − this to + this. */
  readonly range: number;
}

export interface Modes {
  readonly centres: readonly (readonly [number, number])[];
  readonly stdDev: number;
}

export interface ScatterInk {
  readonly real: string;
  readonly generated: string;
  readonly grid: string;
  readonly axis: string;
  readonly text: string;
  readonly mode: string;
}

export const scatterInk = (isDark: boolean): ScatterInk =>
  isDark
    ? {
        real: 'rgb(150 160 175 / 55%)',
        generated: 'rgb(255 159 67 / 70%)',
        grid: 'rgb(255 255 255 / 7%)',
        axis: 'rgb(255 255 255 / 28%)',
        text: '#a6a7ab',
        mode: 'rgb(92 184 242 / 80%)',
      }
    : {
        real: 'rgb(90 105 125 / 45%)',
        generated: 'rgb(194 65 12 / 62%)',
        grid: 'rgb(0 0 0 / 7%)',
        axis: 'rgb(0 0 0 / 30%)',
        text: '#5c5f66',
        mode: 'rgb(11 98 168 / 75%)',
      };

/** Samples this many deviations from a centre count as good ones. */
const MODE_DEVIATIONS = 3;
const MARGIN = 22;

/** @param side of the square canvas in CSS pixels; the context is scaled to them. */
export function drawScatter(
  context: CanvasRenderingContext2D,
  side: number,
  data: ScatterData,
  modes: Modes | null,
  ink: ScatterInk,
): void {
  const plot = side - 2 * MARGIN;
  const toX = (x: number) => MARGIN + ((x + data.range) / (2 * data.range)) * plot;
  const toY = (y: number) => side - toX(y);
  context.clearRect(0, 0, side, side);
  drawAxes(context, side, data.range, toX, toY, ink);
  context.save();
  context.beginPath();
  context.rect(MARGIN, MARGIN, plot, plot);
  context.clip();
  drawPoints(context, data.real, toX, toY, ink.real, 2);
  drawPoints(context, data.generated, toX, toY, ink.generated, 2.5);
  if (modes) {
    const radius = Math.max(5, (MODE_DEVIATIONS * modes.stdDev * plot) / (2 * data.range));
    context.strokeStyle = ink.mode;
    context.lineWidth = 1.25;
    for (const [x, y] of modes.centres) {
      context.beginPath();
      context.arc(toX(x), toY(y), radius, 0, 2 * Math.PI);
      context.stroke();
    }
  }
  context.restore();
}

type Axis = (value: number) => number;

function drawPoints(
  context: CanvasRenderingContext2D,
  points: Float32Array,
  toX: Axis,
  toY: Axis,
  color: string,
  size: number,
): void {
  context.fillStyle = color;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i] ?? 0;
    const y = points[i + 1] ?? 0;
    context.fillRect(toX(x) - size / 2, toY(y) - size / 2, size, size);
  }
}

function drawAxes(
  context: CanvasRenderingContext2D,
  side: number,
  range: number,
  toX: Axis,
  toY: Axis,
  ink: ScatterInk,
): void {
  context.lineWidth = 1;
  context.font = '10px system-ui, sans-serif';
  context.fillStyle = ink.text;
  for (const tick of ticksOf(range)) {
    const x = Math.round(toX(tick)) + 0.5;
    const y = Math.round(toY(tick)) + 0.5;
    context.strokeStyle = tick === 0 ? ink.axis : ink.grid;
    context.beginPath();
    context.moveTo(x, MARGIN);
    context.lineTo(x, side - MARGIN);
    context.moveTo(MARGIN, y);
    context.lineTo(side - MARGIN, y);
    context.stroke();
    const label = String(tick).replace('-', '−');
    context.textAlign = 'center';
    context.textBaseline = 'top';
    context.fillText(label, x, side - MARGIN + 5);
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(label, MARGIN - 5, y);
  }
}

/** About six round numbers from −range to range, zero among them. */
export function ticksOf(range: number): readonly number[] {
  if (!(range > 0)) return [0];
  const rough = range / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const unit = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? power;
  const count = Math.floor(range / unit + 1e-9);
  return Array.from({ length: 2 * count + 1 }, (_, i) =>
    Number(((i - count) * unit).toPrecision(6)),
  );
}
