/**
 * One number or expression: dragged, stepped or typed, with names suggested, the value of an expression beside it and
 * what is wrong below it.
 */
import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { checkNumeric } from '../../../graph/check-expression.ts';
import type { Bounds } from '../../../nodes/fields/meta.ts';
import { formatNumber } from '../../format.ts';
import { useTexts } from '../../texts/texts.ts';
import { CompletionList, optionId } from './completion-list.tsx';
import { FaultLine } from './fault-line.tsx';
import { FieldPopover } from './field-popover.tsx';
import { hintOf } from './hint.ts';
import { MIXED, type Relative } from './mixed.ts';
import { readNumeric } from './number-text.ts';
import classes from './numeric-input.module.css';
import { NumericMenu, useNumericMenu } from './numeric-menu.tsx';
import { useNumericText } from './use-numeric-text.ts';
import { useScrub } from './use-scrub.ts';

export interface NumericInputProps {
  readonly id?: string;
  readonly label: string;
  /** A number, an expression, `MIXED`, or nothing. */
  readonly value: unknown;
  readonly resolved: unknown;
  /** Instead of the value of an expression, where it has several. */
  readonly result?: string | undefined;
  readonly bounds: Bounds & { readonly step?: number | undefined };
  readonly unit?: string | undefined;
  readonly placeholder?: string;
  /** What the compiler says is wrong. */
  readonly error?: string | undefined;
  /** Something of the list that it belongs to is wrong. */
  readonly hasError?: boolean;
  /** Of the field, by which equal numbers are found; without it the number cannot become a parameter. */
  readonly name?: string | undefined;
  readonly initial?: unknown;
  /** `null` for an empty field. */
  readonly onChange: (value: number | string | null | Relative) => void;
}

export function NumericInput(props: NumericInputProps) {
  const { id, label, value, resolved, bounds, unit, placeholder = '', error, onChange } = props;
  const { inspector: t } = useTexts();
  const listId = useId();
  const hintId = useId();
  const [isFocused, setFocused] = useState(false);
  const isWrong = error !== undefined;
  const typing = useNumericText({ value, hasError: isWrong, bounds, onChange });
  const { text, names, isEditing, completions, active } = typing;
  const written = isEditing ? readNumeric(text) : value;
  const isNumeric = typeof written === 'number' || typeof written === 'string';
  // As it stands, blanks and all: places are counted in it.
  const isExpression = isEditing && typeof written === 'string';
  const isRelative = isEditing && value === MIXED && /^\s*[*/+]/.test(text);
  const checked =
    isNumeric && !isRelative && (isEditing || isWrong || typeof written === 'number')
      ? checkNumeric(isExpression ? text : written, names, bounds)
      : null;
  const evaluated = isEditing ? checked?.value : resolved;
  const result =
    typeof written !== 'string' || isRelative
      ? null
      : !isEditing && props.result !== undefined
        ? props.result
        : typeof evaluated === 'number'
          ? `= ${formatNumber(evaluated)}`
          : null;
  const beside = result ?? (isEditing ? null : unit);
  const scrub = useScrub({
    value,
    bounds,
    onChange,
    onPress: () => {
      typing.input.ref.current?.focus();
      typing.input.ref.current?.select();
    },
  });
  const menu = useNumericMenu();
  // A word that suggestions are made for is not written to its end.
  const fault = completions ? undefined : checked?.fault;
  const isWhole = isRelative || fault === undefined;
  const hint = isWhole
    ? hintOf({ bounds, initial: props.initial, isMixed: value === MIXED, t })
    : null;
  const isOpen = isFocused && !menu.isOpen && (completions !== null || hint !== null);

  return (
    <>
      <div className={classes.box} data-scrubs={scrub.canScrub || undefined}>
        <TextInput
          {...(id ? { id } : {})}
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={isOpen && completions !== null}
          aria-controls={isOpen && completions ? listId : undefined}
          aria-activedescendant={
            isOpen && completions && active >= 0 ? optionId(listId, active) : undefined
          }
          aria-describedby={isOpen && hint ? hintId : undefined}
          placeholder={value === MIXED ? t.mixed : placeholder}
          error={isWrong || props.hasError || fault !== undefined}
          spellCheck={false}
          autoComplete="off"
          {...typing.input}
          onFocus={() => setFocused(true)}
          onBlur={() => {
            setFocused(false);
            typing.input.onBlur();
          }}
          {...scrub.handlers}
          onContextMenu={(event) => {
            if (isEditing) return;
            event.preventDefault();
            menu.open();
          }}
          rightSectionWidth={beside ? `${beside.length + 2.5}ch` : 0}
          rightSectionPointerEvents="none"
          rightSection={
            result ? (
              <output className={classes.value} aria-label={t.valueOf(label)}>
                {result}
              </output>
            ) : (
              beside && <span className={classes.value}>{beside}</span>
            )
          }
        />
        <NumericMenu
          menu={menu}
          label={label}
          name={props.name}
          value={value}
          bounds={bounds}
          initial={props.initial}
          onChange={onChange}
        />
        {isOpen && (
          <FieldPopover isPassive={completions === null}>
            {completions && (
              <CompletionList
                id={listId}
                label={label}
                completions={completions}
                active={active}
                onChoose={typing.accept}
              />
            )}
            {hint && (
              <p id={hintId} className={classes.hint}>
                {hint}
              </p>
            )}
          </FieldPopover>
        )}
      </div>
      {fault ? (
        <FaultLine
          fault={fault}
          bounds={bounds}
          text={typeof written === 'string' ? written : ''}
          onWrite={(next) =>
            isEditing ? typing.write(next, next.length) : onChange(readNumeric(next))
          }
        />
      ) : (
        error && !isEditing && <p className={classes.error}>{error}</p>
      )}
    </>
  );
}
