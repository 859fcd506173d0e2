/** What the data store holds and can do: which data each dataset node trains on. */
import type { StoreApi, UseBoundStore } from 'zustand';
import type { Document } from '../../graph-schemas/document.ts';
import type { StoredBinding } from '../../graph-schemas/run-record.ts';
import type { Program } from '../compiler/program.ts';
import type { Dataset } from '../data/dataset.ts';
import type { ImportReport } from '../data/files/import-types.ts';
import type { Feed } from '../nodes/specs.ts';
import type { DroppedFile, ImportChoices, WantedForm } from '../worker/decode-request.ts';
import type { Binding } from '../worker/protocol.ts';

/** What was dropped, for as long as the page is open: images are read again when their node wants another form. */
export interface Origin {
  readonly files: readonly DroppedFile[];
  readonly choices: ImportChoices;
  readonly wanted: WantedForm;
}

export type DataBinding =
  | { readonly type: 'builtin'; readonly name: string }
  | {
      readonly type: 'files';
      readonly datasetId: string;
      readonly name: string;
      readonly fileNames: readonly string[];
      readonly dataset: Dataset;
      readonly report?: ImportReport;
      readonly origin?: Origin;
    };

/** A dataset node, and what it asks; null while its settings have problems. */
export interface DataTarget {
  readonly node: string;
  readonly feed: Feed | null;
}

/** Files on their way to a node. */
export interface DataBusy {
  readonly text: string;
  /** Images; the total is 0 until it is known. */
  readonly done: number;
  readonly total: number;
  cancel(): void;
}

/** What a run takes: bytes for the worker, and the record to find them again. */
export interface RunData {
  readonly live: Readonly<Record<string, Binding>>;
  readonly stored: Readonly<Record<string, StoredBinding>>;
}

/** The data of one document. */
export interface DocumentData {
  /** By dataset node; absent means the node's own built-in data. */
  readonly bindings: Readonly<Record<string, DataBinding>>;
  /** What is being done for a node at the moment. */
  readonly busy: Readonly<Record<string, DataBusy>>;
  /** Why the last attempt for a node failed, as a sentence. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Of the document on show; what was begun for another goes on for that one. */
export interface DataState extends DocumentData {
  readonly documentId: string;
  /**
   * Decodes files and binds them to the only target, or to those of several that they fit. False, with a sentence in
   * `errors`, where they cannot be used.
   */
  bindFiles(
    targets: readonly DataTarget[],
    files: readonly DroppedFile[],
    choices?: ImportChoices,
  ): Promise<boolean>;
  /** Reads dropped images again for nodes that have come to want another size, or fit. */
  refit(program: Program): Promise<void>;
  bindBuiltin(node: string, name: string): void;
  /** Back to the node's own built-in data. */
  unbind(node: string): void;
  dismissError(node: string): void;
  /** The data of a node, to look at. */
  previewOf(node: string, builtin: string): Promise<Dataset>;
  /** Keeps data bound to nodes that were renamed. */
  follow(before: Document, after: Document): void;
  /** Brings back what an earlier visit bound to the nodes of a document: the one on show, where none is named. */
  restore(documentId?: string): Promise<void>;
  /** Another document is on show. */
  show(documentId: string): void;
  /** A copy of a document takes the same data. */
  copy(from: string, to: string): void;
  /** A document goes on under another id; what is stored under its own stays there, too. */
  move(from: string, to: string): void;
  /** Lets go of a document that was closed; what is stored of it stays. */
  forget(documentId: string): void;
  /** The data for a program's dataset nodes. Bound data of the wrong sort gives way to the built-in. */
  forProgram(program: Program): RunData;
  /** The data of a stored run. Rejects with a sentence where it is gone. */
  forStored(stored: Readonly<Record<string, StoredBinding>>): Promise<RunData>;
}

export type DataStore = UseBoundStore<StoreApi<DataState>>;
