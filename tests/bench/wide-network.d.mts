import type { Document } from '../../graph-schemas/document.ts';

/** The name of the network of 500 nodes. */
export const WIDE: string;
export function crowdedDocument(): Document;
