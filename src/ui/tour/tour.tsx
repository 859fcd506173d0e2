/** The guided tour over the page: a card that says what to do, a ring around where. It blocks nothing. */
import { ActionIcon, Button, Group, Portal } from '@mantine/core';
import { useElementSize, useViewportSize } from '@mantine/hooks';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useRunStore } from '../../store/run-store.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import { CheckIcon, CrossIcon } from '../icons.tsx';
import { usePageStore } from '../page-store.ts';
import { placeCard } from './place-card.ts';
import { castOf } from './roles.ts';
import { startTour } from './start-tour.ts';
import { isStepDone, TOUR } from './steps.ts';
import { targetsOf, wayThere } from './targets.ts';
import classes from './tour.module.css';
import { doStep, stepAt } from './tour-actions.ts';
import { goToStep, leaveTour, useTourStore } from './tour-store.ts';
import { tourTexts } from './tour-texts.ts';
import { type Box, useTarget } from './use-target.ts';

export function Tour() {
  const documentId = useTourStore((state) => state.documentId);
  const isStarted = usePageStore((state) => state.isStarted);
  const active = useTabsStore((state) => state.active);
  const isOpen = useTabsStore(({ tabs }) => tabs.some(({ id }) => id === documentId));
  if (documentId === null || !isStarted) return null;
  return active === documentId ? <Steps /> : <Away documentId={isOpen ? documentId : null} />;
}

function Steps() {
  const texts = tourTexts.use();
  const index = useTourStore((state) => Math.min(state.index, TOUR.length - 1));
  const document = useDocumentStore((state) => state.document);
  const graph = useCanvasStore((state) => state.graph);
  const selectedNodes = useCanvasStore((state) => state.selectedNodes);
  const isTraining = useRunStore(({ state }) => state.type !== 'idle');
  const step = stepAt(index);
  const cast = castOf(document);
  const isDone = isStepDone(step, { document, graph, isTraining });
  const sight = { document, graph, selectedNodes };
  const target = useTarget(targetsOf(step, sight, cast));
  const way = wayThere(step, sight, cast);
  const isLast = index === TOUR.length - 1;
  useAdvance(index, isDone, step.isTold === true);
  const words = texts.steps[step.id];
  return (
    <>
      {target && <Ring box={target} />}
      <Card target={target} heading={words.title} progress={texts.progress(index + 1, TOUR.length)}>
        <p className={classes.text}>{words.text}</p>
        {way !== null && !isDone && (
          <p className={classes.way}>{way === 'objective' ? texts.toObjective : texts.toNetwork}</p>
        )}
        <Group gap={6} wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            disabled={index === 0}
            onClick={() => goToStep(index - 1)}
          >
            {texts.back}
          </Button>
          {!step.isTold && (
            <Button
              size="compact-sm"
              variant={isDone ? 'default' : 'light'}
              disabled={isDone}
              onClick={() => doStep(step)}
            >
              {isDone ? texts.done : texts.doIt}
            </Button>
          )}
          <span className={classes.spacer} />
          <Button
            size="compact-sm"
            data-tour-focus
            variant={isDone ? 'filled' : 'default'}
            // Not `disabled`: the focus would be lost with it.
            {...(isDone ? {} : { 'data-disabled': true, 'aria-disabled': true })}
            {...(isDone && !step.isTold ? { leftSection: <CheckIcon size={12} /> } : {})}
            onClick={() => {
              if (!isDone) return;
              if (isLast) leaveTour();
              else goToStep(index + 1);
            }}
          >
            {isLast ? texts.finish : texts.next}
          </Button>
        </Group>
      </Card>
    </>
  );
}

/** A step that becomes done while it is on show is left after a moment, in which its check mark is seen. */
const ADVANCE_MS = 700;

function useAdvance(index: number, isDone: boolean, isTold: boolean): void {
  // Done already when the person came here: they came back to read it.
  const seen = useRef({ index: -1, isDone: true });
  useEffect(() => {
    const before = seen.current;
    seen.current = { index, isDone };
    if (isTold || before.index !== index || before.isDone || !isDone) return;
    const timer = setTimeout(() => goToStep(index + 1), ADVANCE_MS);
    return () => clearTimeout(timer);
  }, [index, isDone, isTold]);
}

/** The tour's document is not on show. */
function Away({ documentId }: { readonly documentId: string | null }) {
  const texts = tourTexts.use();
  return (
    <Card target={null} heading={texts.title}>
      <p className={classes.text}>{documentId === null ? texts.gone : texts.elsewhere}</p>
      <Button
        size="compact-sm"
        data-tour-focus
        onClick={() =>
          documentId === null ? startTour() : useTabsStore.getState().show(documentId)
        }
      >
        {documentId === null ? texts.again : texts.show}
      </Button>
    </Card>
  );
}

/** A little wider than what it marks, and whole where that ends with the window. */
function ringAround({ left, top, width, height }: Box): Box {
  const start = { x: Math.max(1, left - 4), y: Math.max(1, top - 4) };
  const end = {
    x: Math.min(window.innerWidth - 1, left + width + 4),
    y: Math.min(window.innerHeight - 1, top + height + 4),
  };
  return { left: start.x, top: start.y, width: end.x - start.x, height: end.y - start.y };
}

function Ring({ box }: { readonly box: Box }) {
  return (
    <Portal>
      <div className={classes.ring} aria-hidden="true" style={ringAround(box)} />
    </Portal>
  );
}

/** A person draws the card aside by its head, where it stays until the next step. */
function useMovedAside(step: string, place: Spot) {
  const [moved, setMoved] = useState<Spot | null>(null);
  const grip = useRef<Spot | null>(null);
  useEffect(() => setMoved(null), [step]);
  const { x, y } = moved ?? place;
  const handle = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.target instanceof Element && event.target.closest('button')) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      grip.current = { x: event.clientX - x, y: event.clientY - y };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!grip.current) return;
      setMoved({ x: event.clientX - grip.current.x, y: event.clientY - grip.current.y });
    },
    onPointerUp: () => {
      grip.current = null;
    },
  };
  return { x, y, handle };
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

interface CardProps {
  readonly target: Box | null;
  readonly heading: string;
  readonly progress?: string;
  readonly children: ReactNode;
}

function Card({ target, heading, progress, children }: CardProps) {
  const texts = tourTexts.use();
  const page = useViewportSize();
  const { ref, width, height } = useElementSize();
  // With its frame.
  const place = placeCard(target, { width: width + 34, height: height + 34 }, page);
  const { x, y, handle } = useMovedAside(heading, place);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    leaveTour();
  };
  return (
    <Portal>
      <section
        className={classes.card}
        style={{ transform: `translate(${x}px, ${y}px)` }}
        aria-label={texts.title}
        data-tour
        onKeyDown={onKeyDown}
      >
        <div ref={ref}>
          <div className={classes.head} {...handle}>
            <div aria-live="polite">
              {progress && <div className={classes.progress}>{progress}</div>}
              <h2 className={classes.heading}>{heading}</h2>
            </div>
            <ActionIcon
              size="sm"
              aria-label={texts.leave}
              title={texts.leaveHelp}
              onClick={leaveTour}
            >
              <CrossIcon size={13} />
            </ActionIcon>
          </div>
          {children}
        </div>
      </section>
    </Portal>
  );
}
