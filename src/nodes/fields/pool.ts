/** The fields of pooling, and where its windows lie. */
import type { Fault, Shape } from '../define.ts';
import { at, imageOf, isFault } from '../shapes.ts';
import { type Placement, placeConv, sightOfConv } from '../shared/padding.ts';
import type { Sight } from '../shared/window.ts';
import { numeric } from './numeric.ts';
import { type PaddingChoice, padding } from './padding.ts';

export function poolFields() {
  const length = (label: string, help: string) =>
    numeric(2, { label, help, min: 1, max: 256, integer: true, unit: 'elements' });
  return {
    size: length('Size', 'Height and width of a window.'),
    stride: length('Stride', 'From one window to the next.'),
    padding: padding({ type: 'valid' }),
  };
}

export interface PoolParams {
  readonly size: number;
  readonly stride: number;
  readonly padding: PaddingChoice;
}

export function poolBadge({ size, stride }: PoolParams): string {
  return size === stride ? `${size}×${size}` : `${size}×${size} ↓${stride}`;
}

/** Refuses windows that could lie in the padding alone. */
export function placePool(
  kind: string,
  { size, stride, padding }: PoolParams,
  input: Shape,
): (Placement & { readonly channels: number }) | Fault {
  const image = imageOf(kind, input);
  if (isFault(image)) return image;
  const placement = placeConv([image[0], image[1]], { kernel: size, stride, padding });
  if (isFault(placement)) return placement;
  const most = Math.max(...placement.padding);
  if (most < size) return { ...placement, channels: image[2] };
  return {
    fault: `${kind} expects padding smaller than its size ${size}, got ${most}`,
    field: 'padding',
  };
}

export function poolShape(kind: string, params: PoolParams, inputs: readonly Shape[]) {
  const placement = placePool(kind, params, at(inputs));
  return isFault(placement) ? placement : [placement.height, placement.width, placement.channels];
}

export function poolSight({ size, ...params }: PoolParams, inputs: readonly Shape[]): Sight {
  return sightOfConv(at(inputs), { kernel: size, ...params });
}

/** For a forward pass, which comes after the shapes were checked. */
export function placed(kind: string, params: PoolParams, batch: readonly number[]): Placement {
  const placement = placePool(kind, params, batch.slice(1));
  if (isFault(placement)) throw new Error(`internal: ${placement.fault}`);
  return placement;
}
