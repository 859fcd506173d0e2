/** The curve of a wire that runs by itself from one card to another. Pure. */
import { getBezierPath, getSmoothStepPath, Position } from '@xyflow/react';
import { type Ends, isBack, TURN } from './wire-course.ts';

const SIDES = { sourcePosition: Position.Right, targetPosition: Position.Left } as const;

/** A wire that goes back, as from a node to the one below it, runs between the two instead of across them. */
export function curveOf(ends: Ends, centerY: number | undefined): string {
  const { sourceX, sourceY, targetX, targetY } = ends;
  const from = { sourceX, sourceY, targetX, targetY, ...SIDES };
  if (!isBack(ends)) return getBezierPath(from)[0];
  const level = centerY === undefined ? {} : { centerY };
  return getSmoothStepPath({ ...from, ...level, borderRadius: 14, offset: TURN })[0];
}
