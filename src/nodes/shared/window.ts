/**
 * What the elements of an output see of an input along one axis, padding included: the geometry that receptive fields
 * are composed of. Gaps of dilated kernels count as seen.
 */

/** From the first element to the last, both counted; the last before the first where nothing is seen. */
export type Span = readonly [first: number, last: number];

/** Element i sees `spans[i mod spans.length]`, moved on by `step` for every whole turn through the spans. */
export interface Window {
  readonly step: number;
  readonly spans: readonly Span[];
}

/** Of rows and of columns; or every element sees everything. */
export type Sight = readonly [rows: Window, columns: Window] | 'all';

/** Every element sees the one at its own place. */
export const ownPlace: Window = { step: 1, spans: [[0, 0]] };

/** `reach` elements from one end of the window to the other, which moves by `stride`; `before` of padding come first. */
export function sliding(reach: number, stride: number, before: number): Window {
  return { step: stride, spans: [[-before, reach - 1 - before]] };
}

/** Element j of the input is stamped on the elements of the output from stride · j − before on. */
export function stamped(kernel: number, stride: number, before: number): Window {
  return phases(stride, (at) => [
    Math.ceil((at + before - kernel + 1) / stride),
    Math.floor((at + before) / stride),
  ]);
}

/** Every element `factor` times. */
export function enlarged(factor: number): Window {
  return phases(factor, () => [0, 0]);
}

/** Between the centres of neighbours. */
export function blended(factor: number): Window {
  return phases(factor, (at) => {
    const place = (at + 0.5) / factor - 0.5;
    return [Math.floor(place), Math.ceil(place)];
  });
}

/** The same elements, the first of them at `first`. */
export function moved(first: number): Window {
  return { step: 1, spans: [[first, first]] };
}

function phases(count: number, span: (phase: number) => Span): Window {
  return { step: 1, spans: Array.from({ length: count }, (_, phase) => span(phase)) };
}
