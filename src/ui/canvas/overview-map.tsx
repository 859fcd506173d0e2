/**
 * The minimap, for as long as some card lies outside of what is seen: it would only cover cards of a canvas that is seen
 * whole. Cards have the colour of their group, or that of the overlay. Folds away; works by keyboard.
 */
import {
  getNodesBounds,
  MiniMap,
  type MiniMapNodeProps,
  type ReactFlowState,
  useStore,
} from '@xyflow/react';
import { type KeyboardEvent, memo } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { CrossIcon, MapIcon } from '../icons.tsx';
import { useOverlayColour } from '../overlays/overlay-state.ts';
import { useTexts } from '../texts/texts.ts';
import { isNoteId } from './flow-types.ts';
import classes from './level.module.css';
import { lookFrom, lookTo, zoomIn, zoomOut } from './look.ts';

const PANEL = 'overview-map';

function isPartHidden({ nodes, nodeLookup, transform, width, height }: ReactFlowState): boolean {
  const [left, top, zoom] = transform;
  const bounds = getNodesBounds(nodes, { nodeLookup });
  const [x, y] = [bounds.x * zoom + left, bounds.y * zoom + top];
  return x < 0 || y < 0 || x + bounds.width * zoom > width || y + bounds.height * zoom > height;
}

export function OverviewMap() {
  const isPart = useStore(isPartHidden);
  const isFolded = useSettingsStore((state) => state.closedPanels.includes(PANEL));
  const setClosed = useSettingsStore((state) => state.setPanelClosed);
  const { map } = useTexts().layout;
  if (!isPart) return null;
  if (isFolded) {
    return (
      <button
        type="button"
        className={classes.mapToggle}
        title={map.show}
        aria-label={map.show}
        aria-expanded={false}
        onClick={() => setClosed(PANEL, false)}
      >
        <MapIcon />
      </button>
    );
  }
  return (
    <div className={classes.map}>
      <div
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is worked by the arrow keys.
        tabIndex={0}
        aria-label={`${map.title}. ${map.help}`}
        className={classes.mapArea}
        onKeyDown={onKey}
      >
        <MiniMap
          pannable
          zoomable
          className={classes.minimap ?? ''}
          ariaLabel={map.title}
          nodeComponent={MapNode}
          maskColor="color-mix(in srgb, var(--gv-page) 65%, transparent)"
          bgColor="var(--gv-panel)"
          onClick={(_event, { x, y }) => lookTo(x, y)}
        />
      </div>
      <button
        type="button"
        className={classes.mapClose}
        title={map.hide}
        aria-label={map.hide}
        aria-expanded
        onClick={() => setClosed(PANEL, true)}
      >
        <CrossIcon size={11} />
      </button>
    </div>
  );
}

/** Of the part that is seen. */
const STRIDE = 0.25;
const KEYS: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => lookFrom(-STRIDE, 0),
  ArrowRight: () => lookFrom(STRIDE, 0),
  ArrowUp: () => lookFrom(0, -STRIDE),
  ArrowDown: () => lookFrom(0, STRIDE),
  '+': zoomIn,
  '=': zoomIn,
  '-': zoomOut,
};

function onKey(event: KeyboardEvent): void {
  const run = KEYS[event.key];
  if (!run || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  run();
}

const MapNode = memo(function MapNode({ id, x, y, width, height }: MiniMapNodeProps) {
  const graph = useCanvasStore((state) => state.graph);
  const kind = useDocumentStore((state) => graphOf(state.document, graph)?.nodes[id]?.kind);
  const colour = useOverlayColour(id);
  const isNote = isNoteId(id);
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      rx={6}
      data-group={kind && definitionOf(kind)?.group}
      className={isNote ? classes.mapNote : classes.mapNode}
      {...(colour === null ? {} : { style: { fill: colour } })}
    />
  );
});
