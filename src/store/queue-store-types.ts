/** What the queue of runs holds and can do, and what it is made of. */
import type { StoreApi } from 'zustand';
import type { QueueStorage } from '../worker/queue-storage.ts';
import type { RunLibrary } from '../worker/run-library-types.ts';
import type { DocumentNews } from './document-news.ts';
import type { QueueItem, QueueState } from './queue-state.ts';
import type { NewRun, SideRuns } from './run-queue-types.ts';
import type { Solo } from './solo.ts';

/** A run that is to be made and trained, with what the queue says of it. */
export interface QueuedRun {
  readonly run: NewRun;
  readonly item: Pick<QueueItem, 'totalSteps' | 'multiplyAdds'>;
}

export interface QueueStoreState extends QueueState {
  /** What an earlier visit left is there. */
  readonly isLoaded: boolean;
  /** The document whose training it waits for. */
  readonly heldBy: string | null;
  /** What went wrong with the queue as a whole, as a sentence. */
  readonly fault: string | null;
  /** Reads what is stored, unless this tab is at it. */
  load(): Promise<void>;
  /** At the end. Rejects with a sentence where they could not be kept; then none was added. */
  add(runs: readonly QueuedRun[]): Promise<void>;
  /** Lets it train, or pauses it after the step that is being taken. */
  switch(isOn: boolean): Promise<void>;
  setTogether(isTogether: boolean): Promise<void>;
  move(id: string, to: number): Promise<void>;
  /** Takes runs out. What one has learned stays among the runs; one that never began is gone. */
  remove(ids: readonly string[]): Promise<void>;
  retry(id: string): Promise<void>;
  clearFinished(): Promise<void>;
  dismissFault(): void;
}

/** Training by hand, which goes first. */
export interface TrainingByHand {
  /** The name of a document that trains; null where none does. */
  trains(): string | null;
  subscribe(listener: () => void): void;
}

export interface QueueParts {
  readonly side: Pick<StoreApi<SideRuns>, 'getState' | 'subscribe'>;
  readonly runs: Pick<RunLibrary, 'read' | 'remove'>;
  readonly storage: QueueStorage;
  readonly byHand: TrainingByHand;
  readonly solo: Solo;
  tell?(news: DocumentNews): void;
}
