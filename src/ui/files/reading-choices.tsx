/** How dropped images are read, where their look leaves it open: pairs side by side, and what shows through transparency. */
import { ColorInput, Group, Select } from '@mantine/core';
import type { ImportChoices } from '../../worker/decode-request.ts';
import { useTexts } from '../texts/texts.ts';

const PAIRS: readonly ImportChoices['pairs'][] = ['auto', 'split', 'whole'];

interface ReadingChoicesProps {
  readonly choices: ImportChoices;
  onChange(choices: ImportChoices): void;
}

export function ReadingChoices({ choices, onChange }: ReadingChoicesProps) {
  const { reading: texts } = useTexts().data;
  return (
    <Group gap="sm">
      <Select
        size="xs"
        w={190}
        aria-label={texts.pairs}
        data={PAIRS.map((pairs) => ({ value: pairs, label: texts[pairs] }))}
        value={choices.pairs}
        allowDeselect={false}
        onChange={(value) => {
          const pairs = PAIRS.find((each) => each === value);
          if (pairs) onChange({ ...choices, pairs });
        }}
      />
      <ColorInput
        size="xs"
        w={150}
        aria-label={texts.background}
        format="hex"
        // A button without a name, and no browser but Chromium has it.
        withEyeDropper={false}
        defaultValue={hex(choices.background)}
        onChangeEnd={(value) => onChange({ ...choices, background: colour(value) })}
      />
    </Group>
  );
}

const hex = (colour: ImportChoices['background']): string =>
  `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

function colour(text: string): ImportChoices['background'] {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
