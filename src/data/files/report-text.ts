/** What reading files came to, in sentences, for the terminal. */
import type { Dataset, ImageDataset } from '../dataset.ts';
import { highestLabel } from '../highest-label.ts';
import type { ImportReport } from './import-types.ts';

const LISTED = 5;
const group = (value: number): string => value.toLocaleString('en-US');

export function reportText(dataset: Dataset, report: ImportReport): readonly string[] {
  const { heldBack, skippedCount, skipped, notes } = report;
  const lines = [`Read ${describe(dataset)}.`, ...classCounts(dataset), ...notes];
  if (heldBack > 0)
    lines.push(
      `${group(heldBack)} ${heldBack === 1 ? 'image of a test or validation set is' : 'images of test and validation sets are'} held back.`,
    );
  if (skippedCount > 0) {
    lines.push(
      `${group(skippedCount)} ${skippedCount === 1 ? 'file was' : 'files were'} left out:`,
    );
    for (const sentence of skipped.slice(0, LISTED)) lines.push(`  ${sentence}`);
    if (skippedCount > LISTED) lines.push(`  and ${group(skippedCount - LISTED)} more.`);
  }
  return lines;
}

/** More classes than these are only counted. */
const CLASSES_SHOWN = 20;

function classCounts(dataset: Dataset): readonly string[] {
  const classes = dataset.type === 'images' ? classesOf(dataset) : 0;
  if (dataset.type !== 'images' || classes < 1 || classes > CLASSES_SHOWN) return [];
  const counts = new Array<number>(classes).fill(0);
  for (const label of dataset.labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
  const shown = counts.map((count, k) => `${dataset.classNames?.[k] ?? k}: ${group(count)}`);
  return [`Images by class: ${shown.join(', ')}.`];
}

/** How many there are; labels without names count up to the highest. */
function classesOf({ labels, classNames }: ImageDataset): number {
  if (!labels) return 0;
  return classNames ? classNames.length : highestLabel(labels) + 1;
}

function describe(dataset: Dataset): string {
  const { name, count } = dataset;
  if (dataset.type === 'points') return `${group(count)} points of "${name}"`;
  const { height, width, channels } = dataset;
  return `${contents(dataset)} of "${name}", kept as ${height} × ${width} × ${channels}`;
}

/** What a set of images holds, with its arrangement: "752 + 752 images in two domains". */
function contents(dataset: ImageDataset): string {
  const { count, arrangement } = dataset;
  if (arrangement?.type === 'pairs') return `${group(count)} pairs of images`;
  if (arrangement?.type === 'domains') {
    const { a, b } = arrangement;
    return `${group(a.end - a.start)} + ${group(b.end - b.start)} images in two domains`;
  }
  const among = classesOf(dataset);
  const classes = among > 0 ? ` in ${group(among)} ${among === 1 ? 'class' : 'classes'}` : '';
  return `${group(count)} ${count === 1 ? 'image' : 'images'}${classes}`;
}
