/** Says, on entering what is used in several places, that a change changes all of them; offers a copy for this place. */
import { ActionIcon } from '@mantine/core';
import { useState } from 'react';
import { placesOfUse } from '../../graph/uses.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { CrossIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import classes from './blocks.module.css';
import { makeUseUnique, uniqueUse } from './structure-actions.ts';

/** Hidden for as long as the page lasts, by document and canvas. */
const hidden = new Set<string>();

export function SharedNotice() {
  const graph = useCanvasStore((state) => state.graph);
  const document = useDocumentStore((state) => state.document);
  const compilation = useDocumentStore((state) => state.compilation);
  const documentId = useDocumentStore((state) => state.documentId);
  // Which node led here decides what "this one" is.
  useCanvasStore((state) => state.through);
  const { shared, unique } = useTexts().structure;
  const [, redraw] = useState(0);
  const key = `${documentId} ${graph}`;
  const uses = placesOfUse(document, graph);
  if (uses.length < 2 || hidden.has(key)) return null;
  const copies = uses.reduce((sum, { graph, node, repeat }) => {
    const evaluated = compilation.graphs[graph]?.nodes[node]?.params?.repeat;
    return sum + (repeat !== null && typeof evaluated === 'number' ? evaluated : 1);
  }, 0);
  const isBlock = graph.startsWith('blocks.');
  const canvases = [...new Set(uses.map((use) => graphName(use.graph)))];
  const where = canvases.length < 3 ? canvases.join(', ') : shared.canvases(canvases.length);
  return (
    <aside className={classes.notice} data-quiet={!isBlock} aria-label={shared.label}>
      <p>{isBlock ? shared.notice(uses.length, copies, where) : shared.network(uses.length)}</p>
      {isBlock && uniqueUse() !== null && (
        <button type="button" className={classes.link} onClick={makeUseUnique}>
          {unique.action}
        </button>
      )}
      <ActionIcon
        size="sm"
        aria-label={shared.hide}
        title={shared.hide}
        onClick={() => {
          hidden.add(key);
          redraw((count) => count + 1);
        }}
      >
        <CrossIcon size={12} />
      </ActionIcon>
    </aside>
  );
}
