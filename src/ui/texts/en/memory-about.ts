/** Memory that a step is estimated to take, before there is a run. */
export const memoryAbout = {
  on: (bytes: string, backend: string) => `${bytes} on ${backend}`,
  list: (parts: readonly string[]) => parts.join(', '),
  perStep: 'per step',
  atPeak: 'at its peak, estimated',
  plan: (bytes: string) => `Memory at its peak, about ${bytes}`,
} as const;
