/** What an entry of the palette is, beside it while the pointer rests or the focus is on it: equation, paragraph, paper. */
import { Portal } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { definitionOf } from '../../nodes/catalog.ts';
import { Equation } from '../equation/equation.tsx';
import { groupTitle } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { authorsOf } from './authors.ts';
import type { PaletteEntry } from './entries.ts';
import classes from './entry-card.module.css';

interface EntryCardProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  /** Of the entry on the screen. */
  readonly beside: DOMRect;
}

const GAP = 10;
const MOST_ALIASES = 6;

export function EntryCard({ id, entry, beside }: EntryCardProps) {
  const { palette: texts } = useTexts();
  const definition = definitionOf(entry.kind);
  const about = definition ? aboutOf(entry) : {};
  const { equation = definition?.equation, paper = entry.paper ?? definition?.paper } = about;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(beside.top);
  useLayoutEffect(() => {
    const height = box.current?.offsetHeight ?? 0;
    setTop(Math.max(GAP, Math.min(beside.top - GAP, innerHeight - height - GAP)));
  }, [beside]);
  return (
    <Portal target="#popups">
      <div
        ref={box}
        id={id}
        role="tooltip"
        className={classes.card}
        data-group={entry.group}
        style={{ left: beside.right + GAP, top }}
      >
        <p className={classes.group}>{groupTitle(entry.group)}</p>
        <p className={classes.title}>{entry.title}</p>
        {equation && <Equation tex={equation} />}
        <p className={classes.text}>{entry.summary}</p>
        {paper && (
          <p className={classes.paper}>
            {paper.title}
            <br />
            {texts.paperBy(shortAuthors(paper.url), paper.year)}
          </p>
        )}
        {entry.aliases.length > 0 && (
          <p className={classes.aliases}>
            {texts.alsoCalled(entry.aliases.slice(0, MOST_ALIASES).join(', '))}
          </p>
        )}
      </div>
    </Portal>
  );
}

function aboutOf({ kind, params }: PaletteEntry) {
  const definition = definitionOf(kind);
  const read = definition?.about ? definition.params.safeParse(params) : undefined;
  return (read?.success && definition?.about?.(read.data as never)) || {};
}

/** The first three, as references name them. */
function shortAuthors(url: string): string {
  const names = authorsOf(url).split(', ').filter(Boolean);
  return names.length > 3 ? `${names[0]} et al.` : names.join(', ');
}
