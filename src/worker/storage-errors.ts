/** Turns what a browser's storage throws into sentences that say what to do. */

export class StorageError extends Error {
  override readonly name = 'StorageError';
}

const ADVICE: Readonly<Record<string, string>> = {
  QuotaExceededError:
    'the browser has no room left for this page. Free disk space, or clear the data of other sites, and go on',
  InvalidStateError: 'the browser closed its storage. Reload the page and go on',
  DatabaseClosedError: 'the browser closed its storage. Reload the page and go on',
  MissingAPIError:
    'this browser gives the page no storage (a private window?). Everything works until the page is closed',
  SecurityError:
    'this browser forbids the page its storage. Everything works until the page is closed; allow site data to keep it',
  VersionError: 'it was written by a newer version of Ganvas. Reload the page to get that version',
  UnknownError: 'the browser could not use its disk, which may be full. Free space and go on',
};

/** Name of an error, looking through the wrappers that a transaction puts around its cause. */
function causeOf(error: unknown): { readonly name: string; readonly message: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  if (error instanceof StorageError) return causeOf(error.cause);
  const inner: unknown = 'inner' in error ? error.inner : undefined;
  // A database that could not be opened is closed to all who come later.
  const isWrapper = error.name === 'AbortError' || error.name === 'DatabaseClosedError';
  if (isWrapper || !(error.name in ADVICE)) {
    if (inner instanceof Error && inner !== error) return causeOf(inner);
  }
  return error;
}

/** The browser gives no more room. Chromium calls a disk that is full of its own an `UnknownError`, which may pass. */
export const isOutOfRoom = (error: unknown): boolean =>
  causeOf(error).name === 'QuotaExceededError';

/** @param what e.g. "Could not keep the checkpoint of step 200" */
export function storageError(what: string, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const { name, message } = causeOf(error);
  const advice = Object.hasOwn(ADVICE, name) ? ADVICE[name] : undefined;
  return new StorageError(`${what}: ${advice ?? `${message || name}`}.`, { cause: error });
}
