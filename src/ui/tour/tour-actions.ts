import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useSettingsStore } from '../../store/settings-store.ts';
import { fitAll } from '../canvas/look.ts';
import { castOf } from './roles.ts';
import type { TourState, TourStep } from './step.ts';
import { TOUR } from './steps.ts';

export function tourState(): TourState {
  const { state } = useRunStore.getState();
  return {
    document: useDocumentStore.getState().document,
    graph: useCanvasStore.getState().graph,
    isTraining: state.type !== 'idle',
  };
}

export function doStep(step: TourStep): void {
  const { document, dispatch } = useDocumentStore.getState();
  const edits = step.edits?.(document, castOf(document)) ?? [];
  if (edits.length > 0) dispatch(edits);
  showCanvasOf(step);
  const { graph, select } = useCanvasStore.getState();
  const added = edits.flatMap((edit) =>
    edit.type === 'add-node' && edit.graph === graph ? [edit.id] : [],
  );
  // What is new is selected, as when a person adds it; `length` is set where nothing is.
  if (added.length > 0 || step.id === 'length') select(added);
  if (step.id === 'train') train();
  // Once what is new is drawn.
  else if (edits.length > 0) requestAnimationFrame(() => requestAnimationFrame(fitAll));
}

function train(): void {
  useRunStore.getState().train();
  useSettingsStore.getState().setTab('dock', 'losses');
}

/** Goes to where the step is done. */
function showCanvasOf(step: TourStep): void {
  const { document } = useDocumentStore.getState();
  const { graph, enter, goTo } = useCanvasStore.getState();
  const canvas = step.canvas?.(castOf(document)) ?? 'objective';
  if (canvas === graph) return;
  goTo(0);
  if (canvas !== 'objective' && graphOf(document, canvas)) enter(canvas);
}

export const stepAt = (index: number): TourStep =>
  TOUR[Math.min(index, TOUR.length - 1)] as TourStep;
