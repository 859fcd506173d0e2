/** One text of a list. */
import { TextInput } from '@mantine/core';
import { useDraft } from '../../use-draft.ts';

interface TextsItemProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

export function TextsItem({ label, value, onChange }: TextsItemProps) {
  const draft = useDraft(value, onChange);
  return <TextInput aria-label={label} maxLength={200} {...draft.input} />;
}
