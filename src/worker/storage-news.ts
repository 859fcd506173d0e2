/**
 * What storage did that nobody asked for, told to every page of this browser: the training worker and other tabs write,
 * too. Where the browser has no channels nobody hears; the Runs panel then shows what is left.
 */
import { z } from 'zod';

const CHANNEL = 'ganvas-storage';

const StorageNews = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('made-room'),
    runs: z.array(
      z.object({
        runId: z.string(),
        name: z.string(),
        bytes: z.number(),
        steps: z.array(z.number()),
        /** No checkpoint is left: the run cannot go on. */
        isLast: z.boolean(),
      }),
    ),
  }),
  z.object({
    type: z.literal('damaged'),
    name: z.string(),
    step: z.number(),
    /** The checkpoint that is taken in its place. */
    instead: z.number().nullable(),
  }),
]);
export type StorageNews = z.infer<typeof StorageNews>;
export type RoomMade = Extract<StorageNews, { type: 'made-room' }>['runs'][number];

let channel: BroadcastChannel | null = null;

export function tellStorage(news: StorageNews): void {
  if (typeof BroadcastChannel === 'undefined') return;
  channel ??= new BroadcastChannel(CHANNEL);
  channel.postMessage(news);
}

export function onStorageNews(listener: (news: StorageNews) => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const own = new BroadcastChannel(CHANNEL);
  own.onmessage = ({ data }: MessageEvent<unknown>) => {
    const read = StorageNews.safeParse(data);
    if (read.success) listener(read.data);
  };
  return () => own.close();
}
