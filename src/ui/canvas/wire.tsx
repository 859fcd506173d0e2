/** A wire, coloured by what flows along it, with its shape written on it. */
import {
  BaseEdge,
  EdgeLabelRenderer,
  type EdgeProps,
  getBezierPath,
  getSmoothStepPath,
} from '@xyflow/react';
import { memo } from 'react';
import type { FlowEdge } from './flow-types.ts';
import classes from './wire.module.css';

/** A wire that goes back, as from a node to the one below it, runs between the two instead of across them. */
const pathOf = (props: EdgeProps<FlowEdge>) =>
  props.targetX < props.sourceX
    ? getSmoothStepPath({ ...props, borderRadius: 14, offset: 18 })
    : getBezierPath(props);

export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>) {
  const { data, selected = false } = props;
  const [path, x, y] = pathOf(props);
  return (
    <g data-port={data?.port} className={classes.wire} data-selected={selected}>
      <BaseEdge path={path} interactionWidth={18} className={classes.path ?? ''} />
      {data?.text && (
        <EdgeLabelRenderer>
          <div
            className={`${classes.label} nopan`}
            data-port={data.port}
            data-selected={selected}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {data.text}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});
