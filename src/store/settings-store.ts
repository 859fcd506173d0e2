/**
 * What a person sets once and expects to find again: theme, panel sizes, backend. Kept in localStorage;
 * a browser that refuses it, or a record that makes no sense, costs nothing but the memory.
 */
import { z } from 'zod';
import { create } from 'zustand';

const Settings = z.object({
  theme: z.enum(['auto', 'light', 'dark']).catch('auto'),
  language: z.enum(['auto', 'en', 'zh']).catch('auto'),
  backend: z.enum(['auto', 'webgpu', 'wasm', 'cpu']).catch('auto'),
  /** Pixels, by panel name: the page names its panels. */
  panelSizes: z.record(z.string(), z.number().min(0).max(10_000)).catch({}),
  /** Panels that are folded away, by name. */
  closedPanels: z.array(z.string()).max(50).catch([]),
  /** Tab in front, by the name of the tab strip. */
  tabs: z.record(z.string(), z.string()).catch({}),
  /** Keys that a person gave to commands instead of the usual ones, by command id; an empty list takes them away. */
  shortcuts: z.record(z.string(), z.array(z.string().max(40)).max(4)).catch({}),
  /** Palette entries by id, newest first. */
  recentEntries: z.array(z.string().max(200)).max(20).catch([]),
  favouriteEntries: z.array(z.string().max(200)).max(200).catch([]),
  /** How the canvas answers the hand. */
  canvas: z
    .object({
      snapsToGrid: z.boolean().catch(false),
      /** A drag on empty canvas selects instead of panning. */
      dragSelects: z.boolean().catch(false),
      /** A box takes only what lies in it as a whole. */
      boxContains: z.boolean().catch(false),
    })
    .catch({ snapsToGrid: false, dragSelects: false, boxContains: false }),
});
export type Settings = z.infer<typeof Settings>;

export interface SettingsState extends Readonly<Settings> {
  setTheme(theme: Settings['theme']): void;
  setLanguage(language: Settings['language']): void;
  setBackend(backend: Settings['backend']): void;
  setPanelSize(panel: string, pixels: number): void;
  setPanelClosed(panel: string, isClosed: boolean): void;
  setTab(strip: string, tab: string): void;
  /** Null gives a command its usual keys back. */
  setShortcut(command: string, keys: readonly string[] | null): void;
  setShortcuts(shortcuts: Readonly<Record<string, readonly string[]>>): void;
  setRecentEntries(ids: readonly string[]): void;
  setFavouriteEntries(ids: readonly string[]): void;
  setCanvas(change: Partial<Settings['canvas']>): void;
}

const KEY = 'ganvas.settings';

/** Settings from a stored text; whatever cannot be read takes its default. */
export function readSettings(text: string | null): Settings {
  let value: unknown = {};
  try {
    value = JSON.parse(text ?? '{}');
  } catch {
    value = {};
  }
  const read = Settings.safeParse(value);
  return read.success ? read.data : Settings.parse({});
}

function load(): Settings {
  try {
    return readSettings(globalThis.localStorage?.getItem(KEY) ?? null);
  } catch {
    return readSettings(null);
  }
}

function save(settings: Settings): void {
  try {
    globalThis.localStorage?.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Refused (private window, full disk): the settings last as long as the page.
  }
}

export const useSettingsStore = create<SettingsState>()((set, get) => {
  function change(part: Partial<Settings>): void {
    set(part);
    // Only what was changed here: another browser tab may have changed the rest.
    save({ ...load(), ...part });
  }
  return {
    ...load(),
    setTheme: (theme) => change({ theme }),
    setLanguage: (language) => change({ language }),
    setBackend: (backend) => change({ backend }),
    setPanelSize: (panel, pixels) =>
      change({ panelSizes: { ...get().panelSizes, [panel]: Math.round(pixels) } }),
    setPanelClosed: (panel, isClosed) => {
      const others = get().closedPanels.filter((name) => name !== panel);
      change({ closedPanels: isClosed ? [...others, panel] : others });
    },
    setTab: (strip, tab) => change({ tabs: { ...get().tabs, [strip]: tab } }),
    setShortcut: (command, keys) => {
      const { [command]: _, ...others } = get().shortcuts;
      change({ shortcuts: keys === null ? others : { ...others, [command]: [...keys] } });
    },
    setShortcuts: (shortcuts) =>
      change({
        shortcuts: Object.fromEntries(
          Object.entries(shortcuts).map(([id, keys]) => [id, [...keys]]),
        ),
      }),
    setRecentEntries: (ids) => change({ recentEntries: ids.slice(0, 20) }),
    setFavouriteEntries: (ids) => change({ favouriteEntries: ids.slice(0, 200) }),
    setCanvas: (part) => change({ canvas: { ...get().canvas, ...part } }),
  };
});
