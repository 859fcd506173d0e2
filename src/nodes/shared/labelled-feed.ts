/** Which data a classifier of images learns from: the first dataset node that gives labelled images of their shape. */
import type { Shape } from '../define.ts';
import type { Feed } from '../specs.ts';

/** Whether a classifier trained on the feed can name the classes of images of this shape. */
export function teaches(feed: Feed, shape: Shape, classes: number): boolean {
  return feed.withLabels && feed.classes >= classes && gives(feed, shape);
}

/** Whether the feed gives images of this shape one at a time, whether the document asks for their labels or not. */
export function gives({ transform, select }: Feed, shape: Shape): boolean {
  if (transform.type !== 'image') return false;
  const [height, width, channels] = shape;
  return (
    shape.length === 3 &&
    select !== 'pairs' &&
    select !== 'resolutions' &&
    transform.height === height &&
    transform.width === width &&
    transform.channels === channels
  );
}
