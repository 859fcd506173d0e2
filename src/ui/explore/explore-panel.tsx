/** The Explore panel: a checkpoint, how it is shown, and what can be made of it. Modes follow from what the picture is made of. */
import { Alert, Loader, SegmentedControl } from '@mantine/core';
import { useEffect } from 'react';
import {
  type ExploreMode,
  explore,
  modesOf,
  restExplorer,
  useExploreStore,
} from '../../store/explore-store.ts';
import { useLibraryStore, watchLibrary } from '../../store/library-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { EmptyState } from '../run/empty-state.tsx';
import { sentence } from '../texts/problem-texts.ts';
import { ArithmeticMode } from './arithmetic-mode.tsx';
import { CheckpointChoice } from './checkpoint-choice.tsx';
import { ClassesMode } from './classes-mode.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { ImageMode } from './image-mode.tsx';
import { LayersMode } from './layers-mode.tsx';
import { PickTray } from './pick-tray.tsx';
import { SampleMode } from './sample-mode.tsx';
import { Settings } from './settings.tsx';
import { StylesMode } from './styles-mode.tsx';
import { WalkMode } from './walk-mode.tsx';

export function ExplorePanel() {
  const texts = exploreTexts.use();
  const all = useLibraryStore((state) => state.runs);
  const fault = useLibraryStore((state) => state.fault);
  const shownRun = useRunStore((state) => state.run?.id);
  const opened = useExploreStore((state) => state.opened);
  useEffect(() => watchLibrary(), []);
  useEffect(() => () => restExplorer(), []);
  const runs = (all ?? []).filter(({ step, weights }) => step > 0 && weights !== 'gone');
  const first = runs.find(({ id }) => id === shownRun) ?? runs[0];
  useEffect(() => {
    if (first && useExploreStore.getState().opened.type === 'none') void explore(first, null);
  }, [first]);

  if (fault !== null) return <Alert color="red">{sentence(fault)}</Alert>;
  if (all === null) return <Loader size="sm" m="md" aria-label={texts.loading} />;
  if (runs.length === 0) {
    const areGone = all.some(({ weights }) => weights === 'gone');
    return (
      <EmptyState title={texts.none}>{areGone ? texts.weightsGone : texts.noneYet}</EmptyState>
    );
  }
  return (
    <div className={classes.panel} data-testid="explore">
      <div className={classes.settings}>
        <CheckpointChoice runs={runs} />
        <Chosen />
      </div>
      <div className={classes.main}>
        {opened.type === 'opening' && <Loader size="sm" m="md" aria-label={texts.loading} />}
        {opened.type === 'failed' && (
          <EmptyState title={texts.failed}>{sentence(opened.message)}</EmptyState>
        )}
        {opened.type === 'open' && <Modes />}
      </div>
    </div>
  );
}

function Chosen() {
  const opened = useExploreStore((state) => state.opened);
  const subject = useExploreStore((state) => state.subject);
  if (opened.type !== 'open' || !subject) return null;
  return <Settings contents={opened.contents} subject={subject} />;
}

function Modes() {
  const texts = exploreTexts.use();
  const subject = useExploreStore((state) => state.subject);
  const mode = useExploreStore((state) => state.mode);
  const setMode = useExploreStore((state) => state.setMode);
  if (!subject) return <EmptyState title={texts.noSubject}>{texts.noSubjectYet}</EmptyState>;
  return (
    <>
      <div className={classes.modes}>
        <SegmentedControl
          size="xs"
          aria-label={texts.mode}
          value={mode}
          onChange={(value) => setMode(value as ExploreMode)}
          data={modesOf(subject).map((value) => ({ value, label: texts.modes[value] }))}
        />
        {subject.latent && <PickTray />}
      </div>
      {/* What a mode holds belongs to one kind of latent. */}
      <div className={classes.body} key={`${subject.value}.${mode}`}>
        <Mode />
      </div>
    </>
  );
}

function Mode() {
  const subject = useExploreStore((state) => state.subject);
  const mode = useExploreStore((state) => state.mode);
  const opened = useExploreStore((state) => state.opened);
  if (!subject || opened.type !== 'open') return null;
  switch (mode) {
    case 'sample':
      return <SampleMode />;
    case 'walk':
      return <WalkMode />;
    case 'arithmetic':
      return <ArithmeticMode />;
    case 'classes':
      return subject.label && <ClassesMode count={subject.label.classes} />;
    case 'styles':
      return subject.styles && <StylesMode styles={subject.styles} />;
    case 'image':
      return <ImageMode subject={subject} />;
    case 'layers':
      return <LayersMode subject={subject} networks={opened.contents.networks} />;
    default:
      return mode satisfies never;
  }
}
