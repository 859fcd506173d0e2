/** Whether data can feed a dataset node, and what a node asks of image files. Pure. */
import type { Dataset } from '../data/dataset.ts';
import { highestLabel } from '../data/highest-label.ts';
import type { Feed } from '../nodes/specs.ts';
import type { WantedForm } from '../worker/decode-request.ts';

/** Why data cannot feed a node, as a sentence, or null where it can. */
export function misfit(dataset: Dataset, { transform, select }: Feed): string | null {
  const wants = transform.type === 'points' ? 'points' : 'images';
  if (dataset.type !== (wants === 'points' ? 'points' : 'images'))
    return `This node takes ${wants}, and the data holds ${dataset.type}.`;
  if (dataset.type === 'points') return null;
  const holds = dataset.arrangement?.type ?? 'one set';
  switch (select) {
    case 'all':
    case 'resolutions':
      return holds === 'pairs'
        ? 'This node takes single images, and the data holds pairs. Set what the node takes to a side or to both.'
        : null;
    case 'a':
    case 'b':
      return holds === 'one set'
        ? `This node takes domain ${select.toUpperCase()}, and the data holds one set of images. Bring folders trainA and trainB, or pairs.`
        : null;
    case 'pairs':
      return holds === 'pairs'
        ? null
        : 'This node takes pairs, and the data holds none. Bring pictures with both images side by side.';
    default:
      return unreachable(select);
  }
}

/** Why training would stop at the labels, or null. The data is bound all the same: a setting of the node mends it. */
export function labelTrouble(dataset: Dataset, { withLabels, classes }: Feed): string | null {
  if (!withLabels) return null;
  const { labels, classNames } = dataset.type === 'images' ? dataset : {};
  if (!labels)
    return 'This node gives labels, and the data has none. Bring images in a folder for each class, or turn the labels of the node off.';
  const highest = highestLabel(labels);
  if (highest < classes) return null;
  const needed = Math.max(highest + 1, classNames?.length ?? 0);
  return `This node has ${classes} classes, and the data ${needed}. Set the classes of the node to ${needed}.`;
}

/** A node whose settings have problems gets images of a usual size until they are mended. */
const USUAL: WantedForm = { height: 64, width: 64, channels: 3, fit: 'crop' };

export function wantedForm(feed: Feed | null): WantedForm {
  if (feed?.transform.type !== 'image') return USUAL;
  const { height, width, channels, fit, resize } = feed.transform;
  return { height, width, channels, fit, ...(resize ? { resize } : {}) };
}

export const isSameForm = (a: WantedForm, b: WantedForm): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** Sides of pairs, or both, are asked for. */
export const wantsPairs = (feed: Feed | null): boolean =>
  feed !== null && feed.select !== 'all' && feed.select !== 'resolutions';

function unreachable(value: never): never {
  throw new Error(`internal: a dataset node takes "${value}"`);
}
