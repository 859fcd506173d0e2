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
import { useWireCourse } from './use-wire-course.ts';
import classes from './wire.module.css';
import { isBack, MIDDLE, pointOn, TURN } from './wire-course.ts';

/** A wire that goes back, as from a node to the one below it, runs between the two instead of across them. */
function pathOf(props: EdgeProps<FlowEdge>, centerY: number | undefined): string {
  if (!isBack(props)) return getBezierPath(props)[0];
  const level = centerY === undefined ? {} : { centerY };
  return getSmoothStepPath({ ...props, ...level, borderRadius: 14, offset: TURN })[0];
}

export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>) {
  const { id, data, selected = false } = props;
  const course = useWireCourse(id);
  // A label that has no room comes forward with its wire.
  const labelAt = course?.labelAt ?? (selected ? MIDDLE : null);
  const [x, y] = pointOn(props, labelAt ?? MIDDLE, course?.centerY);
  return (
    <g data-port={data?.port} className={classes.wire} data-selected={selected}>
      <BaseEdge
        path={pathOf(props, course?.centerY)}
        interactionWidth={18}
        className={classes.path ?? ''}
      />
      {data && course?.text && labelAt !== null && (
        <EdgeLabelRenderer>
          <div
            className={`${classes.label} nopan`}
            data-port={data.port}
            data-selected={selected}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {course.text}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});
