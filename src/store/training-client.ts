/** The page's one training worker and its one database. */
import { createTrainingClient } from '../worker/client.ts';
import { Database } from '../worker/database.ts';
import { createDocumentStorage } from '../worker/document-storage.ts';
import { createStorage } from '../worker/run-storage.ts';

const database = new Database();
export const trainingClient = createTrainingClient();
export const pageStorage = createStorage(database);
export const documentStorage = createDocumentStorage(database);
