/** Decodes images and brings them to the stored form, beside the training worker, which reads the files: `prepare-pool.ts`. */
import { type ImageJob, preparingWith } from '../data/files/prepare-image.ts';
import { decodeImage } from './decode-image.ts';
import type { PrepareAnswer, PrepareRequest } from './prepare-pool.ts';

const prepare = preparingWith(decodeImage);

self.addEventListener('message', async ({ data }: MessageEvent<PrepareRequest>) => {
  const answer = await Promise.all(data.map(answerTo));
  const buffers = answer.flatMap((each) =>
    'images' in each ? each.images.map(({ buffer }) => buffer) : [],
  );
  self.postMessage(answer, { transfer: buffers });
});

async function answerTo(job: ImageJob): Promise<PrepareAnswer[number]> {
  try {
    return { images: await prepare(job) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { fault: { name, message } };
  }
}
