/** Which data a classifier of images learns from: the first dataset node that gives labelled images of their shape. */
import type { Shape } from '../define.ts';
import type { Feed } from '../specs.ts';

/** Whether a classifier trained on the feed can name the classes of images of this shape. */
export function teaches(feed: Feed, shape: Shape, classes: number): boolean {
  const { transform, withLabels } = feed;
  if (!withLabels || transform.type !== 'image' || feed.classes < classes) return false;
  const [height, width, channels] = shape;
  return (
    shape.length === 3 &&
    feed.select !== 'pairs' &&
    feed.select !== 'resolutions' &&
    transform.height === height &&
    transform.width === width &&
    transform.channels === channels
  );
}
