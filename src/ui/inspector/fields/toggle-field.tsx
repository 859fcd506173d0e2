/** Yes or no; of several nodes that differ, neither. */
import { Checkbox, Switch } from '@mantine/core';
import { useId } from 'react';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { MIXED } from './mixed.ts';

export function ToggleField(props: FieldProps<'toggle'>) {
  const id = useId();
  const shown = shownValue(props);
  const common = { id, size: 'xs', 'aria-label': props.meta.label } as const;
  return (
    <FieldFrame {...props} controlId={id} isInline>
      {shown === MIXED ? (
        <Checkbox {...common} indeterminate checked={false} onChange={() => props.onChange(true)} />
      ) : (
        <Switch
          {...common}
          checked={shown === true}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
      )}
    </FieldFrame>
  );
}
