/** Where a network or block is used, each a link to the place; pointed at, the node on the canvas is ringed. */
import type { GraphId } from '../../graph/problem.ts';
import { type Use, usesOf } from '../../graph/uses.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import classes from './blocks.module.css';
import { pointAt } from './highlight.tsx';

export function UsesList({ graph }: { readonly graph: GraphId }) {
  const document = useDocumentStore((state) => state.document);
  const { uses: texts } = useTexts().structure;
  const uses = usesOf(document, graph);
  if (uses.length === 0) return <p className={classes.sentence}>{texts.none}</p>;
  return (
    <ul className={classes.uses} aria-label={texts.heading}>
      {uses.map((use) => (
        <li key={`${use.graph}/${use.node}`}>
          <UseLink use={use} />
        </li>
      ))}
    </ul>
  );
}

function UseLink({ use: { graph, node, how, repeat } }: { readonly use: Use }) {
  const { uses: texts } = useTexts().structure;
  const about =
    how === 'runs'
      ? texts.runs
      : how === 'trains'
        ? texts.trains
        : repeat === null
          ? ''
          : texts.copies(String(repeat));
  const point = () => pointAt({ graph, node });
  const leave = () => pointAt(null);
  return (
    <button
      type="button"
      className={classes.use}
      title={texts.show(node, graphName(graph))}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
      onClick={() => useCanvasStore.getState().revealPlace({ graph, node })}
    >
      <span>
        {graphName(graph)} › {node}
      </span>{' '}
      {about && <small>{about}</small>}
    </button>
  );
}
