/** Charts that come into sight together are made a few with each frame, in their order, so that the first are there at once. */

const EACH_FRAME = 3;
let waiting: readonly (() => void)[] = [];
let isComing = false;

/** The answer calls it off. */
export function drawSoon(draw: () => void): () => void {
  waiting = [...waiting, draw];
  if (!isComing) requestAnimationFrame(drawNext);
  isComing = true;
  return () => {
    waiting = waiting.filter((each) => each !== draw);
  };
}

function drawNext(): void {
  const next = waiting.slice(0, EACH_FRAME);
  waiting = waiting.slice(EACH_FRAME);
  isComing = waiting.length > 0;
  if (isComing) requestAnimationFrame(drawNext);
  for (const draw of next) draw();
}
