/** Yes or no. */
import { Switch } from '@mantine/core';
import { useId } from 'react';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';

export function ToggleField(props: FieldProps<'toggle'>) {
  const id = useId();
  return (
    <FieldFrame {...props} controlId={id} isInline>
      <Switch
        id={id}
        size="xs"
        aria-label={props.meta.label}
        checked={shownValue(props) === true}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </FieldFrame>
  );
}
