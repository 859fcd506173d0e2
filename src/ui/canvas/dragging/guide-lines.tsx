/** The guides that what is in the hand keeps to. */
import { type ReactFlowState, useStore, ViewportPortal } from '@xyflow/react';
import { useGuides } from './drag-session.ts';
import classes from './guide-lines.module.css';
import type { Guide } from './guides.ts';

const zoomOf = ({ transform }: ReactFlowState) => transform[2];
const TICK = 5;

export function GuideLines() {
  const guides = useGuides((state) => state.guides);
  return guides.length > 0 && <Lines guides={guides} />;
}

function Lines({ guides }: { readonly guides: readonly Guide[] }) {
  const zoom = useStore(zoomOf);
  return (
    <ViewportPortal>
      <svg className={classes.lines} strokeWidth={1 / zoom} aria-hidden="true" data-testid="guides">
        {guides.map((guide) => (
          <path key={pathOf(guide, zoom)} d={pathOf(guide, zoom)} data-type={guide.type} />
        ))}
      </svg>
    </ViewportPortal>
  );
}

/** Gaps have a tick at each end. */
function pathOf({ type, from: [x1, y1], to: [x2, y2] }: Guide, zoom: number): string {
  const line = `M${x1} ${y1}L${x2} ${y2}`;
  if (type !== 'gap') return line;
  const tick = TICK / zoom;
  return y1 === y2
    ? `${line}M${x1} ${y1 - tick}v${2 * tick}M${x2} ${y2 - tick}v${2 * tick}`
    : `${line}M${x1 - tick} ${y1}h${2 * tick}M${x2 - tick} ${y2}h${2 * tick}`;
}
