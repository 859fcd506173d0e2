/** The way from the objective to the canvas on show; each part leads back. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { ChevronIcon } from '../icons.tsx';
import { graphName } from '../words.ts';
import classes from './level.module.css';

export function Breadcrumb() {
  const trail = useCanvasStore((state) => state.trail);
  const goTo = useCanvasStore((state) => state.goTo);
  const last = trail.length - 1;
  return (
    <nav aria-label="Level">
      <ol className={classes.crumbs}>
        {trail.map((graph, level) => (
          <li key={graph}>
            {level > 0 && <ChevronIcon size={12} />}
            <button
              type="button"
              className={classes.crumb}
              aria-current={level === last ? 'page' : undefined}
              onClick={() => goTo(level)}
            >
              {graphName(graph)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
