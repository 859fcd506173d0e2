/** Something that was deleted and can come back for a while: one of the two ends it, and the other then does nothing. */
export interface Deletion {
  undo(): Promise<void>;
  /** For good; where nobody calls it, the next visit does. */
  settle(): Promise<void>;
}

export function createDeletion({ undo, settle }: Deletion): Deletion {
  let isOver = false;
  const once = (act: () => Promise<void>) => async () => {
    if (isOver) return;
    isOver = true;
    await act();
  };
  return { undo: once(undo), settle: once(settle) };
}
