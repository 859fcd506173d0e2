/**
 * The open documents, in the order of their tabs. The one in front is in `useDocumentStore`; the others are held
 * here with their history and what the compiler said of them, so that showing one costs little. Data, runs and
 * views follow by the id of the document.
 */
import { create } from 'zustand';
import type { Document } from '../../graph-schemas/document.ts';
import type { DocumentOrigin } from '../worker/document-records.ts';
import { blankDocument } from './blank-document.ts';
import { forgetView, keepView, viewOf } from './canvas-store.ts';
import { ClosedTabs } from './closed-tabs.ts';
import { useDataStore } from './data-store.ts';
import { tell } from './document-news.ts';
import { type HeldDocument, useDocumentStore } from './document-store.ts';
import { leaveField } from './leave-field.ts';
import { useRunStore } from './run-store.ts';
import type { Tab, TabsState } from './tabs-store-types.ts';
import { historyOf } from './undo-history.ts';

const held = new Map<string, HeldDocument>();
const closedTabs = new ClosedTabs(letGo);
/** The empty document that took the place of the last one that was closed. */
let standIn: string | null = null;

const documents = () => useDocumentStore.getState();

/** A document in memory: on show, behind, or closed lately. */
export function heldOf(id: string): HeldDocument | undefined {
  if (id === documents().documentId) return documents().held();
  return held.get(id) ?? closedTabs.find(id)?.held;
}

export function tabOf(id: string): Tab | undefined {
  const { tabs } = useTabsStore.getState();
  return tabs.find((tab) => tab.id === id) ?? closedTabs.find(id)?.tab;
}

/** Closed documents of which `isOnlyHere` says so are not let go of. */
export const keepClosed = (isOnlyHere: (id: string) => boolean): void =>
  closedTabs.keep(isOnlyHere);

/** Nothing would be lost by putting another document in its place. */
export function isUntouched(tab: Tab): boolean {
  const { past, future } = heldOf(tab.id)?.history ?? { past: [], future: [] };
  const isOurs = tab.origin.type === 'blank' || tab.origin.type === 'preset';
  const { bindings, busy } = useDataStore.getState();
  const isShown = tab.id === documents().documentId;
  const hasData = isShown && (hasEntries(bindings) || hasEntries(busy));
  const isAtRest = !useRunStore.getState().hasRun(tab.id) && !hasData;
  return isOurs && !tab.isDirty && past.length + future.length === 0 && isAtRest;
}

const hasEntries = (record: object) => Object.keys(record).length > 0;

function letGo(id: string): void {
  held.delete(id);
  forgetView(id);
  useDataStore.getState().forget(id);
  useRunStore.getState().forget(id);
}

const first = documents();

export const useTabsStore = create<TabsState>()((set, get) => {
  /** Puts a document on show; what was there waits behind. */
  function bringForward(next: HeldDocument): void {
    leaveField();
    held.delete(next.id);
    const before = documents().swap(next);
    held.set(before.id, before);
    set({ active: next.id });
  }

  const tabFor = (id: string, { name }: Document, origin: DocumentOrigin): Tab => ({
    ...{ id, name, origin, isDirty: false, file: null, isElsewhere: false },
  });

  return {
    tabs: [tabFor(first.documentId, first.document, { type: 'blank' })],
    active: first.documentId,
    closed: [],
    open(document, origin, { file = null, isBehind = false, isChanged = false } = {}) {
      const id = crypto.randomUUID();
      const tab = { ...tabFor(id, document, origin), file, isDirty: isChanged };
      const saved = isChanged ? null : document;
      const held = { id, history: historyOf(document), saved, compilation: null };
      get().insert({ tab, held }, isBehind);
      return id;
    },
    insert({ tab, held: document }, isBehind = false) {
      const { tabs, active } = get();
      const front = tabs.find(({ id }) => id === active);
      // An empty one takes no other's place, unless that is as empty.
      const mayReplace = tab.origin.type !== 'blank' || front?.origin.type === 'blank';
      const isReplaced = front !== undefined && isUntouched(front) && mayReplace && !isBehind;
      const at = tabs.findIndex(({ id }) => id === active);
      set({
        tabs: isReplaced
          ? tabs.map((each) => (each === front ? tab : each))
          : [...tabs.slice(0, at + 1), tab, ...tabs.slice(at + 1)],
      });
      if (isBehind) held.set(tab.id, document);
      else bringForward(document);
      if (isReplaced) letGo(active);
    },
    restore(entries, active) {
      if (entries.length === 0) return;
      const { tabs } = get();
      const known = tabs.filter((tab) => !isUntouched(tab) || tab.origin.type !== 'blank');
      const before = get().active;
      for (const entry of entries) held.set(entry.tab.id, entry.held);
      set({ tabs: [...entries.map(({ tab }) => tab), ...known] });
      // A file may have been dropped before the storage answered: it stays in front.
      if (known.some(({ id }) => id === before)) return;
      const shown = held.get(active) ?? entries[0]?.held;
      if (!shown) return;
      bringForward(shown);
      letGo(before);
    },
    replace({ tab, held: document }) {
      const { id } = tab;
      get().change(id, tab);
      if (id === documents().documentId) documents().swap(document);
      else held.set(id, document);
    },
    show(id) {
      const next = held.get(id);
      if (next) bringForward(next);
    },
    showBeside(direction) {
      const { tabs, active, show } = get();
      const at = tabs.findIndex(({ id }) => id === active);
      const next = tabs[(at + direction + tabs.length) % tabs.length];
      if (next) show(next.id);
    },
    close(id) {
      const { tabs, active } = get();
      const index = tabs.findIndex((tab) => tab.id === id);
      const tab = tabs[index];
      if (!tab) return;
      const isWorthless = tab.origin.type === 'blank' && isUntouched(tab);
      if (isWorthless && tabs.length === 1) return;
      const training = useRunStore.getState().leave(id);
      const neighbour = tabs[index + 1] ?? tabs[index - 1];
      if (!neighbour) standIn = get().open(blankDocument, { type: 'blank' });
      else if (id === active) get().show(neighbour.id);
      // The last tab, untouched, was replaced already.
      set({ tabs: get().tabs.filter((each) => each.id !== id) });
      const document = held.get(id);
      held.delete(id);
      if (isWorthless || !document) return letGo(id);
      closedTabs.add({ tab, held: document, index });
      set({ closed: closedTabs.ids });
      tell({ type: 'closed', id, name: tab.name, training });
    },
    reopen(id) {
      const entry = closedTabs.find(id);
      if (!entry) return;
      closedTabs.take(entry);
      const { tabs, active } = get();
      const [only] = tabs;
      const isStale = tabs.length === 1 && only?.id === standIn && only && isUntouched(only);
      const kept = isStale ? [] : tabs;
      set({
        tabs: [...kept.slice(0, entry.index), entry.tab, ...kept.slice(entry.index)],
        closed: closedTabs.ids,
      });
      bringForward(entry.held);
      if (isStale) letGo(active);
    },
    forget(id) {
      const entry = closedTabs.find(id);
      if (!entry) return;
      closedTabs.take(entry);
      set({ closed: closedTabs.ids });
      letGo(id);
    },
    move(id, index) {
      const { tabs } = get();
      const tab = tabs.find((each) => each.id === id);
      if (!tab) return;
      const others = tabs.filter((each) => each !== tab);
      const at = Math.min(others.length, Math.max(0, index));
      set({ tabs: [...others.slice(0, at), tab, ...others.slice(at)] });
    },
    duplicate(id, name) {
      const source = heldOf(id);
      const tab = get().tabs.find((each) => each.id === id);
      if (!source || !tab) return id;
      const document = { ...source.history.document, name };
      const copy = crypto.randomUUID();
      const origin: DocumentOrigin = { type: 'variant', of: id, name: tab.name };
      const view = viewOf(id);
      if (view) keepView(copy, view);
      useDataStore.getState().copy(id, copy);
      const { tabs } = get();
      const at = tabs.indexOf(tab);
      // Nobody has it on disk: it is changed from the start.
      const next = { ...tabFor(copy, document, origin), isDirty: true };
      set({ tabs: [...tabs.slice(0, at + 1), next, ...tabs.slice(at + 1)] });
      bringForward({ id: copy, history: historyOf(document), saved: null, compilation: null });
      return copy;
    },
    change(id, change) {
      set(({ tabs }) => ({
        tabs: tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab)),
      }));
    },
    markSaved(id, version) {
      if (id === documents().documentId) return documents().markSaved(version);
      const behind = held.get(id);
      if (!behind) return;
      held.set(id, { ...behind, saved: version });
      get().change(id, { isDirty: behind.history.document !== version });
    },
    fork(id, called) {
      const document = heldOf(id);
      const tab = get().tabs.find((each) => each.id === id);
      if (!document || !tab) return id;
      const copy = crypto.randomUUID();
      const name = called ?? tab.name;
      const origin: DocumentOrigin = { type: 'copy', of: id, name };
      const view = viewOf(id);
      if (view) keepView(copy, view);
      useDataStore.getState().move(id, copy);
      useRunStore.getState().follow(id, copy);
      const next = { ...tab, id: copy, origin, file: null, isElsewhere: false };
      set(({ tabs }) => ({ tabs: tabs.map((each) => (each === tab ? next : each)) }));
      if (id === get().active) {
        bringForward({ ...document, id: copy });
        held.delete(id);
        forgetView(id);
      } else {
        held.delete(id);
        held.set(copy, { ...document, id: copy });
      }
      tell({ type: 'forked', name });
      return copy;
    },
  };
});

/** The tab in front says what the document on show is called, and whether it has changed. */
useDocumentStore.subscribe(({ documentId, document: { name }, isDirty }, before) => {
  if (name === before.document.name && isDirty === before.isDirty) return;
  const { tabs, change } = useTabsStore.getState();
  const tab = tabs.find(({ id }) => id === documentId);
  if (tab && (tab.name !== name || tab.isDirty !== isDirty)) change(documentId, { name, isDirty });
});
