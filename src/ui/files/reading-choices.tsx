/** How dropped images are read, where their look leaves it open: pairs side by side, and what shows through transparency. */
import { ColorInput, Group, Select } from '@mantine/core';
import type { ImportChoices } from '../../worker/decode-request.ts';

const PAIRS: readonly { readonly value: ImportChoices['pairs']; readonly label: string }[] = [
  { value: 'auto', label: 'Pairs: by their look' },
  { value: 'split', label: 'Pairs: left A, right B' },
  { value: 'whole', label: 'No pairs' },
];

interface ReadingChoicesProps {
  readonly choices: ImportChoices;
  onChange(choices: ImportChoices): void;
}

export function ReadingChoices({ choices, onChange }: ReadingChoicesProps) {
  return (
    <Group gap="sm">
      <Select
        size="xs"
        w={190}
        aria-label="Pairs side by side"
        data={[...PAIRS]}
        value={choices.pairs}
        allowDeselect={false}
        onChange={(value) => {
          const pairs = PAIRS.find((each) => each.value === value)?.value;
          if (pairs) onChange({ ...choices, pairs });
        }}
      />
      <ColorInput
        size="xs"
        w={150}
        aria-label="Background of transparent images"
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
