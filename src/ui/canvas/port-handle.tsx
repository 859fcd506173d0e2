/**
 * A port on a card. Has the names by which React Flow measures where its ports are, and nothing else of its `Handle`: wires are drawn
 * by gestures of our own (`wiring/`), and each `Handle` would look at the whole store at every move of the canvas.
 */
import { useNodeId } from '@xyflow/react';
import type { PortType } from '../../nodes/define.ts';
import classes from './node.module.css';
import place from './port-handle.module.css';

interface PortHandleProps {
  readonly side: 'input' | 'output';
  readonly name: string;
  readonly port: PortType;
  readonly hint: string;
  readonly label: string;
  readonly isOptional?: boolean;
}

const SIDES = { input: ['left', 'target'], output: ['right', 'source'] } as const;

export function PortHandle({ side, name, port, hint, label, isOptional }: PortHandleProps) {
  const node = useNodeId();
  const [position, type] = SIDES[side];
  return (
    <div
      data-nodeid={node}
      data-handleid={name}
      data-handlepos={position}
      className={`react-flow__handle react-flow__handle-${position} nodrag nopan ${type} ${classes.handle} ${place.port}`}
      data-port={port}
      data-optional={isOptional}
      title={hint}
      role="img"
      aria-label={label}
    />
  );
}
