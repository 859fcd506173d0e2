/** One of a few named values. */
import { Select } from '@mantine/core';
import { useId } from 'react';
import classes from '../inspector.module.css';
import { ChoiceOption } from './choice-option.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';

export function ChoiceField(props: FieldProps<'choice'>) {
  const { meta, error, onChange } = props;
  const id = useId();
  const value = String(shownValue(props));
  const help = meta.choices.find((choice) => choice.value === value)?.help;
  return (
    <FieldFrame {...props} controlId={id} isInline>
      <Select
        id={id}
        aria-label={meta.label}
        allowDeselect={false}
        error={error !== undefined}
        data={meta.choices.map(({ value, label }) => ({ value, label }))}
        value={value}
        renderOption={({ option }) => (
          <ChoiceOption choice={meta.choices.find((choice) => choice.value === option.value)} />
        )}
        onChange={(next) => next !== null && onChange(next)}
      />
      {help && <p className={classes.help}>{help}</p>}
    </FieldFrame>
  );
}
