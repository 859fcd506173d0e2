/** The optimizer step that is selected, and the overlay of its gradient. */
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useOverlayStore } from './overlay-state.ts';
import { stepsOf } from './steps.ts';

export function selectedStep(): string | null {
  const { graph, selectedNodes } = useCanvasStore.getState();
  const [id] = selectedNodes;
  if (graph !== 'objective' || id === undefined || selectedNodes.length > 1) return null;
  const isStep = stepsOf(useDocumentStore.getState().document).some((step) => step.id === id);
  return isStep ? id : null;
}

export function showSelectedGradient(): void {
  const step = selectedStep();
  if (step !== null) useOverlayStore.getState().showGradientOf(step);
}
