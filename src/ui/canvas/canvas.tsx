/** The canvas on show with its breadcrumb. Each level is mounted afresh and finds its viewport again. */

import { blankDocument } from '../../store/blank-document.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { Highlight } from '../blocks/highlight.tsx';
import { later } from '../later.tsx';
import { usePageStore } from '../page-store.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import classes from './level.module.css';
import { Level } from './level.tsx';

const SharedNotice = later(async () => (await import('../blocks/shared-notice.tsx')).SharedNotice);

export function Canvas() {
  const graph = useCanvasStore((state) => state.graph);
  const documentId = useDocumentStore((state) => state.documentId);
  const openings = usePageStore((state) => state.openings);
  const isStarted = usePageStore((state) => state.isStarted);
  const isBlank = useDocumentStore((state) => state.document === blankDocument);
  return (
    <>
      {(isStarted || !isBlank) && (
        <Level key={`${documentId} ${openings} ${graph}`} graphId={graph} />
      )}
      <div className={classes.top}>
        <Breadcrumb />
        <SharedNotice />
      </div>
      <Highlight />
    </>
  );
}
