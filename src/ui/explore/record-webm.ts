/** A walk as a WebM, recorded while it plays on a canvas out of sight: as long as the walk takes. */
import type { Tiles } from '../../runtime/explore/tiles.ts';
import { drawTile } from './tile.tsx';

const TYPE = 'video/webm';

export const recordsWebm = (): boolean =>
  typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(TYPE);

/** Rejects with a sentence. */
export async function webmOf(tiles: Tiles, frameMs: number, scale: number): Promise<Blob> {
  const small = document.createElement('canvas');
  const canvas = document.createElement('canvas');
  canvas.width = tiles.width * scale;
  canvas.height = tiles.height * scale;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gave no canvas to record from. Save a GIF instead.');
  context.imageSmoothingEnabled = false;
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: TYPE });
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const ended = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve());
    recorder.addEventListener('error', () =>
      reject(new Error('The browser stopped recording. Save a GIF instead.')),
    );
  });
  recorder.start();
  for (let frame = 0; frame < tiles.count; frame++) {
    drawTile(small, tiles, frame);
    context.drawImage(small, 0, 0, canvas.width, canvas.height);
    await new Promise((resolve) => setTimeout(resolve, frameMs));
  }
  recorder.stop();
  await ended;
  return new Blob(parts, { type: TYPE });
}
