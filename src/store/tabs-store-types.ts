/** What the page knows of its open documents, and can do with them. */
import type { Document } from '../../graph-schemas/document.ts';
import type { DocumentOrigin } from '../worker/document-records.ts';
import type { HeldDocument } from './document-store.ts';

export interface Tab {
  readonly id: string;
  readonly name: string;
  /** Changed since it was opened or saved. */
  readonly isDirty: boolean;
  readonly origin: DocumentOrigin;
  /** Where Save writes to. */
  readonly file: FileSystemFileHandle | null;
  /** Another browser tab has it too: what is changed here goes on as a copy. */
  readonly isElsewhere: boolean;
}

export interface OpenOptions {
  readonly file?: FileSystemFileHandle | null;
  /** Behind the one on show, as when several files are opened at once. */
  readonly isBehind?: boolean;
  /** It is not what the person has on disk: it was repaired. */
  readonly isChanged?: boolean;
}

export interface TabsState {
  readonly tabs: readonly Tab[];
  /** The id of the document on show. */
  readonly active: string;
  /** Ids of closed documents that `reopen` brings back, the last one last. */
  readonly closed: readonly string[];
  /** In a tab of its own, or in place of one that nobody has touched. Answers its id. */
  open(document: Document, origin: DocumentOrigin, options?: OpenOptions): string;
  /** The same with a history that it has already, as storage had it. */
  insert(entry: { readonly tab: Tab; readonly held: HeldDocument }, isBehind?: boolean): void;
  /** The documents of an earlier visit; the empty one that stood there until then gives way. */
  restore(
    entries: readonly { readonly tab: Tab; readonly held: HeldDocument }[],
    active: string,
  ): void;
  /** A document as another browser tab left it, in place of the same one here. */
  replace(entry: { readonly tab: Tab; readonly held: HeldDocument }): void;
  show(id: string): void;
  /** The next to the right (1) or left (-1), round at the ends. */
  showBeside(direction: 1 | -1): void;
  close(id: string): void;
  /** Brings back what was closed: the last one where none is named. */
  reopen(id?: string): void;
  /** A closed document comes back no more. */
  forget(id: string): void;
  move(id: string, index: number): void;
  /** A tab with the same document, data and view, and a history of its own. */
  duplicate(id: string, name: string): string;
  change(id: string, change: Partial<Omit<Tab, 'id'>>): void;
  /** This version of a document is what the person has on disk. */
  markSaved(id: string, version: Document): void;
  /** The document goes on under another id, as what is stored under its own is another's. `name`: of that. */
  fork(id: string, name?: string): string;
}
