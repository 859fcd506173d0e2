/**
 * How far a number moves when a person drags it or presses an arrow. Whole numbers move by one, large ones by more;
 * others by a tenth of their size. Fine is a tenth of that; coarse ten times as much, or, for sizes (channels, units,
 * batches), from one power of two to the next.
 */
export type Pace = 'usual' | 'fine' | 'coarse';

export interface Steps {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  readonly integer?: boolean | undefined;
}

const PIXELS_A_UNIT = 4;
const PIXELS_A_DOUBLING = 40;
/** Numbers that may go so high count something that is usually a power of two. */
const LEAST_MOST_OF_SIZES = 256;

export function isSize({ min = -Infinity, max = Infinity, integer }: Steps): boolean {
  return integer === true && min >= 1 && max >= LEAST_MOST_OF_SIZES;
}

/** The number after a drag over so many pixels from where it was `start`. */
export function scrubbed(start: number, pixels: number, bounds: Steps, pace: Pace): number {
  if (pace === 'coarse' && isSize(bounds)) {
    return within(2 ** Math.round(Math.log2(start) + pixels / PIXELS_A_DOUBLING), bounds);
  }
  const unit = paced(start, bounds, pace);
  const perUnit = pace === 'fine' && bounds.integer ? 3 * PIXELS_A_UNIT : PIXELS_A_UNIT;
  const moved = Math.trunc(pixels / perUnit);
  if (moved === 0) return start;
  return within(pace === 'coarse' ? snapped(start, moved, unit) : start + moved * unit, bounds);
}

/** The number one arrow key on. */
export function stepped(value: number, direction: 1 | -1, bounds: Steps, pace: Pace = 'usual') {
  if (pace === 'coarse' && isSize(bounds)) {
    const power = Math.log2(value);
    return within(2 ** (direction > 0 ? Math.floor(power) + 1 : Math.ceil(power) - 1), bounds);
  }
  const unit = pace === 'usual' && bounds.integer ? 1 : paced(value, bounds, pace);
  return within(
    pace === 'coarse' ? snapped(value, direction, unit) : value + direction * unit,
    bounds,
  );
}

/** Several numbers that differ move together: sizes by one factor, others by one amount. */
export function moved(pixels: number, bounds: Steps, pace: Pace): (value: number) => number {
  if (!isSize(bounds)) return (value) => scrubbed(value, pixels, bounds, pace);
  const doublings = pixels / PIXELS_A_DOUBLING / (pace === 'fine' ? 10 : 2);
  const factor = 2 ** (pace === 'coarse' ? Math.round(pixels / PIXELS_A_DOUBLING) : doublings);
  return (value) => within(value * factor, bounds);
}

function paced(value: number, bounds: Steps, pace: Pace): number {
  const unit = unitOf(value, bounds);
  if (pace === 'coarse') return unit * 10;
  if (pace === 'usual') return unit;
  return bounds.integer ? 1 : unit / 10;
}

function unitOf(value: number, bounds: Steps): number {
  const { step, integer } = bounds;
  if (integer) return isSize(bounds) ? Math.max(1, 2 ** (Math.floor(Math.log2(value)) - 5)) : 1;
  const size = Math.abs(value) > 0 ? 10 ** Math.floor(Math.log10(Math.abs(value))) : 0.1;
  return step ?? size / 10;
}

/** On to multiples of the unit. */
function snapped(value: number, count: number, unit: number): number {
  const from = value / unit;
  const base = count > 0 ? Math.floor(from + 1e-9) : Math.ceil(from - 1e-9);
  return (base + count) * unit;
}

function within(value: number, { min = -Infinity, max = Infinity, integer }: Steps): number {
  const whole = integer ? Math.round(value) : Number(value.toPrecision(10));
  return Math.min(max, Math.max(min, whole));
}
