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

/** Between two columns that stand close there is no room for the batch axis. */
const NARROW = 110;
const textOf = ({ data, sourceX, targetX }: EdgeProps<FlowEdge>) =>
  targetX > sourceX && targetX - sourceX < NARROW ? data?.text?.replace('N × ', '') : data?.text;

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
            {textOf(props)}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});
