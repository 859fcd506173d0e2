/** A tagged union: which variant, then the variant's own fields. Fields of equal name keep their values. */
import { Select } from '@mantine/core';
import { useId } from 'react';
import classes from '../inspector.module.css';
import { AnyField } from './any-field.tsx';
import { ChoiceOption } from './choice-option.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';

type Values = Readonly<Record<string, unknown>>;

export function VariantField(props: FieldProps<'variant'>) {
  const { field, meta, resolved, error, siblings, onChange } = props;
  const id = useId();
  const current = (shownValue(props) ?? {}) as Values;
  const evaluated = (resolved ?? {}) as Values;
  const type = typeof current.type === 'string' ? current.type : '';
  const fields = field.variants.get(type) ?? [];

  function choose(next: string) {
    const kept = (field.variants.get(next) ?? []).flatMap(({ name, schema }) =>
      current[name] !== undefined && schema.safeParse(current[name]).success
        ? [[name, current[name]] as const]
        : [],
    );
    onChange({ type: next, ...Object.fromEntries(kept) });
  }

  function set(name: string, value: unknown) {
    const { [name]: _, ...others } = current;
    onChange(value === undefined ? others : { ...others, [name]: value });
  }

  return (
    <div>
      <FieldFrame {...props} controlId={id} isInline>
        <Select
          id={id}
          aria-label={meta.label}
          allowDeselect={false}
          error={error !== undefined && fields.length === 0}
          data={meta.choices.map(({ value, label }) => ({ value, label }))}
          value={type}
          renderOption={({ option }) => (
            <ChoiceOption choice={meta.choices.find((choice) => choice.value === option.value)} />
          )}
          onChange={(next) => next !== null && next !== type && choose(next)}
        />
      </FieldFrame>
      {fields.length > 0 && (
        <div className={classes.nested}>
          {fields.map((inner) => (
            <AnyField
              key={`${type}.${inner.name}`}
              field={inner}
              meta={inner.meta}
              value={
                isInitial(current[inner.name], inner.initial) ? undefined : current[inner.name]
              }
              resolved={evaluated[inner.name]}
              siblings={siblings}
              onChange={(value) => set(inner.name, value)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

const isInitial = (value: unknown, initial: unknown) =>
  JSON.stringify(value) === JSON.stringify(initial);
