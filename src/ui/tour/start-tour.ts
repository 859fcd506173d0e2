/** Begins the tour, in a document of its own, or goes back to it. What it shows arrives with `tour.tsx`. */
import { emptyDocument } from '../../graph/edit.ts';
import { openDocument } from '../files/open-graph.ts';
import { textsNow } from '../texts/texts.ts';
import { beginTour, useTourStore } from './tour-store.ts';

export function startTour(): void {
  const id = openDocument(emptyDocument(textsNow().shell.tourName), { type: 'blank' });
  beginTour(id);
  focusTour();
}

/** To where the person is in it, or to its begin. */
export function showTour(): void {
  if (useTourStore.getState().documentId === null) startTour();
  else focusTour();
}

const PATIENCE_MS = 5_000;

/** Once it is drawn, unless the person does something else meanwhile. */
function focusTour(): void {
  const controller = new AbortController();
  const { signal } = controller;
  const startedAt = performance.now();
  const giveUp = () => controller.abort();
  addEventListener('pointerdown', giveUp, { signal });
  addEventListener('keydown', giveUp, { signal });
  const attempt = () => {
    if (signal.aborted || performance.now() - startedAt > PATIENCE_MS) return giveUp();
    const card = document.querySelector<HTMLElement>('[data-tour] [data-tour-focus]');
    if (!card) return void requestAnimationFrame(attempt);
    card.focus();
    giveUp();
  };
  requestAnimationFrame(attempt);
}
