/** A sentence for the person about what was asked of a checkpoint. */
export class ExploreError extends Error {
  override readonly name = 'ExploreError';
}
