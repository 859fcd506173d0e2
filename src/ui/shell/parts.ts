/** What lies over the page now and then: not needed for its first view, there by the time that somebody asks. */
import { useStructureDialog } from '../blocks/dialog-store.ts';
import { useSwapQuestion } from '../canvas/swap-state.ts';
import { usePortQuestion } from '../canvas/wiring/wire-drop.ts';
import { useDocumentOffer } from '../clipboard/document-offer.ts';
import { useIsPaletteOpen } from '../commands/palette-store.ts';
import { useCompareStore } from '../compare/compare-store.ts';
import { useFilesStore } from '../files/files-store.ts';
import { useTakeAwayDialog } from '../files/take-away-store.ts';
import { useConnectDialog } from '../keyboard/connect-state.ts';
import { later } from '../later.tsx';
import { usePageStore } from '../page-store.ts';
import { useForkDialog } from '../run/fork-store.ts';
import { useTourStore } from '../tour/tour-store.ts';
import { useSweepStore } from '../variants/sweep-store.ts';

export const CommandPalette = later(
  async () => (await import('../commands/command-palette.tsx')).CommandPalette,
  useIsPaletteOpen,
);
export const Gallery = later(
  async () => (await import('../gallery/gallery.tsx')).Gallery,
  () => usePageStore((state) => state.isGalleryOpen),
);
export const ShortcutSheet = later(
  async () => (await import('../commands/shortcut-sheet.tsx')).ShortcutSheet,
  () => usePageStore((state) => state.isShortcutsOpen),
);
export const ConnectDialog = later(
  async () => (await import('../keyboard/connect-dialog.tsx')).ConnectDialog,
  () => useConnectDialog((state) => state.asked !== null),
  false,
);
export const StructureDialogs = later(
  async () => (await import('../blocks/structure-dialogs.tsx')).StructureDialogs,
  () => useStructureDialog((state) => state.dialog !== null),
);
export const DocumentOfferDialog = later(
  async () => (await import('../clipboard/document-offer-dialog.tsx')).DocumentOfferDialog,
  () => useDocumentOffer((state) => state.document !== null),
);
export const ImportReport = later(
  async () => (await import('../files/import-report.tsx')).ImportReport,
  () => useFilesStore((state) => state.reports.length > 0),
);
export const RecentDialog = later(
  async () => (await import('../files/recent-documents.tsx')).RecentDialog,
  () => useFilesStore((state) => state.isRecentOpen),
);
export const ShareDialog = later(
  async () => (await import('../files/share-dialog.tsx')).ShareDialog,
  () => useFilesStore((state) => state.isShareOpen),
);
export const TakeAwayDialog = later(
  async () => (await import('../files/take-away-dialog.tsx')).TakeAwayDialog,
  () => useTakeAwayDialog((state) => state.runId !== null),
);
export const CompareView = later(
  async () => (await import('../compare/compare-view.tsx')).CompareView,
  () => useCompareStore((state) => state.isOpen),
);
export const ForkDialog = later(
  async () => (await import('../run/fork-dialog.tsx')).ForkDialog,
  () => useForkDialog((state) => state.asked !== null),
);
export const Tour = later(
  async () => (await import('../tour/tour.tsx')).Tour,
  () => useTourStore((state) => state.documentId !== null),
);
export const SwapMenu = later(
  async () => (await import('../canvas/swap-menu.tsx')).SwapMenu,
  () => useSwapQuestion((state) => state.question !== null),
);
export const PortMenu = later(
  async () => (await import('../canvas/port-menu.tsx')).PortMenu,
  () => usePortQuestion((state) => state.question !== null),
);
export const SweepDialog = later(
  async () => (await import('../variants/sweep-dialog.tsx')).SweepDialog,
  () => useSweepStore((state) => state.isOpen),
);
