/** Providers around the page. The theme that is shown follows the settings store, nothing else. */
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useSettingsStore } from '../store/settings-store.ts';
import { Shell } from './shell/shell.tsx';
import { theme } from './theme/theme.ts';
import { themeManager } from './theme/theme-manager.ts';

export function App() {
  const scheme = useSettingsStore((state) => state.theme);
  return (
    <MantineProvider theme={theme} colorSchemeManager={themeManager} defaultColorScheme={scheme}>
      <Shell />
      <Notifications position="bottom-right" limit={4} autoClose={6000} />
    </MantineProvider>
  );
}
