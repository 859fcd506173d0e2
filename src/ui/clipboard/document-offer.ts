/** A whole document that was pasted, until the person says whether to open it. */
import { create } from 'zustand';
import type { Document } from '../../../graph-schemas/document.ts';

export const useDocumentOffer = create<{ readonly document: Document | null }>()(() => ({
  document: null,
}));

export const offerDocument = (document: Document): void => useDocumentOffer.setState({ document });
export const endOffer = (): void => useDocumentOffer.setState({ document: null });
