/** The name of a document while it is changed in its tab: Enter and leaving keep it, Escape does not. */
import { useEffect, useRef } from 'react';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { useDraft } from '../use-draft.ts';
import classes from './tab-strip.module.css';

interface TabNameProps {
  readonly id: string;
  readonly name: string;
  readonly onDone: () => void;
}

export function TabName({ id, name, onDone }: TabNameProps) {
  const texts = useTexts().files.tabs;
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft(name, (text) => {
    const { documentId, dispatch } = useDocumentStore.getState();
    if (documentId === id && text.trim() !== '') dispatch({ type: 'set-about', name: text.trim() });
  });
  useEffect(() => field.current?.select(), []);
  return (
    <input
      ref={field}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field.
      autoFocus
      className={classes.field}
      aria-label={texts.rename(name)}
      maxLength={200}
      {...draft.input}
      onBlur={() => {
        draft.input.onBlur();
        onDone();
      }}
    />
  );
}
