/** Chooses the language of the page, each called by its own name. */
import { ActionIcon, Box, Menu, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useSettingsStore } from '../../store/settings-store.ts';
import { LanguageIcon } from '../icons.tsx';
import { LANGUAGES, type Language, tagOf, useLanguage, useTexts } from '../texts/texts.ts';

const ALL = Object.entries(LANGUAGES) as [Language, string][];

export function LanguageMenu() {
  const { language: label } = useTexts().shell;
  const language = useLanguage();
  const setLanguage = useSettingsStore((state) => state.setLanguage);
  const [isOpen, setOpen] = useState(false);
  // Who cannot read the page finds it by its other name.
  const both = label === 'Language' ? label : `${label} (Language)`;
  return (
    <Menu position="bottom-end" opened={isOpen} onChange={setOpen}>
      {/* The other way round the button would not say that it opens a menu. */}
      <Tooltip label={both} disabled={isOpen}>
        <Box component="span" display="inline-flex">
          <Menu.Target>
            <ActionIcon aria-label={both} data-language-switch>
              <LanguageIcon />
            </ActionIcon>
          </Menu.Target>
        </Box>
      </Tooltip>
      <Menu.Dropdown>
        <Menu.RadioGroup value={language} onChange={(value) => setLanguage(value as Language)}>
          {ALL.map(([value, name]) => (
            <Menu.RadioItem key={value} value={value} lang={tagOf(value)}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
