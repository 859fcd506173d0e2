/** A number or expression with its bounds; may be empty where the kind allows that. */
import { useId } from 'react';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { NumericInput } from './numeric-input.tsx';

export function NumericField(props: FieldProps<'numeric'>) {
  const { meta, value, resolved, error, onChange } = props;
  const id = useId();
  return (
    <FieldFrame {...props} controlId={id} isInline>
      <NumericInput
        id={id}
        label={meta.label}
        value={shownValue(props)}
        resolved={resolved}
        bounds={meta}
        unit={meta.unit}
        placeholder={meta.isNullable ? 'None' : ''}
        hasError={error !== undefined}
        onChange={(next) => {
          const isCleared = next === null && !(meta.isNullable && value !== undefined);
          onChange(isCleared ? undefined : next);
        }}
      />
    </FieldFrame>
  );
}
