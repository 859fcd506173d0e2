/** The way from the objective to the canvas on show: each part leads back, the signs between them to what stands beside. */
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import blocks from '../blocks/blocks.module.css';
import { leadName, SiblingMenu, UseSwitch } from '../blocks/way-menus.tsx';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import classes from './level.module.css';
import { dropCarried } from './wiring/wire-drop.ts';
import { useWireHand } from './wiring/wire-hand.ts';

export function Breadcrumb() {
  const document = useDocumentStore((state) => state.document);
  const trail = useCanvasStore((state) => state.trail);
  const nodes = useCanvasStore((state) => state.through);
  const goTo = useCanvasStore((state) => state.goTo);
  const copy = useCanvasStore((state) => state.copy);
  const { structure, wiring } = useTexts();
  const { way: texts } = structure;
  const isWiring = useWireHand(({ hand }) => hand !== null);
  const aimed = useWireHand(({ hand }) => (hand?.aim.type === 'level' ? hand.aim.level : null));
  const last = trail.length - 1;
  function titleOf(graph: GraphId, level: number, lead: string | null): string | undefined {
    if (isWiring && level < last) return wiring.levels.drop(graphName(graph));
    return lead === null ? undefined : texts.entered(lead);
  }
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
                {...(level < last ? { 'data-crumb': level } : {})}
                data-takes={(isWiring && level < last) || undefined}
                data-aim={aimed === level || undefined}
                title={titleOf(graph, level, lead)}
                onClick={({ clientX, clientY }) => {
                  if (!dropCarried({ x: clientX, y: clientY })) goTo(level);
                }}
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
