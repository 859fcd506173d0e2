/** The newest sample sheet of the run, on the node that asks for it; before there is one, the room for it. */
import { useRef } from 'react';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { formatCount } from '../format.ts';
import { sheetShape } from '../run/sheet-shape.ts';
import { textsNow } from '../texts/texts.ts';
import classes from './node.module.css';

export function SamplePeek({ view }: { readonly view: string }) {
  const sheet = useRunStore((state) => state.sheets[view]?.sheets.at(-1));
  const shape = useShape(view);
  if (!sheet) {
    return shape === null ? null : (
      <div className={classes.peek} aria-hidden="true">
        <div className={classes.blank} style={{ aspectRatio: shape }} />
      </div>
    );
  }
  return (
    <img
      className={classes.peek}
      src={sheet.url}
      alt={textsNow().results.samples.newest(formatCount(sheet.step))}
      onLoad={({ currentTarget }) => {
        // Enlarged at least twofold its pixels may stay squares; smaller, they would come out uneven.
        const isCrisp = currentTarget.naturalWidth * 2 <= currentTarget.width;
        currentTarget.toggleAttribute('data-crisp', isCrisp);
      }}
    />
  );
}

/** While a document has an error it has no program: the card then keeps its size. */
function useShape(node: string): number | null {
  const shape = useDocumentStore(({ compilation: { program } }) => {
    const view = program?.views.find((candidate) => candidate.node === node);
    return program && view ? sheetShape(program, view) : undefined;
  });
  const known = useRef<number | null>(null);
  if (shape !== undefined) known.current = shape;
  return known.current;
}
