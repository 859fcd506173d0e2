/** What happens to documents without being asked for, as data: the page finds the words, and shows them. */
export type DocumentNews =
  /** Can be taken back. `training`: the step at which its run was paused for that. */
  | {
      readonly type: 'closed';
      readonly id: string;
      readonly name: string;
      readonly training: number | null;
    }
  /** Another document's run needed the place. */
  | { readonly type: 'displaced'; readonly name: string; readonly step: number }
  /** A document trains, which goes before the queue of runs. */
  | { readonly type: 'queue-waits'; readonly name: string }
  /** Its checkpoints were removed to make room: it cannot go on from its step. What it has shown is kept. */
  | { readonly type: 'weights-gone'; readonly name: string; readonly step: number }
  /** The steps of undo could not be read. `kept`: those that could. */
  | { readonly type: 'history-lost'; readonly name: string; readonly kept: number }
  /** What is stored of a document cannot be read; it was left as it is. */
  | { readonly type: 'damaged'; readonly name: string }
  /** What is stored had faults, and was mended on opening. */
  | { readonly type: 'mended'; readonly name: string; readonly repairs: number }
  /** Storage failed; the sentence says why. */
  | { readonly type: 'not-kept'; readonly message: string; readonly isOutOfRoom: boolean }
  /** After it had failed. */
  | { readonly type: 'kept-again' }
  /** Another browser tab has the document: what was changed here goes on as a copy. */
  | { readonly type: 'forked'; readonly name: string }
  /** Another browser tab took it over. */
  | { readonly type: 'handed-over'; readonly name: string };

type Listener = (news: DocumentNews) => void;

const listeners = new Set<Listener>();
let waiting: DocumentNews[] = [];

export function tell(news: DocumentNews): void {
  if (listeners.size === 0) waiting.push(news);
  for (const listener of listeners) listener(news);
}

/** What was told before anybody listened is told to the first. */
export function onDocumentNews(listener: Listener): () => void {
  listeners.add(listener);
  const missed = waiting;
  waiting = [];
  for (const news of missed) listener(news);
  return () => void listeners.delete(listener);
}
