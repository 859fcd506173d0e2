/** The wire in the hand. Over a port that refuses it, the reason stands beside the pointer. */
import { type ConnectionLineComponentProps, getBezierPath, useViewport } from '@xyflow/react';
import { refusalOf } from './connect.ts';
import type { FlowNode } from './flow-types.ts';
import classes from './wire.module.css';

export function ConnectionLine(props: ConnectionLineComponentProps<FlowNode>) {
  const { fromX, fromY, toX, toY, fromPosition, toPosition } = props;
  const { connectionStatus, fromNode, fromHandle, toNode, toHandle } = props;
  const { zoom } = useViewport();
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  });
  const reason =
    connectionStatus === 'invalid' && toNode && toHandle
      ? refusalOf({ fromNode, fromHandle, toNode, toHandle })
      : null;
  return (
    <g>
      <path
        d={path}
        className={classes.drawing}
        data-status={connectionStatus}
        data-port="tensor"
      />
      {reason && (
        <foreignObject
          // Read at any zoom.
          transform={`translate(${toX} ${toY}) scale(${1 / zoom})`}
          x={14}
          y={14}
          width={280}
          height={140}
          overflow="visible"
        >
          <div className={classes.reason}>{reason}</div>
        </foreignObject>
      )}
    </g>
  );
}
