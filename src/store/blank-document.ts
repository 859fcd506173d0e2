/** The empty experiment that "New" opens, and what stands on the page before anything is loaded. */
import type { Document } from '../../graph-schemas/document.ts';

export const blankDocument: Document = {
  format: 'ganvas.graph',
  version: 1,
  name: 'Untitled',
  parameters: {},
  networks: {},
  objective: { nodes: {}, edges: [] },
  training: { batchSize: 64, steps: 1000, seed: 1 },
};
