/** One of a few named values. */
import { Select } from '@mantine/core';
import { useId } from 'react';
import { useTexts } from '../../texts/texts.ts';
import { useTryValuesMenu } from '../../variants/try-values.tsx';
import { useFindTarget } from '../../variants/use-field-target.ts';
import classes from '../inspector.module.css';
import { ChoiceOption } from './choice-option.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { MIXED } from './mixed.ts';

export function ChoiceField(props: FieldProps<'choice'>) {
  const { meta, error, onChange } = props;
  const { inspector: t } = useTexts();
  const id = useId();
  const { onContextMenu, menu } = useTryValuesMenu(useFindTarget());
  const shown = shownValue(props);
  const value = shown === MIXED ? null : String(shown);
  const help = meta.choices.find((choice) => choice.value === value)?.help;
  return (
    <FieldFrame {...props} controlId={id} isInline>
      <Select
        id={id}
        aria-label={meta.label}
        allowDeselect={false}
        onContextMenu={onContextMenu}
        placeholder={t.mixed}
        error={error !== undefined}
        data={meta.choices.map(({ value, label }) => ({ value, label }))}
        value={value}
        renderOption={({ option }) => (
          <ChoiceOption choice={meta.choices.find((choice) => choice.value === option.value)} />
        )}
        onChange={(next) => next !== null && onChange(next)}
      />
      {menu}
      {help && <p className={classes.help}>{help}</p>}
    </FieldFrame>
  );
}
