/** The newest sample sheet of the run, on the node that asks for it. */
import { useRunStore } from '../../store/run-store.ts';
import classes from './node.module.css';

export function SamplePeek({ view }: { readonly view: string }) {
  const sheet = useRunStore((state) => state.sheets[view]?.sheets.at(-1));
  if (!sheet) return null;
  return (
    <img
      className={classes.peek}
      src={sheet.url}
      alt={`Samples at step ${sheet.step}`}
      onLoad={({ currentTarget }) => {
        // Enlarged at least twofold its pixels may stay squares; smaller, they would come out uneven.
        const isCrisp = currentTarget.naturalWidth * 2 <= currentTarget.width;
        currentTarget.toggleAttribute('data-crisp', isCrisp);
      }}
    />
  );
}
