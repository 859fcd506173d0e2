/** Medians with their range, and ratios of neighbours in time. */

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** `12.3 (11.0–14.2)` */
export function spread(values, digits = 1) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

/** Taken round by round. */
export function ratio(above, below) {
  return spread(
    above.map((value, i) => value / below[i]),
    2,
  );
}
