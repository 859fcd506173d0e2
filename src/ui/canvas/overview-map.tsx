/** The minimap, for as long as some card lies outside of what is seen: it would only cover cards of a canvas that is seen whole. */
import { getNodesBounds, MiniMap, type Node, type ReactFlowState, useStore } from '@xyflow/react';
import classes from './level.module.css';

const colourOf = (node: Node) => (node.type === 'note' ? 'transparent' : 'var(--gv-line-strong)');

function isPartHidden({ nodes, nodeLookup, transform, width, height }: ReactFlowState): boolean {
  const [left, top, zoom] = transform;
  const bounds = getNodesBounds(nodes, { nodeLookup });
  const [x, y] = [bounds.x * zoom + left, bounds.y * zoom + top];
  return x < 0 || y < 0 || x + bounds.width * zoom > width || y + bounds.height * zoom > height;
}

export function OverviewMap() {
  const isShown = useStore(isPartHidden);
  if (!isShown) return null;
  return (
    <MiniMap
      pannable
      zoomable
      className={classes.minimap ?? ''}
      ariaLabel="Overview of the canvas"
      nodeColor={colourOf}
      nodeBorderRadius={6}
      maskColor="color-mix(in srgb, var(--gv-page) 65%, transparent)"
      bgColor="var(--gv-panel)"
    />
  );
}
