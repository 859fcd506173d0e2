/** A list of texts. How long it may be is the schema's business: a change that it refuses is not offered. */
import { ActionIcon, Button } from '@mantine/core';
import { CrossIcon, PlusIcon } from '../../icons.tsx';
import { useTexts } from '../../texts/texts.ts';
import classes from '../inspector.module.css';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { TextsItem } from './texts-item.tsx';

export function TextsField(props: FieldProps<'texts'>) {
  const { field, meta, onChange } = props;
  const { inspector: t } = useTexts();
  const shown = shownValue(props);
  const items = Array.isArray(shown) ? shown.map(String) : [];
  const longer = [...items, `${items.length + 1}`];
  const canShrink = field.schema.safeParse(items.slice(1)).success;
  return (
    <FieldFrame {...props}>
      <div className={classes.items}>
        {items.map((item, index) => (
          <div className={classes.inline} key={index}>
            <TextsItem
              label={t.item(meta.label, index + 1)}
              value={item}
              onChange={(next) => onChange(items.with(index, next))}
            />
            {canShrink && (
              <ActionIcon
                size="sm"
                aria-label={t.remove(t.item(meta.label, index + 1))}
                onClick={() => onChange(items.toSpliced(index, 1), index)}
              >
                <CrossIcon size={12} />
              </ActionIcon>
            )}
          </div>
        ))}
        {field.schema.safeParse(longer).success && (
          <div>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<PlusIcon size={12} />}
              onClick={() => onChange(longer)}
            >
              {t.add}
            </Button>
          </div>
        )}
      </div>
    </FieldFrame>
  );
}
