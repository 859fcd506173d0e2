/** One preset. */
import type { Document } from '../../../graph-schemas/document.ts';
import classes from './gallery.module.css';
import { GraphPicture } from './graph-picture.tsx';

interface PresetCardProps {
  readonly id: string;
  readonly document: Document;
  readonly line: string;
  readonly onOpen: () => void;
}

export function PresetCard({ id, document, line, onOpen }: PresetCardProps) {
  const { name, references = [] } = document;
  const paper = references[0]?.title ?? '';
  return (
    <button type="button" className={classes.card} onClick={onOpen} data-preset={id}>
      <GraphPicture graph={document.objective} />
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.text}>{line}</span>
        <span className={classes.facts} title={paper}>
          {authors(paper)}
        </span>
      </span>
    </button>
  );
}

/** `Goodfellow et al., 2014` of a title that ends so in brackets; else the title. */
function authors(title: string): string {
  return title.match(/\(([^()]+)\)\s*$/)?.[1] ?? title;
}
