/** Which document trains behind the one on show, how far it is, and the way there. */
import { useRunStore } from '../../store/run-store.ts';
import type { RunStoreState } from '../../store/run-store-types.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import { formatCount } from '../format.ts';
import { useSampled } from '../run/use-sampled.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './tab-strip.module.css';

/** Fast enough to feel live, slow enough to read. */
const TEXT_MS = 500;
const elsewhereOf = (state: RunStoreState) => state.elsewhere;

export function RunElsewhere() {
  const elsewhere = useSampled(useRunStore, elsewhereOf, TEXT_MS);
  const name = useTabsStore((state) =>
    elsewhere ? state.tabs.find(({ id }) => id === elsewhere.documentId)?.name : undefined,
  );
  const texts = useTexts().files.tabs;
  if (!elsewhere || name === undefined) return null;
  return (
    <button
      type="button"
      className={classes.running}
      title={texts.show}
      onClick={() => useTabsStore.getState().show(elsewhere.documentId)}
    >
      <span className={classes.training} aria-hidden />
      {elsewhere.type === 'preparing'
        ? texts.prepares(name)
        : texts.trains(name, formatCount(elsewhere.step))}
    </button>
  );
}
