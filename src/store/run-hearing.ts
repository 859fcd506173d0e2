/** What the worker reports of the run that a document shows, taken in at once for all that came between two frames. */
import type { FromWorker } from '../worker/protocol.ts';
import type { RunDesk } from './run-desk.ts';
import { type RunShown, receive } from './run-reducer.ts';
import { runIdOf } from './run-state.ts';

export function createHearing(desk: RunDesk): (messages: readonly FromWorker[]) => void {
  const { worker, slots, keeping, get, set } = desk;
  return (messages) => {
    const documentId = worker.holder() ?? get().documentId;
    const before: RunShown = { ...slots.of(documentId), notices: get().notices };
    let shown = before;
    for (const message of messages) {
      const news = worker.hear(message, runIdOf(shown.state));
      if (news) shown = receive(shown, news);
      else if (message.type === 'samples' && worker.isLate(message)) message.bitmap.close();
    }
    if (shown === before) return;
    if (slots.isShown(documentId)) {
      set(shown);
    } else {
      const { notices, ...run } = shown;
      slots.change(documentId, () => run);
      if (notices !== before.notices) set({ notices });
      desk.lookElsewhere();
    }
    keeping.note(before, shown);
    if (shown.state.type === 'weightless' && before.state.type !== 'weightless') {
      worker.abandon();
      desk.sayWeightless(shown.run, shown.progress.step);
    }
  };
}
