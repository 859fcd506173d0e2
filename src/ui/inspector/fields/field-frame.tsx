/** Label, unit, reset button, help and error around a field. */
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { HTMLAttributes, ReactNode } from 'react';
import type { FieldMeta } from '../../../nodes/fields/meta.ts';
import { ResetIcon } from '../../icons.tsx';
import { useTexts } from '../../texts/texts.ts';
import classes from '../inspector.module.css';
import { type FieldProps, isInitial } from './field-props.ts';
import { MIXED } from './mixed.ts';
import { writeNumeric } from './number-text.ts';

interface FieldFrameProps
  extends Pick<FieldProps, 'field' | 'meta' | 'value' | 'error' | 'onChange'> {
  /** Of the control that the label names; groups of controls have none. */
  readonly controlId?: string;
  /** Label and control stand side by side. */
  readonly isInline?: boolean;
  /** Of a label that can be dragged. */
  readonly scrub?: HTMLAttributes<HTMLElement> | undefined;
  /** Instead of the control, where the values of several nodes differ in more than it can show. */
  readonly firstOfMixed?: unknown;
  readonly children: ReactNode;
}

export function FieldFrame(props: FieldFrameProps) {
  const { field, meta, value, error, controlId, isInline = false, children, onChange } = props;
  const { inspector: t } = useTexts();
  const initial = initialText(field.initial);
  const isChanged = !field.isRequired && !isInitial(field, value);
  return (
    <div
      {...(controlId ? {} : { role: 'group', 'aria-label': meta.label })}
      className={isInline ? classes.inlineField : undefined}
    >
      <div className={classes.fieldHead}>
        <Tooltip label={meta.help} disabled={!meta.help} multiline maw={280} position="top-start">
          <label
            className={classes.fieldLabel}
            htmlFor={controlId}
            data-scrubs={props.scrub !== undefined || undefined}
            {...props.scrub}
          >
            {meta.label}
          </label>
        </Tooltip>
        {isChanged && (
          <Tooltip label={initial === null ? t.backToDefault : t.backTo(initial)}>
            <ActionIcon
              size="xs"
              aria-label={t.resetField(meta.label)}
              onClick={() => onChange(undefined)}
            >
              <ResetIcon size={12} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {value === MIXED && COMPOUND.has(meta.type) ? (
        <div className={classes.differ}>
          <span className={classes.value}>{t.differ}</span>
          <Button size="compact-xs" variant="default" onClick={() => onChange(props.firstOfMixed)}>
            {t.makeAlike}
          </Button>
        </div>
      ) : (
        children
      )}
      {error && <p className={classes.fieldError}>{error}</p>}
    </div>
  );
}

/** Their controls have no way to say that values differ. */
const COMPOUND: ReadonlySet<FieldMeta['type']> = new Set([
  'numerics',
  'schedules',
  'references',
  'texts',
  'arguments',
]);

/** Short enough to be read on a button. */
function initialText(initial: unknown): string | null {
  if (typeof initial === 'number' || typeof initial === 'string') return writeNumeric(initial);
  if (!Array.isArray(initial) || initial.length > 4) return null;
  return initial.every((item) => typeof item === 'number') ? initial.join(' × ') : null;
}
