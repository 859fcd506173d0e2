/** The modes of the points that the run trains on, where its data is a mixture. */
import { useEffect, useState } from 'react';
import { useDataStore } from '../../store/data-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import type { Modes } from './draw-scatter.ts';

/** Built-in data by name, whatever the person has bound since the run began. */
const NO_NODE = '';

export function useModes(isWanted: boolean): Modes | null {
  const run = useRunStore((state) => state.run);
  const bindings = run?.bindings;
  const source = run?.program.sources.find(({ feed }) => feed?.transform.type === 'points');
  const binding = source && bindings?.[source.node];
  // Files of points carry no modes.
  const builtin = binding?.type === 'builtin' ? binding.name : null;
  const [modes, setModes] = useState<Modes | null>(null);
  useEffect(() => {
    setModes(null);
    if (!isWanted || builtin === null) return;
    let isCurrent = true;
    useDataStore
      .getState()
      .previewOf(NO_NODE, builtin)
      .then((dataset) => {
        if (isCurrent && dataset.type === 'points') setModes(dataset.modes ?? null);
      })
      .catch(() => {
        // Without the data the plot is drawn without circles.
      });
    return () => {
      isCurrent = false;
    };
  }, [isWanted, builtin]);
  return modes;
}
