/** The name of a tf.js model that this browser keeps, ways to load one, to call it otherwise, and to remove it. */
import { Button, FileButton, Group, Select, Stack, Text } from '@mantine/core';
import { useEffect, useId } from 'react';
import { useOwnModels } from '../../../store/own-models.ts';
import { sentence } from '../../texts/problem-texts.ts';
import { useTexts } from '../../texts/texts.ts';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { MIXED } from './mixed.ts';
import { ModelTools } from './model-tools.tsx';

export function ModelField(props: FieldProps<'text'>) {
  const t = useTexts().inspector;
  const id = useId();
  const { names, isReading, fault, look, load } = useOwnModels();
  useEffect(() => {
    if (names === null) void look();
  }, [names, look]);
  const shown = shownValue(props);
  const value = typeof shown === 'string' && shown !== '' ? shown : null;
  const isMissing = names !== null && value !== null && !names.includes(value);
  return (
    <FieldFrame {...props} controlId={id}>
      <Stack gap={4}>
        <Select
          id={id}
          aria-label={props.meta.label}
          placeholder={shown === MIXED ? t.mixed : names?.length ? t.chooseModel : t.noModelYet}
          allowDeselect={false}
          data={[...(names ?? []), ...(isMissing ? [value] : [])]}
          value={value}
          error={isMissing ? t.modelNotHere : props.error !== undefined}
          onChange={(next) => next !== null && props.onChange(next)}
        />
        <Group gap={6}>
          <FileButton
            multiple
            accept=".json,.bin"
            onChange={(files) => {
              if (files.length === 0) return;
              void load(files).then((name) => name !== null && props.onChange(name));
            }}
          >
            {(button) => (
              <Button {...button} variant="default" size="compact-sm" loading={isReading}>
                {t.loadModel}
              </Button>
            )}
          </FileButton>
          {value !== null && names?.includes(value) && (
            <ModelTools key={value} name={value} onRenamed={props.onChange} />
          )}
        </Group>
        {fault !== null && (
          <Text size="xs" c="red" role="alert">
            {sentence(fault)}
          </Text>
        )}
      </Stack>
    </FieldFrame>
  );
}
