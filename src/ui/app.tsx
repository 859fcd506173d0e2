/** Providers around the page. The theme that is shown follows the settings store, nothing else. */
import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useEffect, useMemo, useRef } from 'react';
import { useSettingsStore } from '../store/settings-store.ts';
import { followLanguage } from './gallery/follow-language.ts';
import { Shell } from './shell/shell.tsx';
import { useLanguage, useTexts } from './texts/texts.ts';
import { theme } from './theme/theme.ts';
import { themeManager } from './theme/theme-manager.ts';

export function App() {
  const scheme = useSettingsStore((state) => state.theme);
  const language = useLanguage();
  useLanguageChange(language);
  const { keyboard } = useTexts();
  const named = useMemo(
    () =>
      mergeThemeOverrides(theme, {
        components: { CloseButton: { defaultProps: { 'aria-label': keyboard.close } } },
      }),
    [keyboard],
  );
  return (
    <MantineProvider theme={named} colorSchemeManager={themeManager} defaultColorScheme={scheme}>
      {/* A change of language makes the page anew: words are made in many places, some of them remembered. */}
      <Shell key={language} />
      <Notifications position="bottom-right" limit={4} autoClose={6000} />
    </MantineProvider>
  );
}

/** The focus stays on the switch that was pressed, which is another element in the page made anew. */
function useLanguageChange(language: string): void {
  const before = useRef(language);
  useEffect(() => {
    if (before.current === language) return;
    before.current = language;
    void followLanguage();
    document.querySelector<HTMLElement>('[data-language-switch]')?.focus();
  }, [language]);
}
