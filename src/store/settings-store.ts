/**
 * What a person sets once and expects to find again: theme, panel sizes, backend. Kept in localStorage;
 * a browser that refuses it, or a record that makes no sense, costs nothing but the memory.
 */
import { z } from 'zod';
import { create } from 'zustand';

const Settings = z.object({
  theme: z.enum(['auto', 'light', 'dark']).catch('auto'),
  backend: z.enum(['auto', 'webgpu', 'wasm', 'cpu']).catch('auto'),
  /** Pixels, by panel name: the page names its panels. */
  panelSizes: z.record(z.string(), z.number().min(0).max(10_000)).catch({}),
  /** Panels that are folded away, by name. */
  closedPanels: z.array(z.string()).max(50).catch([]),
  /** Tab in front, by the name of the tab strip. */
  tabs: z.record(z.string(), z.string()).catch({}),
});
export type Settings = z.infer<typeof Settings>;

export interface SettingsState extends Readonly<Settings> {
  setTheme(theme: Settings['theme']): void;
  setBackend(backend: Settings['backend']): void;
  setPanelSize(panel: string, pixels: number): void;
  setPanelClosed(panel: string, isClosed: boolean): void;
  setTab(strip: string, tab: string): void;
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
    const { theme, backend, panelSizes, closedPanels, tabs } = get();
    save({ theme, backend, panelSizes, closedPanels, tabs });
  }
  return {
    ...load(),
    setTheme: (theme) => change({ theme }),
    setBackend: (backend) => change({ backend }),
    setPanelSize: (panel, pixels) =>
      change({ panelSizes: { ...get().panelSizes, [panel]: Math.round(pixels) } }),
    setPanelClosed: (panel, isClosed) => {
      const others = get().closedPanels.filter((name) => name !== panel);
      change({ closedPanels: isClosed ? [...others, panel] : others });
    },
    setTab: (strip, tab) => change({ tabs: { ...get().tabs, [strip]: tab } }),
  };
});
