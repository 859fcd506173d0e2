/** Picks the control for a field by its meta. */
import { ArgumentsField } from './arguments-field.tsx';
import { ChoiceField } from './choice-field.tsx';
import type { FieldProps } from './field-props.ts';
import { ModelField } from './model-field.tsx';
import { NumericField } from './numeric-field.tsx';
import { NumericsField } from './numerics-field.tsx';
import { ReferenceField } from './reference-field.tsx';
import { ReferencesField } from './references-field.tsx';
import { SchedulesField } from './schedules-field.tsx';
import { TextField } from './text-field.tsx';
import { TextsField } from './texts-field.tsx';
import { ToggleField } from './toggle-field.tsx';
import { VariantField } from './variant-field.tsx';

export function AnyField({ meta, ...rest }: FieldProps) {
  switch (meta.type) {
    case 'numeric':
      return <NumericField meta={meta} {...rest} />;
    case 'numerics':
      return <NumericsField meta={meta} {...rest} />;
    case 'schedules':
      return <SchedulesField meta={meta} {...rest} />;
    case 'toggle':
      return <ToggleField meta={meta} {...rest} />;
    case 'choice':
      return <ChoiceField meta={meta} {...rest} />;
    case 'text':
      return meta.names === 'model' ? (
        <ModelField meta={meta} {...rest} />
      ) : (
        <TextField meta={meta} {...rest} />
      );
    case 'texts':
      return <TextsField meta={meta} {...rest} />;
    case 'reference':
      return <ReferenceField meta={meta} {...rest} />;
    case 'references':
      return <ReferencesField meta={meta} {...rest} />;
    case 'arguments':
      return <ArgumentsField meta={meta} {...rest} />;
    case 'variant':
      return <VariantField meta={meta} {...rest} />;
  }
}
