/** Tells the canvas from how far it is seen, so that titles stay readable where small print is not. Draws nothing. */
import { type ReactFlowState, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { create } from 'zustand';

/** Below the first, cards show their titles alone; below the second, those as large as the card allows. */
const FAR = 0.52;
const FARTHER = 0.38;

const distanceOf = ({ transform: [, , zoom] }: ReactFlowState) =>
  zoom < FARTHER ? 'farther' : zoom < FAR ? 'far' : 'near';
/** Of the canvas on show. */
export const useDistance = create<{ readonly distance: ReturnType<typeof distanceOf> }>()(() => ({
  distance: 'near',
}));

const elementOf = ({ domNode }: ReactFlowState) => domNode;

export function FarSight() {
  const distance = useStore(distanceOf);
  const element = useStore(elementOf);
  useEffect(() => {
    element?.setAttribute('data-distance', distance);
    useDistance.setState({ distance });
  }, [element, distance]);
  return null;
}
