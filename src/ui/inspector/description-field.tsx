/** A description: text to read, which a click or Enter turns into a field. */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../texts/texts.ts';
import { useDraft } from '../use-draft.ts';
import classes from './inspector.module.css';

interface DescriptionFieldProps {
  /** What is described, for those who hear the page. */
  readonly label: string;
  readonly description: string;
  /** What stands where there is none. */
  readonly placeholder: string;
  readonly onChange: (description: string) => void;
}

export function DescriptionField(props: DescriptionFieldProps) {
  const { label, description, placeholder, onChange } = props;
  const { inspector: t } = useTexts();
  const [isEditing, setEditing] = useState(false);
  const { input } = useDraft(description, (text) => onChange(text.trim()));
  if (!isEditing) {
    return (
      <button
        type="button"
        className={classes.description}
        title={t.editDescription}
        onClick={() => setEditing(true)}
      >
        {description || placeholder}
      </button>
    );
  }
  return (
    <Textarea
      aria-label={label}
      size="xs"
      autosize
      autoFocus
      minRows={3}
      maxRows={16}
      maxLength={10_000}
      {...input}
      onBlur={() => {
        input.onBlur();
        setEditing(false);
      }}
    />
  );
}
