/** The way from the objective to the canvas on show: each part leads back, the signs between them to what stands beside. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import blocks from '../blocks/blocks.module.css';
import { leadName, SiblingMenu, UseSwitch } from '../blocks/way-menus.tsx';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import classes from './level.module.css';

export function Breadcrumb() {
  const document = useDocumentStore((state) => state.document);
  const trail = useCanvasStore((state) => state.trail);
  const nodes = useCanvasStore((state) => state.through);
  const goTo = useCanvasStore((state) => state.goTo);
  const copy = useCanvasStore((state) => state.copy);
  const { way: texts } = useTexts().structure;
  const last = trail.length - 1;
  return (
    <nav aria-label={texts.label}>
      <ol className={classes.crumbs}>
        {trail.map((graph, level) => {
          const lead = leadName(document, { trail, nodes }, level);
          return (
            <li key={graph}>
              {level > 0 && <SiblingMenu level={level} />}
              <button
                type="button"
                className={classes.crumb}
                aria-current={level === last ? 'page' : undefined}
                title={lead === null ? undefined : texts.entered(lead)}
                onClick={() => goTo(level)}
              >
                {graphName(graph)}
                {lead !== null && <span className={blocks.entered}> · {lead}</span>}
                {copy > 0 && level === last && <span className={blocks.entered}> #{copy + 1}</span>}
              </button>
            </li>
          );
        })}
        <li>
          <UseSwitch />
        </li>
      </ol>
    </nav>
  );
}
