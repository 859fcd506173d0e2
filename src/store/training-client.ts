/** The page's one training worker and its one storage. */
import { createTrainingClient } from '../worker/client.ts';
import { createStorage } from '../worker/run-storage.ts';

export const trainingClient = createTrainingClient();
export const pageStorage = createStorage();
