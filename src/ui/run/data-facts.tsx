/** A look at the data of a node: some samples, how many, how large, how many of each class. */
import { Loader, Text, useComputedColorScheme } from '@mantine/core';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import type { Dataset } from '../../data/dataset.ts';
import type { Feed } from '../../nodes/specs.ts';
import { labelTrouble, misfit } from '../../store/data-fit.ts';
import { useDataStore } from '../../store/data-store.ts';
import type { DataBinding } from '../../store/data-store-types.ts';
import { formatCount } from '../format.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './data.module.css';
import { classCounts, drawPictures, pictureGrid } from './draw-dataset.ts';
import { drawScatter, scatterInk } from './draw-scatter.ts';

interface DataFactsProps {
  readonly node: string;
  readonly feed: Feed;
  readonly binding: DataBinding | undefined;
}

export function DataFacts({ node, feed, binding }: DataFactsProps) {
  const texts = useTexts().data;
  const [dataset, setDataset] = useState<Dataset | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { builtin } = feed;
  // Another binding is another preview.
  useEffect(() => {
    let isCurrent = true;
    setFault(null);
    useDataStore
      .getState()
      .previewOf(node, builtin)
      .then((found) => isCurrent && setDataset(found))
      .catch(
        (error: unknown) =>
          isCurrent && setFault(error instanceof Error ? error.message : String(error)),
      );
    return () => {
      isCurrent = false;
    };
  }, [node, builtin, binding]);
  // Renders are many, and this looks at every label.
  const trouble = useMemo(
    () => (dataset && misfit(dataset, feed) === null ? labelTrouble(dataset, feed) : null),
    [dataset, feed],
  );

  if (fault !== null) {
    return (
      <Text size="sm" c="red">
        {texts.noPreview(sentence(fault))}
      </Text>
    );
  }
  if (dataset === null) return <Loader size="xs" />;
  const why = misfit(dataset, feed);
  return (
    <>
      {why !== null && (
        <Text size="sm" c="red">
          {sentence(why)} {texts.untilThen}
        </Text>
      )}
      {trouble !== null && (
        <Text size="sm" c="red">
          {sentence(trouble)}
        </Text>
      )}
      <div className={classes.facts}>
        {dataset.type === 'images' ? <Pictures dataset={dataset} /> : <Points dataset={dataset} />}
        <dl className={classes.list}>
          <dt>{isPaired(dataset) ? texts.pairs : texts.samples}</dt>
          <dd data-testid="sample-count">{formatCount(dataset.count)}</dd>
          <Domains dataset={dataset} />
          <dt>{texts.size}</dt>
          <dd>
            {dataset.type === 'images'
              ? texts.imageSize(dataset.height, dataset.width, dataset.channels === 1)
              : texts.numbers(dataset.dimensions)}
          </dd>
        </dl>
        <Classes dataset={dataset} />
      </div>
    </>
  );
}

const isPaired = (dataset: Dataset) =>
  dataset.type === 'images' && dataset.arrangement?.type === 'pairs';

function Domains({ dataset }: { readonly dataset: Dataset }) {
  const texts = useTexts().data;
  const arrangement = dataset.type === 'images' ? dataset.arrangement : undefined;
  if (!arrangement) return null;
  const [nameA, nameB] = arrangement.names ?? [];
  const rows = [
    { domain: 'a', title: nameA ? `A (${nameA})` : 'A' },
    { domain: 'b', title: nameB ? `B (${nameB})` : 'B' },
  ] as const;
  return rows.map(({ domain, title }) => (
    <Fragment key={domain}>
      <dt>{title}</dt>
      <dd data-testid={`domain-${domain}`}>
        {arrangement.type === 'pairs'
          ? domain === 'a'
            ? texts.left
            : texts.right
          : formatCount(arrangement[domain].end - arrangement[domain].start)}
      </dd>
    </Fragment>
  ));
}

function Pictures({ dataset }: { readonly dataset: Extract<Dataset, { type: 'images' }> }) {
  const texts = useTexts().data;
  const canvas = useRef<HTMLCanvasElement>(null);
  const grid = pictureGrid(dataset);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) drawPictures(context, dataset);
  }, [dataset]);
  return (
    <canvas
      ref={canvas}
      className={classes.pictures}
      width={grid.width}
      height={grid.height}
      style={{ width: grid.width * grid.scale, height: grid.height * grid.scale }}
      role="img"
      aria-label={texts.imagesOf(grid.shown, dataset.name)}
    />
  );
}

const POINTS_SIDE = 190;
const POINTS_SHOWN = 2000;
const nothing = new Float32Array();

function Points({ dataset }: { readonly dataset: Extract<Dataset, { type: 'points' }> }) {
  const texts = useTexts().data;
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDark = useComputedColorScheme('light') === 'dark';
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = globalThis.devicePixelRatio || 1;
    element.width = Math.round(POINTS_SIDE * ratio);
    element.height = element.width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const real = dataset.points.subarray(0, POINTS_SHOWN * 2);
    const range = real.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6) * 1.15;
    drawScatter(
      context,
      POINTS_SIDE,
      { real, generated: nothing, range },
      dataset.modes ?? null,
      scatterInk(isDark),
    );
  }, [dataset, isDark]);
  return (
    <canvas
      ref={canvas}
      style={{ width: POINTS_SIDE, height: POINTS_SIDE }}
      role="img"
      aria-label={texts.pointsOf(dataset.name)}
    />
  );
}

/** More classes than these are only counted. */
const CLASSES_SHOWN = 20;

function Classes({ dataset }: { readonly dataset: Dataset }) {
  const texts = useTexts().data;
  const counts = useMemo(() => classCounts(dataset), [dataset]);
  if (counts.length === 0) return null;
  if (counts.length > CLASSES_SHOWN) {
    return <Text size="xs">{texts.classes(formatCount(counts.length))}</Text>;
  }
  const most = Math.max(...counts.map(({ count }) => count));
  return (
    <div className={classes.classes}>
      {counts.map(({ name, count }) => (
        <ClassRow key={name} name={name} count={count} share={count / most} />
      ))}
    </div>
  );
}

function ClassRow(props: {
  readonly name: string;
  readonly count: number;
  readonly share: number;
}) {
  return (
    <>
      <span>{props.name}</span>
      <span className={classes.bar} style={{ width: `${props.share * 100}%` }} />
      <span className={classes.count}>{formatCount(props.count)}</span>
    </>
  );
}
