/**
 * Tells the canvas from how far it is seen, so that cards say what can be read from there, in type that keeps its size on
 * the screen. Draws nothing.
 */
import { type ReactFlowState, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { LEAST_ZOOM } from './first-look.ts';
import { useMotion } from './in-motion.ts';

/** From here on cards show all; from the middle what they are, their numbers and their shape; from afar their names. */
export const NEAR_ZOOM = 0.7;

const distanceOf = ({ transform: [, , zoom] }: ReactFlowState) =>
  zoom < LEAST_ZOOM ? 'far' : zoom < NEAR_ZOOM ? 'middle' : 'near';
/** Of the canvas on show. */
export const useDistance = create<{ readonly distance: ReturnType<typeof distanceOf> }>()(() => ({
  distance: 'near',
}));

/** Type grows in steps: each has the whole canvas laid out anew. */
const STEP = 1.12;

/** By how much type has to be larger on the canvas than on the screen. */
const enlargementOf = ({ transform: [, , zoom] }: ReactFlowState) =>
  zoom >= 1 ? 1 : Number((STEP ** Math.round(Math.log(1 / zoom) / Math.log(STEP))).toFixed(3));

const elementOf = ({ domNode }: ReactFlowState) => domNode;

export function FarSight() {
  const distance = useStore(distanceOf);
  const enlargement = useStore(enlargementOf);
  const element = useStore(elementOf);
  const isMoving = useMotion((state) => state.isMoving);
  useEffect(() => {
    if (isMoving) return;
    element?.setAttribute('data-distance', distance);
    useDistance.setState({ distance });
  }, [element, distance, isMoving]);
  useEffect(() => {
    if (!isMoving) element?.style.setProperty('--far', String(enlargement));
  }, [element, enlargement, isMoving]);
  return null;
}
