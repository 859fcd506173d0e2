/** Buttons for the eye and the canvas: zoom, fit, arrange, note, frame. */
import { ControlButton } from '@xyflow/react';
import type { GraphId } from '../../graph/problem.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { FitIcon, FrameIcon, LayoutIcon, MinusIcon, NoteIcon, PlusIcon } from '../icons.tsx';
import { arrangeCanvas, arrangeSelection } from '../layout/arrange.ts';
import { useTexts } from '../texts/texts.ts';
import { fitAll, zoomIn, zoomOut } from './look.ts';
import { addNote, frameSelection } from './notes/note-actions.ts';
import { centreOfCanvas } from './shown-flow.ts';

export function CanvasTools({ graphId }: { readonly graphId: GraphId }) {
  const { tools } = useTexts().layout;
  const isSome = useCanvasStore((state) => state.selectedNodes.length > 1);
  const buttons: readonly (readonly [string, typeof FitIcon, () => void])[] = [
    [tools.zoomIn, PlusIcon, zoomIn],
    [tools.zoomOut, MinusIcon, zoomOut],
    [tools.fit, FitIcon, fitAll],
    isSome
      ? [tools.arrangeSelection, LayoutIcon, () => void arrangeSelection()]
      : [tools.arrange, LayoutIcon, () => void arrangeCanvas()],
    [tools.note, NoteIcon, () => addNote(graphId, 'note', centreOfCanvas())],
    [tools.frame, FrameIcon, () => frameSelection(centreOfCanvas())],
  ];
  return buttons.map(([label, Icon, run]) => (
    <ControlButton key={label} title={label} aria-label={label} onClick={run}>
      <Icon />
    </ControlButton>
  ));
}
