/** The page's one training worker and its one database. */
import { createTrainingClient } from '../worker/client.ts';
import type { DocumentStorage } from '../worker/document-storage.ts';
import type { PageStorages } from '../worker/page-storages.ts';
import type { RunLibrary } from '../worker/run-library-types.ts';
import type { PageStorage } from '../worker/storage-types.ts';
import { lazily } from './lazily.ts';

let opened: Promise<PageStorages> | null = null;
const storages = (): Promise<PageStorages> => {
  opened ??= import('../worker/page-storages.ts').then(({ openStorages }) => openStorages());
  opened.catch(() => {
    opened = null;
  });
  return opened;
};

export const trainingClient = createTrainingClient();
export const pageStorage: PageStorage = lazily(async () => (await storages()).pageStorage);
export const documentStorage: DocumentStorage = lazily(
  async () => (await storages()).documentStorage,
);
export const openLibrary = async (): Promise<RunLibrary> => (await storages()).runLibrary;
export const runLibrary: Omit<RunLibrary, 'subscribe'> = lazily(openLibrary);
