/** Free text. */
import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { useDraft } from '../../use-draft.ts';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';

export function TextField(props: FieldProps<'text'>) {
  const id = useId();
  const draft = useDraft(String(shownValue(props) ?? ''), props.onChange);
  return (
    <FieldFrame {...props} controlId={id} isInline>
      <TextInput id={id} aria-label={props.meta.label} maxLength={200} {...draft.input} />
    </FieldFrame>
  );
}
