/** One number or expression: Enter or leaving keeps it, arrows step it, its value stands beside an expression. */
import { TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { Bounds } from '../../../nodes/fields/meta.ts';
import { formatNumber } from '../../format.ts';
import { useDraft } from '../../use-draft.ts';
import classes from '../inspector.module.css';
import { readNumeric, stepped, writeNumeric } from './number-text.ts';

interface NumericInputProps {
  readonly id?: string;
  readonly label: string;
  readonly value: unknown;
  readonly resolved: unknown;
  readonly bounds: Bounds & { readonly step?: number | undefined };
  readonly unit?: string | undefined;
  readonly placeholder?: string;
  readonly hasError?: boolean;
  /** `null` for an empty field. */
  readonly onChange: (value: number | string | null) => void;
}

export function NumericInput(props: NumericInputProps) {
  const {
    id,
    label,
    value,
    resolved,
    bounds,
    unit,
    placeholder,
    hasError = false,
    onChange,
  } = props;
  const draft = useDraft(writeNumeric(value), (text) => onChange(readNumeric(text)));
  const isExpression = typeof value === 'string' && !draft.isEditing;
  const result =
    isExpression && typeof resolved === 'number' ? `= ${formatNumber(resolved)}` : null;

  const beside = result ?? (draft.isEditing ? null : unit);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const isUp = event.key === 'ArrowUp';
    if ((isUp || event.key === 'ArrowDown') && typeof value === 'number' && !draft.isEditing) {
      event.preventDefault();
      onChange(stepped(value, isUp ? 1 : -1, bounds));
    } else draft.input.onKeyDown(event);
  }

  return (
    <TextInput
      {...(id ? { id } : {})}
      aria-label={label}
      placeholder={placeholder ?? ''}
      error={hasError}
      spellCheck={false}
      autoComplete="off"
      {...draft.input}
      onKeyDown={onKeyDown}
      rightSectionWidth={beside ? `${beside.length + 2.5}ch` : 0}
      rightSection={
        result ? (
          <output className={classes.value} aria-label={`Value of ${label}`}>
            {result}
          </output>
        ) : (
          beside && <span className={classes.value}>{beside}</span>
        )
      }
    />
  );
}
