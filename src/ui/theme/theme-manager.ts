/** Lets Mantine read and write the theme in the settings store, the one place where it is kept. */
import type { MantineColorSchemeManager } from '@mantine/core';
import { useSettingsStore } from '../../store/settings-store.ts';

let unsubscribe = () => {};

export const themeManager: MantineColorSchemeManager = {
  get: () => useSettingsStore.getState().theme,
  set: (value) => useSettingsStore.getState().setTheme(value),
  subscribe(onUpdate) {
    unsubscribe = useSettingsStore.subscribe(({ theme }, before) => {
      if (theme !== before.theme) onUpdate(theme);
    });
  },
  unsubscribe: () => unsubscribe(),
  clear: () => useSettingsStore.getState().setTheme('auto'),
};
