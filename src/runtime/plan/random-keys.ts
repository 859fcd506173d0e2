/**
 * Numbers of random streams, so that no two uses meet: draws of sources above 2⁴⁰, layers and losses below. Within a
 * stream `RandomStream` counts its calls.
 */

const SOURCES = 2 ** 40;
const MOST_DRAWS = 2 ** 20;
const MOST_REPEATS = 2 ** 10;
const MOST_LAYERS = 2 ** 16;

/** The step that views are keyed by: their noise is that of the seed, at any step. */
export const VIEW_STEP = 2 ** 51;

/** What looks on while a run trains draws beside it: steps of its own, far from those of training. */
export const PROBE_STEP = 2 ** 52;

/** `draw` counts the draws of that source within the iteration. */
export function sourceStream(source: number, draw: number): number {
  return SOURCES + source * MOST_DRAWS + draw;
}

/** `stream` is that of the plan's step, `layer` the layer's position in its network (0 outside of networks). */
export function layerStream(stream: number, repeat: number, layer: number): number {
  return (stream * MOST_REPEATS + repeat) * MOST_LAYERS + layer;
}
