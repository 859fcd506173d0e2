/** Goes round the three themes: as the system, light, dark. */
import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import { AutoThemeIcon, MoonIcon, SunIcon } from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';

const THEMES = {
  auto: { next: 'light', Icon: AutoThemeIcon },
  light: { next: 'dark', Icon: SunIcon },
  dark: { next: 'auto', Icon: MoonIcon },
} as const;

export function ThemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { themes, theme } = useTexts().shell;
  const { next, Icon } = THEMES[colorScheme];
  const label = theme(themes[colorScheme], themes[next]);
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => setColorScheme(next)}>
        <Icon />
      </ActionIcon>
    </Tooltip>
  );
}
