/** What the buttons of a run do when they, their keys or their commands are pressed. */
import { useDataStore } from '../../store/data-store.ts';
import { countProblems } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { actionsOf } from '../../store/run-state.ts';
import { useRunStore } from '../../store/run-store.ts';
import { showResults } from '../keyboard/panels.ts';
import { type MainAction, mainAction } from './main-action.ts';

const errorsNow = () => countProblems(useDocumentStore.getState().compilation.problems).errors;

function isReading(): boolean {
  const { nodes } = useDocumentStore.getState().document.objective;
  return Object.keys(useDataStore.getState().busy).some((node) => Object.hasOwn(nodes, node));
}

export function mainActionNow(): MainAction {
  const { state, isStale } = useRunStore.getState();
  return mainAction(state, isStale, errorsNow(), isReading());
}

/** Trains, pauses, resumes; with errors it leads to the problems. */
export function pressMain(): void {
  const { train, pause, resume } = useRunStore.getState();
  const main = mainActionNow();
  if (main.isBlockedByProblems) showResults('problems');
  else if (main.isEnabled) ({ train, pause, resume })[main.type]();
}

/** A step goes on with a paused run, errors or not; only a new run needs a sound document and its data. */
export function canStepNow(): boolean {
  const { state } = useRunStore.getState();
  return (
    actionsOf(state).canStep && (state.type === 'paused' || (errorsNow() === 0 && !isReading()))
  );
}

export const canStopNow = (): boolean => actionsOf(useRunStore.getState().state).canStop;
