/** One preset: what it made, its graph, what it is and costs, where it comes from. */
import type { Document } from '../../../graph-schemas/document.ts';
import { formatCount, formatDuration, shortCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './gallery.module.css';
import { GraphPicture } from './graph-picture.tsx';
import { startPresetDrag } from './open-preset.ts';
import { factsOf } from './preset-facts.ts';

interface PresetCardProps {
  readonly id: string;
  readonly document: Document;
  readonly line: string;
  readonly onOpen: () => void;
}

/** Twice the pixels of the place that it stands in. */
const PICTURE = { width: 132, height: 99 };

export function PresetCard({ id, document, line, onOpen }: PresetCardProps) {
  const { gallery: texts, run } = useTexts();
  const { name, references = [] } = document;
  const paper = references[0]?.title ?? '';
  const facts = factsOf(id);
  return (
    <button
      type="button"
      className={classes.card}
      onClick={onOpen}
      data-preset={id}
      draggable
      onDragStart={(event) => startPresetDrag(event, id)}
    >
      <span className={classes.pictures}>
        {facts?.picture && (
          <img
            className={classes.sample}
            src={`${import.meta.env.BASE_URL}presets/${id}.webp`}
            alt={texts.picture(
              name,
              texts.trainedOn[facts.picture.data],
              formatCount(facts.picture.steps),
            )}
            loading="lazy"
            decoding="async"
            draggable={false}
            {...PICTURE}
          />
        )}
        <GraphPicture graph={document.objective} />
      </span>
      <span className={classes.words}>
        <span className={classes.head}>
          <span className={classes.name}>{name}</span>
          <span className={classes.year} title={paper}>
            {yearOf(paper)}
          </span>
        </span>
        <span className={classes.text}>{line}</span>
        {facts && (
          <span className={classes.facts}>
            {texts.parameters(shortCount(facts.parameters))}
            {facts.seconds !== undefined && (
              <span
                title={texts.timeHelp(
                  formatCount(facts.steps),
                  run.backend.names[facts.backend ?? 'wasm'],
                )}
              >
                {texts.time(formatDuration(rounded(facts.seconds)))}
              </span>
            )}
          </span>
        )}
      </span>
    </button>
  );
}

/** Titles of papers end in `(Goodfellow et al., 2014)`. */
const yearOf = (title: string): string => title.match(/(\d{4})\)\s*$/)?.[1] ?? '';

/** Machines differ by more than seconds. */
const rounded = (seconds: number) =>
  seconds < 55 ? Math.round(seconds / 10) * 10 : Math.round(seconds / 60) * 60;
