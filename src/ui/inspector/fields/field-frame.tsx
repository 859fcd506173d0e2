/** Label, unit, reset button, help and error around a field. */
import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { ResetIcon } from '../../icons.tsx';
import classes from '../inspector.module.css';
import type { FieldProps } from './field-props.ts';

interface FieldFrameProps
  extends Pick<FieldProps, 'field' | 'meta' | 'value' | 'error' | 'onChange'> {
  /** Of the control that the label names; groups of controls have none. */
  readonly controlId?: string;
  /** Label and control stand side by side. */
  readonly isInline?: boolean;
  readonly children: ReactNode;
}

export function FieldFrame(props: FieldFrameProps) {
  const { field, meta, value, error, controlId, isInline = false, children, onChange } = props;
  const isChanged = value !== undefined && !field.isRequired;
  return (
    <div
      {...(controlId ? {} : { role: 'group', 'aria-label': meta.label })}
      className={isInline ? classes.inlineField : undefined}
    >
      <div className={classes.fieldHead}>
        <Tooltip label={meta.help} disabled={!meta.help} multiline maw={280} position="top-start">
          <label className={classes.fieldLabel} htmlFor={controlId}>
            {meta.label}
          </label>
        </Tooltip>
        {isChanged && (
          <Tooltip label="Back to the default">
            <ActionIcon
              size="xs"
              aria-label={`Reset ${meta.label} to its default`}
              onClick={() => onChange(undefined)}
            >
              <ResetIcon size={12} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {children}
      {error && <p className={classes.fieldError}>{error}</p>}
    </div>
  );
}
