/**
 * What is written on a wire, on the layer that React Flow has for labels. Its own `EdgeLabelRenderer` looks the layer up in the
 * page for every label at every move, which took most of the time of a drag; here it is looked up once for each canvas.
 */
import { useStore } from '@xyflow/react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { PortType } from '../../nodes/define.ts';
import { useDistance } from './far-sight.tsx';
import classes from './wire.module.css';

const layers = new WeakMap<Element, Element>();

function layerOf(canvas: Element | null): Element | null {
  if (!canvas) return null;
  const known = layers.get(canvas);
  if (known?.isConnected) return known;
  const layer = canvas.querySelector('.react-flow__edgelabel-renderer');
  if (layer) layers.set(canvas, layer);
  return layer;
}

interface WireLabelProps {
  readonly wire: string;
  readonly at: readonly [x: number, y: number];
  readonly port: PortType;
  readonly isSelected: boolean;
  readonly children: ReactNode;
}

export function WireLabel({ wire, at: [x, y], port, isSelected, children }: WireLabelProps) {
  const layer = layerOf(useStore(({ domNode }) => domNode));
  const isLegible = useDistance(({ distance }) => distance === 'near');
  if (!layer || !isLegible) return null;
  // Placed without a transform: each would be a layer of its own to the browser, of which a large canvas has too many.
  return createPortal(
    <div className={classes.labelAt} data-wire={wire} style={{ left: x, top: y }}>
      <span className={classes.label} data-port={port} data-selected={isSelected}>
        {children}
      </span>
    </div>,
    layer,
  );
}
