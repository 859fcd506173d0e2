/** The page's storages over one database. With the library behind them they are larger than what the page shows first. */
import { Database } from './database.ts';
import { createDocumentStorage, type DocumentStorage } from './document-storage.ts';
import { createRoom } from './make-room.ts';
import { createRunLibrary } from './run-library.ts';
import type { RunLibrary } from './run-library-types.ts';
import { createStorage } from './run-storage.ts';
import type { PageStorage } from './storage-types.ts';

export interface PageStorages {
  readonly pageStorage: PageStorage;
  readonly documentStorage: DocumentStorage;
  readonly runLibrary: RunLibrary;
}

export function openStorages(): PageStorages {
  const database = new Database();
  const room = createRoom(database);
  return {
    pageStorage: createStorage(database, room),
    documentStorage: createDocumentStorage(database, room),
    runLibrary: createRunLibrary(database, room),
  };
}
