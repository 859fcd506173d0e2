/** From the facts of an optimizer step to the overlay of its gradient. */
import { useTexts } from '../texts/texts.ts';
import { useOverlayStore } from './overlay-state.ts';
import classes from './overlays.module.css';

export function GradientLink({ step }: { readonly step: string }) {
  const { overlays: t } = useTexts();
  const isOn = useOverlayStore((state) => state.step === step);
  const { choose, showGradientOf } = useOverlayStore.getState();
  return (
    <button
      type="button"
      className={classes.link}
      aria-pressed={isOn}
      onClick={() => (isOn ? choose(null) : showGradientOf(step))}
    >
      {t.showReach}
    </button>
  );
}
