/** A note or a frame on the canvas: Markdown, written in place, resized and coloured while it is selected. */
import { type NodeProps, NodeResizer, NodeToolbar, Position } from '@xyflow/react';
import { memo } from 'react';
import { NOTE_COLORS, type Note } from '../../../../graph-schemas/document.ts';
import { graphOf } from '../../../graph/graph-of.ts';
import type { GraphId } from '../../../graph/problem.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { PencilIcon, TrashIcon } from '../../icons.tsx';
import { useTexts } from '../../texts/texts.ts';
import type { NoteNode } from '../flow-types.ts';
import { readInline, titleAndRest } from './markdown.ts';
import { inlineView, MarkdownView } from './markdown-view.tsx';
import { changeNote, editNote, removeNote, useNoteEditing } from './note-actions.ts';
import { NoteEditor } from './note-editor.tsx';
import classes from './notes.module.css';

export const NoteCard = memo(function NoteCard({ data, selected }: NodeProps<NoteNode>) {
  const { graph, index } = data;
  const note = useDocumentStore((state) => graphOf(state.document, graph)?.notes?.[index]);
  const isEditing = useNoteEditing(
    ({ editing }) => editing?.graph === graph && editing.index === index,
  );
  if (!note) return null;
  const isFrame = note.type === 'frame';
  const Text = isFrame ? FrameText : NoteText;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: double click is a shortcut; the toolbar has a button.
    <div
      className={isFrame ? classes.frame : classes.note}
      data-color={note.color ?? (isFrame ? 'gray' : 'yellow')}
      onDoubleClick={() => editNote(graph, index)}
    >
      {isFrame && <span className={classes.rim} />}
      <NodeResizer isVisible={selected} minWidth={90} minHeight={44} />
      <NoteTools graph={graph} index={index} note={note} />
      {isEditing ? (
        <NoteEditor graph={graph} index={index} text={note.text} />
      ) : (
        <Text text={note.text} />
      )}
    </div>
  );
});

function NoteText({ text }: { readonly text: string }) {
  return (
    <div className={classes.body}>
      <MarkdownView text={text} />
    </div>
  );
}

function FrameText({ text }: { readonly text: string }) {
  const { title, rest } = titleAndRest(text);
  return (
    <>
      <div className={classes.title}>{inlineView(readInline(title))}</div>
      {rest.trim() !== '' && (
        <div className={classes.rest}>
          <MarkdownView text={rest} />
        </div>
      )}
    </>
  );
}

interface NoteToolsProps {
  readonly graph: GraphId;
  readonly index: number;
  readonly note: Note;
}

/** React Flow shows it while the note is all that is selected. */
function NoteTools({ graph, index, note }: NoteToolsProps) {
  const { notes } = useTexts();
  const usual = note.type === 'frame' ? 'gray' : 'yellow';
  return (
    <NodeToolbar
      position={Position.Top}
      align="start"
      className={classes.tools ?? ''}
      // Frames lie behind all else, their buttons do not.
      style={{ zIndex: 10 }}
    >
      {NOTE_COLORS.map((color) => (
        <button
          key={color}
          type="button"
          className={classes.swatch}
          data-color={color}
          aria-label={notes.colors[color]}
          title={notes.colors[color]}
          aria-pressed={color === (note.color ?? usual)}
          onClick={() => changeNote(graph, index, { color })}
        />
      ))}
      <button
        type="button"
        className={classes.tool}
        aria-label={notes.edit}
        title={notes.edit}
        onClick={() => editNote(graph, index)}
      >
        <PencilIcon size={14} />
      </button>
      <button
        type="button"
        className={classes.tool}
        aria-label={notes.remove}
        title={notes.remove}
        onClick={() => removeNote(graph, index)}
      >
        <TrashIcon size={14} />
      </button>
    </NodeToolbar>
  );
}
