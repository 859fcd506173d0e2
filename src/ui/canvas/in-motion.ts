/**
 * Large canvases on the move: what a zoom changes of their cards waits for its end, or hundreds of them would be laid out anew at each
 * turn of the wheel; and a hand that pans is kept from what lies under it.
 */
import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { FlowStore } from './flow-store.ts';
import type { FlowEdge, FlowNode } from './flow-types.ts';
import { raiseShield } from './shield.ts';

interface Motion {
  readonly isMoving: boolean;
}

export const useMotion = create<Motion>()(() => ({ isMoving: false }));

const REST_MS = 200;

export function InMotion() {
  const store = useStoreApi<FlowNode, FlowEdge>();
  useEffect(() => watchMotion(store), [store]);
  return null;
}

/** Returns what ends it. */
function watchMotion(store: FlowStore): () => void {
  let { transform } = store.getState();
  let rest: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(rest);
    rest = undefined;
    useMotion.setState({ isMoving: false });
  }

  const unsubscribe = store.subscribe((state) => {
    if (state.transform === transform) return;
    transform = state.transform;
    if (rest === undefined) useMotion.setState({ isMoving: true });
    clearTimeout(rest);
    rest = setTimeout(stop, REST_MS);
  });
  return () => {
    unsubscribe();
    stop();
    endPan();
  };
}

let shield: HTMLElement | null = null;

/** Of a move of the canvas. */
export function shieldPan(event: MouseEvent | TouchEvent | null): void {
  if (event?.type === 'mousemove') shield ??= raiseShield();
}

export function endPan(): void {
  shield?.remove();
  shield = null;
}
