/** What the overlay says of one node, on its card: a number in the colour of its place on the scale, or a word. */
import { type CSSProperties, memo } from 'react';
import type { GraphId } from '../../graph/problem.ts';
import { useTexts } from '../texts/texts.ts';
import { colourAt, inkAt } from './colour-scale.ts';
import { useCardMark } from './overlay-state.ts';
import classes from './overlays.module.css';

interface CardOverlayProps {
  readonly graph: GraphId;
  readonly id: string;
}

export const CardOverlay = memo(function CardOverlay({ graph, id }: CardOverlayProps) {
  const mark = useCardMark(graph, id);
  const { overlays: t } = useTexts();
  if (!mark) return null;
  if (mark.type === 'reach') {
    return (
      <div className={classes.ring} data-reach={mark.reach}>
        <span className={classes.chip} title={t.reachMeans[mark.reach]}>
          {t.reach[mark.reach]}
        </span>
      </div>
    );
  }
  const { part, text, more, isBroken } = mark;
  const style: CSSProperties & Record<`--${string}`, string> =
    part === null ? {} : { '--overlay': colourAt(part), '--overlay-ink': inkAt(part) };
  return (
    <div className={classes.tint} data-broken={isBroken || undefined} style={style}>
      <span className={classes.chip} title={more} data-testid={`overlay-${id}`}>
        {text}
      </span>
    </div>
  );
});
