/** Runs `act` once the next frame is drawn; soon after all the same where nothing draws, as in a tab behind others. */
const BEHIND_MS = 100;

export function afterPaint(act: () => void): void {
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    act();
  };
  // What is posted from within a frame comes after it is drawn.
  const frame = requestAnimationFrame(() => setTimeout(run, 0));
  const timer = setTimeout(run, BEHIND_MS);
}
