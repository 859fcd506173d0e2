/** Buttons beside zoom and fit: arrange, note, frame. */
import { ControlButton, useReactFlow } from '@xyflow/react';
import type { GraphId } from '../../graph/problem.ts';
import { FrameIcon, LayoutIcon, NoteIcon } from '../icons.tsx';
import { addNote, arrange } from './canvas-actions.ts';
import { centreOfCanvas } from './shown-flow.ts';

export function CanvasTools({ graphId }: { readonly graphId: GraphId }) {
  const flow = useReactFlow();
  const note = (type: 'note' | 'frame') => addNote(graphId, type, centreOfCanvas());
  return (
    <>
      <ControlButton
        title="Arrange the nodes in columns"
        aria-label="Arrange the nodes in columns"
        onClick={() => {
          arrange(graphId);
          requestAnimationFrame(() => flow.fitView({ padding: 0.07, maxZoom: 1, duration: 200 }));
        }}
      >
        <LayoutIcon />
      </ControlButton>
      <ControlButton title="Add a note" aria-label="Add a note" onClick={() => note('note')}>
        <NoteIcon />
      </ControlButton>
      <ControlButton title="Add a frame" aria-label="Add a frame" onClick={() => note('frame')}>
        <FrameIcon />
      </ControlButton>
    </>
  );
}
