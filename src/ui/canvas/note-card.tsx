/** A note or a frame: text on the canvas, edited by double click, resized by its corners when selected. */
import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useState } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { TrashIcon } from '../icons.tsx';
import { useDraft } from '../use-draft.ts';
import { setNotes } from './canvas-actions.ts';
import type { NoteNode } from './flow-types.ts';
import classes from './node.module.css';
import { NoteText } from './note-text.tsx';

export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<NoteNode>) {
  const { graph, index } = data;
  const note = useDocumentStore((state) => graphOf(state.document, graph)?.notes?.[index]);
  const [isEditing, setEditing] = useState(false);
  const draft = useDraft(note?.text ?? '', (text) =>
    setNotes(graph, (notes) =>
      text.trim() === ''
        ? notes.filter((_, at) => at !== index)
        : notes.map((other, at) => (at === index ? { ...other, text } : other)),
    ),
  );
  if (!note) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: double click is a shortcut; the text area takes keys.
    <div className={classes.note} data-type={note.type} onDoubleClick={() => setEditing(true)}>
      <NodeResizer isVisible={selected} minWidth={80} minHeight={40} />
      {selected && (
        <button
          type="button"
          className={`${classes.noteDelete} nodrag`}
          aria-label="Delete this note"
          onClick={() => setNotes(graph, (notes) => notes.filter((_, at) => at !== index))}
        >
          <TrashIcon size={13} />
        </button>
      )}
      {isEditing ? (
        <textarea
          className={`${classes.noteText} nodrag`}
          aria-label="Text of the note; empty removes it"
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to edit this text.
          autoFocus
          {...draft.input}
          onBlur={() => {
            draft.input.onBlur();
            setEditing(false);
          }}
        />
      ) : (
        <NoteText text={note.text} />
      )}
    </div>
  );
});
