/** A tagged union: which variant, then the variant's own fields. */
import { useId } from 'react';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { MIXED } from './mixed.ts';
import { fieldsOfVariant, typeOf, VariantFields, VariantSelect } from './variant-parts.tsx';

type Values = Readonly<Record<string, unknown>>;

export function VariantField(props: FieldProps<'variant'>) {
  const { field, meta, resolved, error, siblings, onChange } = props;
  const id = useId();
  const shown = shownValue(props);
  const current = shown === MIXED ? {} : ((shown ?? {}) as Values);
  const hasFields = fieldsOfVariant(field, typeOf(current)).length > 0;
  const parts = { field, current, onChange };
  return (
    <div>
      <FieldFrame {...props} controlId={id} isInline>
        <VariantSelect
          id={id}
          label={meta.label}
          choices={meta.choices}
          hasError={error !== undefined && !hasFields}
          {...parts}
        />
      </FieldFrame>
      <VariantFields evaluated={(resolved ?? {}) as Values} siblings={siblings} {...parts} />
    </div>
  );
}
