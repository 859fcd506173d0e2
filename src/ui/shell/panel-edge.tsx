/** The border of a panel, where the panel is open and has a size of its own. */
import type { PanelName } from '../keyboard/panels.ts';
import { usePanelOpen } from './panel.tsx';
import { ResizeHandle } from './resize-handle.tsx';
import type { PanelSize } from './use-panel-size.ts';

interface PanelEdgeProps {
  readonly panel: PanelName;
  readonly size: PanelSize;
  readonly axis: 'x' | 'y';
  readonly isReversed?: boolean;
  readonly label: string;
}

export function PanelEdge({ panel, size, ...handle }: PanelEdgeProps) {
  const { isOpen, isNarrow } = usePanelOpen(panel);
  return isOpen && !isNarrow ? <ResizeHandle panel={size} {...handle} /> : null;
}
