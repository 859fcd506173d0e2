/** One view of a run at one moment: its sheet or its points, under its title where it stands beside others. */
import type { RefObject } from 'react';
import type { Program, ViewProgram } from '../../compiler/program.ts';
import { useRunStore } from '../../store/run-store.ts';
import { formatCount } from '../format.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './samples.module.css';
import { ScatterView } from './scatter-view.tsx';
import { SheetImage } from './sheet-image.tsx';
import { shareOf, sheetLabels } from './sheet-labels.ts';
import { indexOn, type Timeline } from './timeline.ts';
import { useModes } from './use-modes.ts';

interface ViewPictureProps {
  readonly program: Program;
  readonly view: ViewProgram;
  readonly timeline: Timeline;
  readonly isTitled: boolean;
  /** Of a scatter plot, for those who save it. */
  readonly canvas: RefObject<HTMLCanvasElement | null>;
}

export function ViewPicture({ program, view, timeline, isTitled, canvas }: ViewPictureProps) {
  const texts = useTexts().results.samples;
  const sheets = useRunStore((state) => state.sheets[view.node]?.sheets);
  const frames = useRunStore((state) => state.points[view.node]?.frames);
  const modes = useModes(frames !== undefined);
  const steps = (sheets ?? frames ?? []).map(({ step }) => step);
  const index = indexOn(timeline, steps);
  const [sheet, frame] = [sheets?.[index], frames?.[index]];
  return (
    <figure className={classes.figure} data-view={view.node} style={{ flexGrow: shareOf(view) }}>
      {isTitled && <figcaption>{view.title}</figcaption>}
      {sheet && (
        <SheetImage
          url={sheet.url}
          description={texts.atStep(view.title, formatCount(sheet.step))}
          labels={sheetLabels(program, view)}
        />
      )}
      {frame && <ScatterView frame={frame} modes={modes} canvas={canvas} />}
    </figure>
  );
}
