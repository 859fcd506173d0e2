/** The experiment's description: text to read, which a click or Enter turns into a field. */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDocumentStore } from '../../store/document-store.ts';
import { useDraft } from '../use-draft.ts';
import classes from './inspector.module.css';

export function DescriptionField() {
  const description = useDocumentStore((state) => state.document.description ?? '');
  const dispatch = useDocumentStore((state) => state.dispatch);
  const [isEditing, setEditing] = useState(false);
  const { input } = useDraft(description, (text) =>
    dispatch({ type: 'set-about', description: text.trim() }),
  );
  if (!isEditing) {
    return (
      <button
        type="button"
        className={classes.description}
        title="Edit the description"
        onClick={() => setEditing(true)}
      >
        {description || 'What is this experiment about? Click to write it down.'}
      </button>
    );
  }
  return (
    <Textarea
      aria-label="Description of the experiment"
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
