/** A list of weights, each a number or expression, or a schedule with its own fields. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { CrossIcon, PlusIcon, RampIcon } from '../../icons.tsx';
import classes from '../inspector.module.css';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { NumericInput } from './numeric-input.tsx';
import { asNumeric, asSchedule, isSchedule } from './schedule-item.ts';
import { VariantField } from './variant-field.tsx';

export function SchedulesField(props: FieldProps<'schedules'>) {
  const { field, meta, resolved, error, siblings, onChange } = props;
  const shown = shownValue(props);
  const items: readonly unknown[] = Array.isArray(shown) ? shown : [];
  const values: readonly unknown[] = Array.isArray(resolved) ? resolved : [];
  const { minLength = 0, maxLength = 64 } = meta;
  return (
    <FieldFrame {...props}>
      <div className={classes.items}>
        {items.map((item, index) => {
          const label = `${meta.label} ${index + 1}`;
          const change = (next: unknown) => onChange(items.with(index, next));
          const turn = isSchedule(item) ? 'Make it one number' : 'Let it change with the iteration';
          return (
            <div className={classes.inline} key={index}>
              {isSchedule(item) ? (
                <VariantField
                  field={{ ...field, isRequired: true }}
                  meta={{ type: 'variant', label, choices: meta.choices }}
                  value={item}
                  resolved={values[index]}
                  siblings={siblings}
                  onChange={change}
                />
              ) : (
                <NumericInput
                  label={label}
                  value={item}
                  resolved={values[index]}
                  bounds={meta}
                  hasError={error !== undefined}
                  onChange={(next) => next !== null && change(next)}
                />
              )}
              <Tooltip label={turn}>
                <ActionIcon
                  size="sm"
                  aria-label={`${label}: ${turn.toLowerCase()}`}
                  aria-pressed={isSchedule(item)}
                  onClick={() => change(isSchedule(item) ? asNumeric(item) : asSchedule(item))}
                >
                  <RampIcon size={12} />
                </ActionIcon>
              </Tooltip>
              {items.length > minLength && (
                <ActionIcon
                  size="sm"
                  aria-label={`Remove ${label}`}
                  onClick={() => onChange(items.toSpliced(index, 1))}
                >
                  <CrossIcon size={12} />
                </ActionIcon>
              )}
            </div>
          );
        })}
        {items.length < maxLength && (
          <div>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<PlusIcon size={12} />}
              onClick={() => onChange([...items, items.at(-1) ?? meta.min ?? 0])}
            >
              Add
            </Button>
          </div>
        )}
      </div>
    </FieldFrame>
  );
}
