/** The two parts of a tagged union in a form: which variant, and the variant's own fields. */
import { Select } from '@mantine/core';
import type { Field } from '../../../nodes/fields/describe.ts';
import type { Choice } from '../../../nodes/fields/meta.ts';
import { fieldWords } from '../../texts/kind-texts.ts';
import { useTexts } from '../../texts/texts.ts';
import { FieldPlaceContext, useInnerPlace } from '../../variants/field-target.ts';
import classes from '../inspector.module.css';
import { AnyField } from './any-field.tsx';
import { ChoiceOption } from './choice-option.tsx';
import type { FieldProps } from './field-props.ts';

type Values = Readonly<Record<string, unknown>>;

interface VariantProps {
  /** Its variants. */
  readonly field: Field;
  readonly current: Values;
  readonly onChange: (value: Values) => void;
}

interface VariantSelectProps extends VariantProps {
  readonly id?: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly hasError: boolean;
}

/** Fields of equal name keep their values. */
export function VariantSelect(props: VariantSelectProps) {
  const { id, label, choices, hasError, field, current, onChange } = props;
  const { inspector: t } = useTexts();

  function choose(next: string) {
    const kept = fieldsOfVariant(field, next).flatMap(({ name, schema }) =>
      current[name] !== undefined && schema.safeParse(current[name]).success
        ? [[name, current[name]] as const]
        : [],
    );
    onChange({ type: next, ...Object.fromEntries(kept) });
  }

  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label}
      allowDeselect={false}
      placeholder={t.mixed}
      error={hasError}
      data={choices.map(({ value, label: name }) => ({ value, label: name }))}
      value={typeOf(current) || null}
      renderOption={({ option }) => (
        <ChoiceOption choice={choices.find(({ value }) => value === option.value)} />
      )}
      onChange={(next) => next !== null && next !== current.type && choose(next)}
    />
  );
}

interface VariantFieldsProps extends VariantProps, Pick<FieldProps, 'siblings'> {
  readonly evaluated: Values;
}

export function VariantFields(props: VariantFieldsProps) {
  const { field, current, evaluated, siblings, onChange } = props;
  const fields = fieldsOfVariant(field, typeOf(current));
  const innerPlace = useInnerPlace();
  if (fields.length === 0) return null;

  function set(name: string, value: unknown) {
    const { [name]: _, ...others } = current;
    onChange(value === undefined ? others : { ...others, [name]: value });
  }

  return (
    <div className={classes.nested}>
      {fields.map((inner) => (
        <FieldPlaceContext key={`${typeOf(current)}.${inner.name}`} value={innerPlace(inner.name)}>
          <AnyField
            field={inner}
            meta={fieldWords(inner.meta)}
            value={isInitial(current[inner.name], inner.initial) ? undefined : current[inner.name]}
            resolved={evaluated[inner.name]}
            siblings={siblings}
            onChange={(value) => set(inner.name, value)}
          />
        </FieldPlaceContext>
      ))}
    </div>
  );
}

export function fieldsOfVariant(field: Field, type: string): readonly Field[] {
  return field.variants.get(type) ?? [];
}

export function typeOf({ type }: Values): string {
  return typeof type === 'string' ? type : '';
}

const isInitial = (value: unknown, initial: unknown) =>
  JSON.stringify(value) === JSON.stringify(initial);
