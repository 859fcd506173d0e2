/**
 * Documents that were closed lately, as they were, so that they come back without a look into storage. Beyond ten the
 * oldest are let go of, but for those that are nowhere else: where storage is full or refused, they stay in memory.
 */
import type { HeldDocument } from './document-store.ts';
import type { Tab } from './tabs-store-types.ts';

export interface ClosedTab {
  readonly tab: Tab;
  readonly held: HeldDocument;
  /** Where it stood. */
  readonly index: number;
}

const KEPT = 10;

export class ClosedTabs {
  private list: readonly ClosedTab[] = [];
  private isOnlyHere: (id: string) => boolean = () => false;

  /** @param letGo of what belongs to a document that is dropped */
  constructor(private readonly letGo: (id: string) => void) {}

  get ids(): readonly string[] {
    return this.list.map(({ tab }) => tab.id);
  }

  find(id: string | undefined): ClosedTab | undefined {
    return id === undefined ? this.list.at(-1) : this.list.find(({ tab }) => tab.id === id);
  }

  keep(isOnlyHere: (id: string) => boolean): void {
    this.isOnlyHere = isOnlyHere;
  }

  add(entry: ClosedTab): void {
    const all = [...this.list, entry];
    const goes = ({ tab }: ClosedTab) => !this.isOnlyHere(tab.id);
    const old = all.slice(0, -KEPT).filter(goes);
    this.list = all.filter((each) => !old.includes(each));
    for (const { tab } of old) this.letGo(tab.id);
  }

  take(entry: ClosedTab): void {
    this.list = this.list.filter((each) => each !== entry);
  }
}
