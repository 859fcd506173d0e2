/** What an overlay is: numbers or marks on the cards of a canvas, and what they mean. */
import type { Reach, WireReach } from '../../compiler/gradient-reach.ts';
import type { Scale } from './colour-scale.ts';

export const STATIC_OVERLAYS = ['parameters', 'cost', 'memory', 'receptive-field'] as const;
export const LIVE_OVERLAYS = ['activations', 'gradients'] as const;
export const NUMBER_OVERLAYS = [...STATIC_OVERLAYS, ...LIVE_OVERLAYS] as const;
export type StaticOverlay = (typeof STATIC_OVERLAYS)[number];
export type LiveOverlay = (typeof LIVE_OVERLAYS)[number];
export type NumberOverlay = StaticOverlay | LiveOverlay;
/** `gradient` is the reach of one step's gradient. */
export type Overlay = NumberOverlay | 'gradient';

/** A number on a card. */
export interface Reading {
  readonly value: number;
  readonly text: string;
  /** More of it, for the pointer and for screen readers. */
  readonly more?: string;
}

export type CardMark =
  | {
      readonly type: 'number';
      readonly text: string;
      readonly more: string;
      readonly part: number | null;
      readonly isBroken: boolean;
    }
  | { readonly type: 'reach'; readonly reach: Reach | 'none' };

export interface OverlayView {
  readonly cards: ReadonlyMap<string, CardMark>;
  /** By `edgeKey`; empty where wires mean nothing. */
  readonly wires: ReadonlyMap<string, WireReach | 'none'>;
  readonly scale: Scale | null;
}
