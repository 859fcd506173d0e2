/** One preset. */
import type { Document } from '../../../graph-schemas/document.ts';
import classes from './gallery.module.css';
import { GraphPicture } from './graph-picture.tsx';

interface PresetCardProps {
  readonly id: string;
  readonly document: Document;
  readonly onOpen: () => void;
}

export function PresetCard({ id, document, onOpen }: PresetCardProps) {
  const { name, description = '', references = [], networks, profiles = {} } = document;
  return (
    <button type="button" className={classes.card} onClick={onOpen} data-preset={id}>
      <GraphPicture graph={document.objective} />
      <span className={classes.body}>
        <span className={classes.name}>{name}</span>
        <span className={classes.text}>{firstSentences(description)}</span>
        <span className={classes.facts}>
          {Object.keys(networks).join(' · ')}
          {Object.keys(profiles).length > 0 && ` — ${Object.keys(profiles).join(', ')}`}
        </span>
        {references[0] && <span className={classes.facts}>{references[0].title}</span>}
      </span>
    </button>
  );
}

/** Enough of a description for a card. */
function firstSentences(text: string): string {
  const sentences = text.match(/[^.!?]+[.!?]+(\s|$)/g) ?? [text];
  return sentences.slice(0, 2).join('').trim();
}
