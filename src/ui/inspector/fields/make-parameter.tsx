/** Makes a parameter of the document from a number, and of equal numbers in fields of the same name where that is wanted. */
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Expression } from '../../../../graph-schemas/primitives.ts';
import { equalNumbers, replaceNumbers } from '../../../graph/number-fields.ts';
import { isParameterName } from '../../../graph/parameter-name.ts';
import type { Bounds } from '../../../nodes/fields/meta.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { useTexts } from '../../texts/texts.ts';
import { writeNumeric } from './number-text.ts';
import { freeName, isTaken, nameFrom } from './parameter-names.ts';

interface MakeParameterProps {
  readonly label: string;
  readonly name: string;
  readonly value: number;
  readonly bounds: Bounds;
  readonly onMake: (expression: string) => void;
  readonly onClose: () => void;
}

export function MakeParameter({ label, name, value, bounds, onMake, onClose }: MakeParameterProps) {
  const { inspector: t } = useTexts();
  const [wanted, setWanted] = useState(() =>
    freeName(useDocumentStore.getState().document, nameFrom(name)),
  );
  const [withEqual, setWithEqual] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const equal = useDocumentStore(({ document }) => equalNumbers(document, name, value).length);
  // The number itself is one of them, unless it stands at its default.
  const others = Math.max(0, equal - 1);

  function make(event: FormEvent) {
    event.preventDefault();
    const { document, dispatch, beginGesture, endGesture } = useDocumentStore.getState();
    if (!isParameterName(wanted)) return setError(t.nameRule);
    if (isTaken(document, wanted)) return setError(t.nameTaken(wanted));
    const places = withEqual ? equalNumbers(document, name, value) : [];
    beginGesture();
    dispatch([
      { type: 'set-parameter', name: wanted, parameter: { value, label, ...boundsOf(bounds) } },
      ...replaceNumbers(document, places, Expression.parse(wanted)),
    ]);
    onMake(wanted);
    endGesture();
    onClose();
  }

  return (
    <form onSubmit={make}>
      <Stack gap={8} p={8} w={250}>
        <Text size="xs" fw={600}>
          {t.newParameter}
        </Text>
        <TextInput
          data-autofocus
          aria-label={t.parameterName}
          value={wanted}
          error={error}
          spellCheck={false}
          onChange={(event) => {
            setWanted(event.currentTarget.value);
            setError(null);
          }}
          onKeyDown={(event) => {
            // The menu would take letters and arrows for itself.
            if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation();
          }}
        />
        {others > 0 && (
          <Checkbox
            size="xs"
            label={t.alsoEqual(others, writeNumeric(value))}
            checked={withEqual}
            onChange={(event) => setWithEqual(event.currentTarget.checked)}
          />
        )}
        <Group gap={6}>
          <Button type="submit">{t.make}</Button>
          <Button variant="default" onClick={onClose}>
            {t.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function boundsOf({ min, max, integer }: Bounds) {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(integer === undefined ? {} : { integer }),
  };
}
