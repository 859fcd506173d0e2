/** What is explored: the checkpoint of a run, what to show of it, and the samples that the person has picked. */
import { create } from 'zustand';
import type { RunRecord } from '../../graph-schemas/run-record.ts';
import { compile } from '../compiler/compile.ts';
import { builtinClasses } from '../data/builtin/class-names.ts';
import type { Latent, Way } from '../runtime/explore/latent.ts';
import type { Ask, Contents, Pictures, Setting } from '../runtime/explore/requests.ts';
import type { Subject } from '../runtime/explore/subjects.ts';
import type { Tiles } from '../runtime/explore/tiles.ts';
import type { BackendInfo } from '../runtime/trainer-types.ts';
import { createExploreClient } from '../worker/explore-client.ts';
import type { Binding } from '../worker/protocol.ts';
import { useDataStore } from './data-store.ts';
import { runLibrary } from './training-client.ts';

export type ExploreMode =
  | 'sample'
  | 'walk'
  | 'arithmetic'
  | 'classes'
  | 'styles'
  | 'image'
  | 'layers';

/** A sample that the person keeps: what it is made from, and how it looked. */
export interface Pick {
  readonly id: number;
  readonly latent: Latent;
  /** Of a network that takes classes. */
  readonly label: number | null;
  readonly tile: Tiles;
}

export const SLOTS = ['A', 'B', 'C'] as const;
export type Slot = (typeof SLOTS)[number];
export type Slots = Readonly<Record<Slot, readonly Pick[]>>;

/** How the modes show things: kept while others are looked at. */
export interface Choices {
  readonly count: number;
  readonly hasPatches: boolean;
  readonly way: Way;
  readonly framesBetween: number;
  readonly slot: Slot;
  readonly classes: 'each' | 'between';
  readonly fromClass: number;
  readonly toClass: number;
  /** Null: as the network has them. */
  readonly lowHeight: number | null;
  readonly highHeight: number | null;
  readonly network: string | null;
  readonly layer: string | null;
}

export type Opened =
  | { readonly type: 'none' }
  | { readonly type: 'opening'; readonly runId: string }
  | {
      readonly type: 'open';
      readonly runId: string;
      readonly contents: Contents;
      readonly backend: BackendInfo;
      /** Of each set of data that the run reads and that names its classes. */
      readonly classNames: readonly (readonly string[])[];
    }
  | { readonly type: 'failed'; readonly runId: string; readonly message: string };

interface ExploreState {
  readonly opened: Opened;
  readonly mode: ExploreMode;
  readonly subject: Subject | null;
  readonly setting: Setting;
  readonly picks: readonly Pick[];
  readonly slots: Slots;
  readonly choices: Choices;
  /** The person's own. */
  readonly image: ImageBitmap | null;
  setMode(mode: ExploreMode): void;
  setSubject(value: string): void;
  change(setting: Partial<Omit<Setting, 'subject'>>): void;
  pick(pick: Omit<Pick, 'id'>): void;
  unpick(id: number): void;
  clearPicks(): void;
  putIntoSlot(pick: Pick): void;
  takeOutOf(slot: Slot, index: number): void;
  choose(choices: Partial<Choices>): void;
  setImage(image: ImageBitmap): void;
}

const client = createExploreClient();
let lastPick = 0;
let openings = 0;
/** Document of what was opened last: picks of one document mean little in another, even where they fit. */
let explored: string | null = null;

const noSlots: Slots = { A: [], B: [], C: [] };
const first: Setting = { subject: '', seed: 0, psi: null, hasNoise: true, label: null };

export const useExploreStore = create<ExploreState>()((set, get) => ({
  opened: { type: 'none' },
  mode: 'sample',
  subject: null,
  setting: first,
  picks: [],
  slots: noSlots,
  choices: {
    ...{ count: 16, hasPatches: false, way: 'spherical', framesBetween: 24, slot: 'A' },
    ...{ classes: 'each', fromClass: 0, toClass: 1, lowHeight: null, highHeight: null },
    ...{ network: null, layer: null },
  },
  image: null,
  setMode: (mode) => set({ mode }),
  setSubject(value) {
    const { opened, subject, setting, picks, slots, mode } = get();
    if (opened.type !== 'open') return;
    const chosen = opened.contents.subjects.find((one) => one.value === value) ?? null;
    // Latents of another network are no latents of this one.
    const isSame = chosen?.latent?.value === subject?.latent?.value;
    set({
      subject: chosen,
      setting: { ...setting, subject: value, label: null },
      picks: isSame ? picks : [],
      slots: isSame ? slots : noSlots,
      mode: chosen && modesOf(chosen).includes(mode) ? mode : 'sample',
    });
  },
  change: (change) => set(({ setting }) => ({ setting: { ...setting, ...change } })),
  pick(pick) {
    const known = get().picks.find(({ latent }) => latent === pick.latent);
    if (known) get().unpick(known.id);
    else {
      lastPick += 1;
      set(({ picks }) => ({ picks: [...picks, { ...pick, id: lastPick }] }));
    }
  },
  unpick: (id) => set(({ picks }) => ({ picks: picks.filter((one) => one.id !== id) })),
  clearPicks: () => set({ picks: [] }),
  putIntoSlot: (pick) =>
    set(({ slots, choices: { slot } }) => ({
      slots: { ...slots, [slot]: [...slots[slot], pick] },
    })),
  takeOutOf: (slot, index) =>
    set(({ slots }) => ({
      slots: { ...slots, [slot]: slots[slot].filter((_, at) => at !== index) },
    })),
  choose: (choice) => set(({ choices }) => ({ choices: { ...choices, ...choice } })),
  setImage(image) {
    get().image?.close();
    set({ image });
  },
}));

/** What can be done with a subject follows from what it is made of. */
export function modesOf(subject: Subject): readonly ExploreMode[] {
  const { latent, label, styles, image, encoder } = subject;
  return [
    'sample',
    ...(latent ? (['walk', 'arithmetic'] as const) : []),
    ...(latent && label ? (['classes'] as const) : []),
    ...(latent && styles ? (['styles'] as const) : []),
    ...(encoder || (image && !latent) ? (['image'] as const) : []),
    'layers',
  ];
}

/** Loads a run's checkpoint, the newest where no step is named. What was picked stays where it still fits. */
export async function explore(record: RunRecord, step: number | null): Promise<void> {
  openings += 1;
  const opening = openings;
  const { id: runId, document, documentId = runId } = record;
  useExploreStore.setState({ opened: { type: 'opening', runId } });
  const settle = (state: Partial<ExploreState>) => {
    if (opening === openings) useExploreStore.setState(state);
  };
  try {
    const { program } = compile(document);
    if (!program) {
      throw new Error(
        `The document of "${record.name}" has errors in this version of Ganvas, so its networks cannot be built. Choose another run.`,
      );
    }
    // Without its data a generator still makes samples: what needs data says so when it is asked.
    const data = await useDataStore
      .getState()
      .forStored(record.bindings)
      .catch(() => null);
    const bindings = data?.live ?? {};
    const found = await client.open({ runId, step, program, bindings, backend: 'wasm' });
    const { contents } = found;
    const { subject: before, setting, picks, slots, mode } = useExploreStore.getState();
    const subject =
      contents.subjects.find(({ value }) => value === before?.value) ??
      contents.subjects.find(({ latent }) => latent !== null) ??
      contents.subjects[0] ??
      null;
    const isSame =
      before !== null &&
      documentId === explored &&
      JSON.stringify(before.latent) === JSON.stringify(subject?.latent);
    settle({
      opened: { type: 'open', runId, ...found, classNames: classNamesIn(bindings) },
      subject,
      setting: {
        ...(isSame ? setting : { ...first, seed: contents.seed }),
        subject: subject?.value ?? '',
      },
      picks: isSame ? picks : [],
      slots: isSame ? slots : noSlots,
      mode: subject && modesOf(subject).includes(mode) ? mode : 'sample',
    });
    if (opening === openings) explored = documentId;
  } catch (error) {
    settle({ opened: { type: 'failed', runId, message: (error as Error).message } });
  }
}

/** Rejects with a sentence. */
export const askExplorer = (setting: Setting, ask: Ask): Promise<Pictures> =>
  client.ask(setting, ask);

export const gifOf = (frames: Tiles, frameMs: number, scale: number): Promise<Blob> =>
  client.gif(frames, frameMs, scale);

/** Frees the memory of what is explored until something is asked again. */
export function restExplorer(): void {
  if (useExploreStore.getState().opened.type === 'opening') {
    openings += 1;
    useExploreStore.setState({ opened: { type: 'none' } });
  }
  client.rest();
}

/** The steps of a run's checkpoints, the newest first. */
export async function stepsToExplore(runId: string): Promise<readonly number[]> {
  const kept = await runLibrary.checkpoints(runId);
  return kept.map(({ step }) => step).sort((a, b) => b - a);
}

function classNamesIn(bindings: Readonly<Record<string, Binding>>): readonly string[][] {
  return Object.values(bindings).flatMap((binding) => {
    const named =
      binding.type === 'builtin'
        ? builtinClasses(binding.name)
        : binding.dataset.type === 'images' && binding.dataset.classNames;
    return named && named.length > 0 ? [[...named]] : [];
  });
}
