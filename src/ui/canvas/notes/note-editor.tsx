/** The text of a note as it is written: Markdown. Leaving the field or Ctrl Enter keeps it, Escape does not; empty removes the note. */
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { GraphId } from '../../../graph/problem.ts';
import { useTexts } from '../../texts/texts.ts';
import { changeNote, endEditing, endEditingOf, removeNote } from './note-actions.ts';
import classes from './notes.module.css';

interface NoteEditorProps {
  readonly graph: GraphId;
  readonly index: number;
  readonly text: string;
}

export function NoteEditor({ graph, index, text }: NoteEditorProps) {
  const { notes } = useTexts();
  const [draft, setDraft] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const isKept = useRef(true);

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    const shown = field.current;
    return () => {
      // Taken away without a word, as when its level is left: all that follows would be part of its step of undo.
      queueMicrotask(() => {
        if (!shown?.isConnected) endEditingOf(graph, index);
      });
    };
  }, [graph, index]);

  function leave() {
    if (isKept.current && draft.trim() === '') removeNote(graph, index);
    else if (isKept.current && draft !== text) changeNote(graph, index, { text: draft });
    endEditing();
  }

  function onKeyDown(event: KeyboardEvent) {
    const isDone = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (!isDone && event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    isKept.current = isDone;
    field.current?.blur();
    document.querySelector<HTMLElement>('#canvas')?.focus({ preventScroll: true });
  }

  return (
    <textarea
      ref={field}
      className={`${classes.editor} nodrag nowheel nopan`}
      aria-label={notes.text}
      title={notes.hint}
      value={draft}
      maxLength={10_000}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={leave}
    />
  );
}
