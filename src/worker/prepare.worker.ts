/** Decodes images and brings them to the stored form, beside the training worker, which reads the files: `prepare-pool.ts`. */
import { type ImageJob, preparingWith } from '../data/files/prepare-image.ts';
import { decodeImage } from './decode-image.ts';
import type { PrepareAnswer, PrepareRequest, PrepareResult } from './prepare-pool.ts';

const prepare = preparingWith(decodeImage);

self.addEventListener('message', async ({ data }: MessageEvent<PrepareRequest>) => {
  const results = await Promise.all(data.jobs.map(resultOf));
  const answer: PrepareAnswer = { lot: data.lot, results };
  const buffers = results.flatMap((each) =>
    'images' in each ? each.images.map(({ buffer }) => buffer) : [],
  );
  self.postMessage(answer, { transfer: buffers });
});

async function resultOf(job: ImageJob): Promise<PrepareResult> {
  try {
    return { images: await prepare(job) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { fault: { name, message } };
  }
}
