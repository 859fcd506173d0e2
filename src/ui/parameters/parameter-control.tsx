/** One parameter of the document or of a block. A drag of the slider is one undo step. */
import { ActionIcon, Group, NumberInput, Slider, Text } from '@mantine/core';
import { memo } from 'react';
import type { Parameter } from '../../../graph-schemas/document.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { TrashIcon } from '../icons.tsx';
import { type ParameterOwner, removeEdit, setEdit } from './parameter-edits.ts';
import { stepOf } from './parameter-step.ts';

interface ParameterControlProps {
  readonly owner: ParameterOwner;
  readonly name: string;
  readonly parameter: Parameter;
}

export const ParameterControl = memo(function ParameterControl(props: ParameterControlProps) {
  const { owner, name, parameter } = props;
  const { value, min, max, label = name, help, integer = false } = parameter;
  const { dispatch, beginGesture, endGesture } = useDocumentStore.getState();
  const set = (next: number) => dispatch(setEdit(owner, name, { ...parameter, value: next }));
  const step = stepOf(parameter);
  return (
    <div>
      <Group gap={6} wrap="nowrap" mb={2}>
        <Text size="sm" fw={550} flex={1} truncate>
          {label}
          {label !== name && (
            <Text span size="xs" c="dimmed" ff="monospace" ml={6}>
              {name}
            </Text>
          )}
        </Text>
        <NumberInput
          aria-label={label}
          w={104}
          value={value}
          step={step}
          allowDecimal={!integer}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          onChange={(next) => typeof next === 'number' && next !== value && set(next)}
        />
        <ActionIcon
          aria-label={`Remove the parameter ${name}`}
          onClick={() => dispatch(removeEdit(owner, name))}
        >
          <TrashIcon size={14} />
        </ActionIcon>
      </Group>
      {min !== undefined && max !== undefined && (
        <Slider
          thumbLabel={label}
          size="sm"
          label={null}
          min={min}
          max={max}
          step={step}
          value={value}
          onPointerDown={beginGesture}
          onChange={set}
          onChangeEnd={endGesture}
        />
      )}
      {help && (
        <Text size="xs" c="dimmed" mt={4}>
          {help}
        </Text>
      )}
    </div>
  );
});
