/** The canvas on show with its breadcrumb. Each level is mounted afresh and finds its viewport again. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { usePageStore } from '../page-store.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import { Level } from './level.tsx';

export function Canvas() {
  const graph = useCanvasStore((state) => state.graph);
  const openings = usePageStore((state) => state.openings);
  const isStarted = usePageStore((state) => state.isStarted);
  return (
    <>
      {isStarted && <Level key={`${openings} ${graph}`} graphId={graph} />}
      <Breadcrumb />
    </>
  );
}
