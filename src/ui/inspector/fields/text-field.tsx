/** Free text. */
import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { useTexts } from '../../texts/texts.ts';
import { useDraft } from '../../use-draft.ts';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { MIXED } from './mixed.ts';

export function TextField(props: FieldProps<'text'>) {
  const { inspector: t } = useTexts();
  const id = useId();
  const shown = shownValue(props);
  const draft = useDraft(shown === MIXED ? '' : String(shown ?? ''), props.onChange);
  return (
    <FieldFrame {...props} controlId={id} isInline>
      <TextInput
        id={id}
        aria-label={props.meta.label}
        placeholder={shown === MIXED ? t.mixed : ''}
        maxLength={200}
        {...draft.input}
      />
    </FieldFrame>
  );
}
