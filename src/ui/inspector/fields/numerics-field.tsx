/** A list of numbers or expressions. */
import { ActionIcon, Button } from '@mantine/core';
import { CrossIcon, PlusIcon } from '../../icons.tsx';
import { useTexts } from '../../texts/texts.ts';
import classes from '../inspector.module.css';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { NumericInput } from './numeric-input.tsx';

export function NumericsField(props: FieldProps<'numerics'>) {
  const { field, meta, resolved, error, onChange } = props;
  const { inspector: t } = useTexts();
  const shown = shownValue(props);
  const items: readonly unknown[] = Array.isArray(shown) ? shown : [];
  const values: readonly unknown[] = Array.isArray(resolved) ? resolved : [];
  const { minLength = 0, maxLength = 64 } = meta;
  return (
    <FieldFrame {...props}>
      <div className={classes.items}>
        {items.map((item, index) => (
          <div className={classes.inline} key={index}>
            <NumericInput
              label={t.item(meta.label, index + 1)}
              name={field.name}
              value={item}
              resolved={values[index]}
              bounds={meta}
              hasError={error !== undefined}
              onChange={(next) => next !== null && onChange(items.with(index, next))}
            />
            {items.length > minLength && (
              <ActionIcon
                size="sm"
                aria-label={t.remove(t.item(meta.label, index + 1))}
                onClick={() => onChange(items.toSpliced(index, 1))}
              >
                <CrossIcon size={12} />
              </ActionIcon>
            )}
          </div>
        ))}
        {items.length < maxLength && (
          <div>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<PlusIcon size={12} />}
              onClick={() => onChange([...items, items.at(-1) ?? meta.min ?? 0])}
            >
              {t.add}
            </Button>
          </div>
        )}
      </div>
    </FieldFrame>
  );
}
