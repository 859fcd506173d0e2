/** A number or expression with its bounds; may be empty where the kind allows that. Its label can be dragged, too. */
import { useId } from 'react';
import { useTexts } from '../../texts/texts.ts';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import type { Relative } from './mixed.ts';
import { NumericInput } from './numeric-input.tsx';
import { useScrub } from './use-scrub.ts';

export function NumericField(props: FieldProps<'numeric'>) {
  const { field, meta, value, resolved, error, onChange } = props;
  const { inspector: t } = useTexts();
  const id = useId();
  const shown = shownValue(props);
  const change = (next: number | string | null | Relative) => {
    const isCleared = next === null && !(meta.isNullable && value !== undefined);
    onChange(isCleared ? undefined : next);
  };
  const scrub = useScrub({
    value: shown,
    bounds: meta,
    onChange: change,
    onPress: () => document.getElementById(id)?.focus(),
  });
  const { error: _, ...frame } = props;
  return (
    <FieldFrame
      {...frame}
      controlId={id}
      isInline
      scrub={scrub.canScrub ? scrub.handlers : undefined}
    >
      <NumericInput
        id={id}
        label={meta.label}
        name={field.name}
        value={shown}
        resolved={resolved}
        bounds={meta}
        unit={meta.unit}
        initial={field.initial ?? undefined}
        placeholder={meta.isNullable ? t.none : ''}
        error={error}
        onChange={change}
      />
    </FieldFrame>
  );
}
