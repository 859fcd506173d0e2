/** A merged canvas in React Flow, to be looked at: it pans and zooms, and nothing in it can be changed. */

import { useComputedColorScheme } from '@mantine/core';
import {
  BaseEdge,
  Controls,
  type Edge,
  type EdgeProps,
  type Node,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { useMemo } from 'react';
import { wirePath } from '../../compare/diff-svg.ts';
import {
  CARD,
  type MergedCanvas,
  type MergedCard,
  type MergedWire,
} from '../../compare/merged-canvas.ts';
import type { GraphId } from '../../graph/problem.ts';
import { innerGraph } from '../canvas/node-title.ts';
import classes from './compare.module.css';
import { compareTexts } from './compare-texts.ts';
import { cardTitle, changesText, DiffCard } from './diff-card.tsx';

export type DiffNode = Node<{ readonly card: MergedCard }, 'diff'>;
type DiffEdge = Edge<{ readonly fate: MergedWire['fate'] }, 'diff'>;

const NODE_TYPES = { diff: DiffCard };
const EDGE_TYPES = { diff: DiffWire };

interface DiffFlowProps {
  readonly canvas: MergedCanvas;
  readonly label: string;
  readonly onEnter: (graph: GraphId) => void;
}

export function DiffFlow({ canvas, label, onEnter }: DiffFlowProps) {
  const texts = compareTexts.use();
  const colorMode = useComputedColorScheme('light');
  const nodes = useMemo(
    () =>
      canvas.cards.map((card): DiffNode => {
        const fate = texts.report.fates[card.fate];
        return {
          id: card.key,
          type: 'diff',
          position: { x: card.left, y: card.top },
          width: CARD.width,
          height: card.height,
          data: { card },
          ariaLabel: texts.graphs.card(cardTitle(card), fate, changesText(card)),
        };
      }),
    [canvas, texts],
  );
  const edges = useMemo(
    () =>
      canvas.wires.map(({ key, fate, from, to }): DiffEdge => {
        const names = `${from.card.slice(1)}.${from.port} → ${to.card.slice(1)}.${to.port}`;
        return {
          id: key,
          type: 'diff',
          source: from.card,
          sourceHandle: from.port,
          target: to.card,
          targetHandle: to.port,
          data: { fate },
          zIndex: fate === 'kept' ? 0 : 1,
          focusable: fate !== 'kept',
          ariaLabel: texts.graphs.card(names, texts.report.fates[fate], ''),
        };
      }),
    [canvas, texts],
  );
  return (
    <section className={classes.flow} aria-label={label}>
      <ReactFlowProvider>
        <ReactFlow<DiffNode, DiffEdge>
          id="compare"
          colorMode={colorMode}
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          nodesDraggable={false}
          nodesConnectable={false}
          elementsSelectable={false}
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          minZoom={0.1}
          maxZoom={2}
          fitView
          fitViewOptions={{ padding: 0.08, maxZoom: 1.4 }}
          onNodeDoubleClick={(_event, { data }) => {
            const inner = innerGraph(data.card.node);
            if (inner) onEnter(inner);
          }}
        >
          <Controls showInteractive={false} />
        </ReactFlow>
      </ReactFlowProvider>
    </section>
  );
}

function DiffWire({ sourceX, sourceY, targetX, targetY, data }: EdgeProps<DiffEdge>) {
  const middle = { x: (sourceX + targetX) / 2, y: (sourceY + targetY) / 2 };
  return (
    <g className={classes.diffWire} data-fate={data?.fate}>
      <BaseEdge path={wirePath(sourceX, sourceY, targetX, targetY)} interactionWidth={0} />
      {data && data.fate !== 'kept' && (
        <text
          className={classes.wireSign}
          {...middle}
          textAnchor="middle"
          dominantBaseline="central"
        >
          {data.fate === 'added' ? '+' : '−'}
        </text>
      )}
    </g>
  );
}
