/** Asks for the course of one wire; all of a canvas are worked out together, once for every change of it. */
import { type InternalNode, type ReactFlowState, useStore } from '@xyflow/react';
import { type FlowEdge, type FlowNode, FRAME_Z } from './flow-types.ts';
import { type Box, type Course, type WireToPlace, wireCourses } from './wire-course.ts';

type State = ReactFlowState<FlowNode, FlowEdge>;
type Courses = ReadonlyMap<string, Course>;

let latest: { state: Read; isWhole: boolean; courses: Courses } | null = null;

/** What courses depend on. */
type Read = Pick<State, 'nodes' | 'edges' | 'nodeLookup'>;

/** Handles come to be known without new nodes, where a card keeps its size: until all are, any change may bring them. */
export function coursesOf(state: Read): Courses {
  if (latest && isSameCanvas(latest.state, state, latest.isWhole)) return latest.courses;
  const { edges, nodeLookup } = state;
  const wires = edges.flatMap((edge) => wireToPlace(edge, nodeLookup) ?? []);
  const courses = wireCourses(wires, [...nodeLookup.values()].filter(isInTheWay).map(boxOf));
  latest = { state, isWhole: wires.length === edges.length, courses };
  return courses;
}

const isSameCanvas = (a: Read, b: Read, isWhole: boolean) =>
  a === b || (isWhole && a.nodes === b.nodes && a.edges === b.edges);

/** Cards and notes; wires run across a frame. */
const isInTheWay = ({ type, zIndex }: InternalNode<FlowNode>) =>
  type === 'card' || zIndex !== FRAME_Z;

const isSame = (a: Course | undefined, b: Course | undefined) =>
  a?.labelAt === b?.labelAt && a?.centerY === b?.centerY && a?.text === b?.text;

export function useWireCourse(id: string): Course | undefined {
  return useStore((state) => coursesOf(state as unknown as State).get(id), isSame);
}

function boxOf({ internals, measured }: InternalNode<FlowNode>): Box {
  const { x, y } = internals.positionAbsolute;
  return { left: x, top: y, right: x + (measured.width ?? 0), bottom: y + (measured.height ?? 0) };
}

export function wireToPlace(edge: FlowEdge, lookup: State['nodeLookup']): WireToPlace | null {
  const source = lookup.get(edge.source);
  const target = lookup.get(edge.target);
  const from = source?.internals.handleBounds?.source?.find(({ id }) => id === edge.sourceHandle);
  const to = target?.internals.handleBounds?.target?.find(({ id }) => id === edge.targetHandle);
  if (!source || !target || !from || !to) return null;
  const [sourceBox, targetBox] = [boxOf(source), boxOf(target)];
  return {
    id: edge.id,
    from: `${edge.source}.${edge.sourceHandle}`,
    text: edge.data?.text ?? null,
    via: edge.data?.via,
    source: sourceBox,
    target: targetBox,
    sourceX: sourceBox.left + from.x + from.width,
    sourceY: sourceBox.top + from.y + from.height / 2,
    targetX: targetBox.left + to.x,
    targetY: targetBox.top + to.y + to.height / 2,
  };
}
