/** Where a person is in the tour, and in which document; kept over reloads. */
import { z } from 'zod';
import { create } from 'zustand';

const Place = z.object({ documentId: z.string(), index: z.number().int().min(0) });

interface TourPlace {
  /** Null while nobody takes the tour. */
  readonly documentId: string | null;
  readonly index: number;
}

const KEY = 'ganvas.tour';
const nowhere: TourPlace = { documentId: null, index: 0 };

function stored(): TourPlace {
  try {
    return Place.parse(JSON.parse(localStorage.getItem(KEY) ?? ''));
  } catch {
    return nowhere;
  }
}

export const useTourStore = create<TourPlace>()(stored);

useTourStore.subscribe(({ documentId, index }) => {
  try {
    if (documentId === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ documentId, index }));
  } catch {
    // Without storage the tour lasts as long as the page.
  }
});

export const beginTour = (documentId: string) => useTourStore.setState({ documentId, index: 0 });
export const leaveTour = () => useTourStore.setState(nowhere);
export const goToStep = (index: number) => useTourStore.setState({ index });
