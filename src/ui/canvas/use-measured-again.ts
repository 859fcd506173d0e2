/**
 * Has React Flow measure a card again where its ports are others. Whatever it mounts it measures by itself; each further request
 * makes all cards and wires of the canvas look at its store, so those of one commit go together.
 */
import { useUpdateNodeInternals } from '@xyflow/react';
import { useEffect, useRef } from 'react';

type Measure = ReturnType<typeof useUpdateNodeInternals>;

const waiting = new Map<Measure, Set<string>>();

function request(measure: Measure, id: string): void {
  const known = waiting.get(measure);
  if (known) {
    known.add(id);
    return;
  }
  waiting.set(measure, new Set([id]));
  queueMicrotask(() => {
    const ids = waiting.get(measure);
    waiting.delete(measure);
    if (ids) measure([...ids]);
  });
}

export function useMeasuredAgain(id: string, portNames: string): void {
  const measure = useUpdateNodeInternals();
  const measuredWith = useRef(portNames);
  useEffect(() => {
    if (measuredWith.current === portNames) return;
    measuredWith.current = portNames;
    request(measure, id);
  }, [id, portNames, measure]);
}
