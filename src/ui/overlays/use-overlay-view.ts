/** What the overlay that is on says of a canvas, worked out anew where the document, the run or the choice changes. */
import { useMemo } from 'react';
import { gradientReach } from '../../compiler/gradient-reach.ts';
import { graphOf } from '../../graph/graph-of.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useThrough } from '../inspector/use-through.ts';
import { useTexts } from '../texts/texts.ts';
import { gradientView } from './gradient-view.ts';
import { liveReadings } from './live-readings.ts';
import { numberView } from './number-view.ts';
import { useOverlayStore } from './overlay-state.ts';
import type { OverlayView } from './overlay-types.ts';
import { staticReadings } from './static-readings.ts';

/** Null where no overlay is on, or where it has nothing to say yet. */
export function useOverlayView(graphId: GraphId): OverlayView | null {
  const overlay = useOverlayStore((state) => state.overlay);
  const step = useOverlayStore((state) => state.step);
  const compilation = useDocumentStore((state) => (overlay === null ? null : state.compilation));
  const graph = useDocumentStore((state) =>
    overlay === 'gradient' ? graphOf(state.document, graphId) : null,
  );
  const isLive = overlay === 'activations' || overlay === 'gradients';
  const probe = useRunStore((state) => (isLive ? state.probe : null));
  const trained = useRunStore((state) => (isLive ? (state.run?.program ?? null) : null));
  const through = useThrough();
  const { overlays: texts } = useTexts();
  return useMemo(() => {
    if (!compilation || overlay === null) return null;
    const { program } = compilation;
    if (overlay === 'gradient') {
      const reach = program && step !== null ? gradientReach(program, step) : null;
      return program && reach && graph
        ? gradientView(program, reach, graphId, graph, through)
        : null;
    }
    if (overlay === 'activations' || overlay === 'gradients') {
      if (!probe || !trained || probe.what !== overlay) return null;
      return numberView(liveReadings(probe, trained, graphId, through, texts));
    }
    return numberView(staticReadings(overlay, compilation, graphId, through, texts));
  }, [compilation, graph, graphId, overlay, probe, step, texts, through, trained]);
}
