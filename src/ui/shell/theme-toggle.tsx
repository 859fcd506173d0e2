/** Goes round the three themes: as the system, light, dark. */
import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import { AutoThemeIcon, MoonIcon, SunIcon } from '../icons.tsx';

const THEMES = {
  auto: { name: 'as the system', next: 'light', Icon: AutoThemeIcon },
  light: { name: 'light', next: 'dark', Icon: SunIcon },
  dark: { name: 'dark', next: 'auto', Icon: MoonIcon },
} as const;

export function ThemeToggle() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { name, next, Icon } = THEMES[colorScheme];
  const label = `Theme: ${name}. Change to ${THEMES[next].name}.`;
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => setColorScheme(next)}>
        <Icon />
      </ActionIcon>
    </Tooltip>
  );
}
