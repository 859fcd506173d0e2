/** A list of weights, each a number or expression, or a schedule with its own fields. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { CrossIcon, PlusIcon, RampIcon } from '../../icons.tsx';
import { useTexts } from '../../texts/texts.ts';
import classes from '../inspector.module.css';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { NumericInput } from './numeric-input.tsx';
import { asNumeric, asSchedule, isSchedule } from './schedule-item.ts';
import { VariantFields, VariantSelect } from './variant-parts.tsx';

export function SchedulesField(props: FieldProps<'schedules'>) {
  const { meta, resolved, itemNames, onChange } = props;
  const { inspector: t } = useTexts();
  const shown = shownValue(props);
  const items: readonly unknown[] = Array.isArray(shown) ? shown : [];
  const values: readonly unknown[] = Array.isArray(resolved) ? resolved : [];
  const { minLength = 0, maxLength = 64 } = meta;
  return (
    <FieldFrame {...props}>
      <div className={classes.items}>
        {items.map((item, index) => (
          <Item
            key={index}
            list={props}
            label={t.item(meta.label, index + 1)}
            name={itemNames?.[index]}
            item={item}
            resolved={values[index]}
            onChange={(next) => onChange(items.with(index, next))}
            onRemove={
              items.length > minLength
                ? () => onChange(items.toSpliced(index, 1), index)
                : undefined
            }
          />
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

interface ItemProps {
  readonly list: FieldProps<'schedules'>;
  readonly label: string;
  readonly name: string | undefined;
  readonly item: unknown;
  readonly resolved: unknown;
  readonly onChange: (item: unknown) => void;
  readonly onRemove: (() => void) | undefined;
}

function Item({ list, label, name, item, resolved, onChange, onRemove }: ItemProps) {
  const { field, meta, error, siblings } = list;
  const { inspector: t } = useTexts();
  const schedule = isSchedule(item) ? item : null;
  const turn = schedule ? t.makeNumber : t.makeSchedule;
  const values = isSchedule(resolved) ? resolved : {};
  const hasError = error !== undefined;
  return (
    <div>
      <div className={classes.inline}>
        {name !== undefined && (
          <span className={classes.itemName} title={name}>
            {name}
          </span>
        )}
        {schedule ? (
          <VariantSelect
            label={label}
            choices={meta.choices}
            hasError={hasError}
            field={field}
            current={schedule}
            onChange={onChange}
          />
        ) : (
          <NumericInput
            label={label}
            name={field.name}
            value={item}
            resolved={resolved}
            bounds={meta}
            hasError={hasError}
            onChange={(next) => next !== null && onChange(next)}
          />
        )}
        <Tooltip label={turn}>
          <ActionIcon
            size="sm"
            aria-label={t.withAction(label, turn)}
            aria-pressed={schedule !== null}
            onClick={() => onChange(schedule ? asNumeric(schedule) : asSchedule(item))}
          >
            <RampIcon size={12} />
          </ActionIcon>
        </Tooltip>
        {onRemove && (
          <ActionIcon size="sm" aria-label={t.remove(label)} onClick={onRemove}>
            <CrossIcon size={12} />
          </ActionIcon>
        )}
      </div>
      {schedule && (
        <VariantFields
          field={field}
          current={schedule}
          evaluated={values}
          siblings={siblings}
          onChange={onChange}
        />
      )}
    </div>
  );
}
