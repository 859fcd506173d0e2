/** The pictures on the page's own buttons. */
import { icon } from './icon.tsx';

export const UndoIcon = icon(<path d="M5.5 3 2.5 6l3 3M2.8 6h6.4a3.8 3.8 0 0 1 0 7.6H6" />);
export const RedoIcon = icon(<path d="m10.5 3 3 3-3 3M13.2 6H6.8a3.8 3.8 0 0 0 0 7.6H10" />);
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9" />
  </>,
);
export const MoonIcon = icon(<path d="M13.6 9.6A6 6 0 0 1 6.4 2.4a6 6 0 1 0 7.2 7.2Z" />);
export const AutoThemeIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.8" />
    <path d="M8 2.2v11.6M8 4.5l4.5 0M8 8h5.7M8 11.5h4.5" />
  </>,
);
export const LanguageIcon = icon(
  <path d="M1.8 3.5h7M5.3 2v1.5M7.6 3.5c-.6 2.7-2.6 4.8-5.4 6M3.4 5.5c.8 1.9 2.4 3.2 4.4 3.8M8 14l3-7.5 3 7.5M9 11.6h4" />,
);
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.3" />
    <path d="m10.3 10.3 3.4 3.4" />
  </>,
);
export const FileIcon = icon(<path d="M9 1.8H4.2v12.4h7.6V4.6L9 1.8Zm0 0v2.8h2.8" />);
export const CopyIcon = icon(<path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />);
export const ClockIcon = icon(
  <path d="M8 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2ZM8 4.8V8l2.2 1.6" />,
);
export const ImportIcon = icon(<path d="M8 9.8V2M5 5l3-3 3 3M2.5 10v3.5h11V10" />);
export const ExportIcon = icon(<path d="M8 2v7.8M5 6.8l3 3 3-3M2.5 10v3.5h11V10" />);
export const SlidersIcon = icon(
  <path d="M2 4.5h5M10.5 4.5H14M2 11.5h2.5M8 11.5h6M7 2.8v3.4h3.5V2.8zM4.5 9.8v3.4H8V9.8z" />,
);
export const GalleryIcon = icon(
  <path d="M2.5 2.5h4.7v4.7H2.5zM8.8 2.5h4.7v4.7H8.8zM2.5 8.8h4.7v4.7H2.5zM8.8 8.8h4.7v4.7H8.8z" />,
);
export const ChevronIcon = icon(<path d="m6 3.5 4.5 4.5L6 12.5" />);
export const ResetIcon = icon(<path d="M3.2 8a4.8 4.8 0 1 1 1.5 3.5M3 12.5v-3h3" />);
export const ErrorIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 4.7v4M8 11.2v.1" />
  </>,
);
export const WarningIcon = icon(<path d="M8 2 1.6 13.5h12.8L8 2Zm0 4.5v3.3M8 11.6v.1" />);
export const CheckIcon = icon(<path d="m3 8.5 3.3 3.3L13 4.8" />);
export const RampIcon = icon(<path d="M2 12.5h3.5l5-9H14" />);
export const FitIcon = icon(<path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />);
export const MapIcon = icon(
  <path d="M2 4.2 6 2.5l4 1.7 4-1.7v9.3l-4 1.7-4-1.7-4 1.7zM6 2.5v9.3M10 4.2v9.3" />,
);
export const MinusIcon = icon(<path d="M3 8h10" />);
export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />);
export const CrossIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />);
export const SwapIcon = icon(
  <path d="M2.5 5.5h10M9.5 2.5l3 3-3 3M13.5 10.5h-10M6.5 7.5l-3 3 3 3" />,
);
export const TrashIcon = icon(<path d="M2.8 4.2h10.4M6 4V2.5h4V4M4.2 4.2l.6 9.3h6.4l.6-9.3" />);
export const EnterIcon = icon(<path d="M6.5 3H13v10H6.5M2 8h7M6.5 5.5 9 8l-2.5 2.5" />);
export const MoreIcon = icon(<path d="M3.5 8h.1M8 8h.1M12.5 8h.1" />);
export const GripIcon = icon(<path d="M6 3.5h.1M10 3.5h.1M6 8h.1M10 8h.1M6 12.5h.1M10 12.5h.1" />);
export const LinkIcon = icon(<path d="M6.5 3.5H3v9.5h9.5V9.5M9 2.5h4.5V7M13.3 2.7 7.5 8.5" />);
export const NoteIcon = icon(
  <path d="M2.5 2.5h11v7.5l-3.5 3.5H2.5zM13.5 10H10v3.5M5 5.8h6M5 8.5h3" />,
);
export const FrameIcon = icon(<path d="M4.5 1.5v13M11.5 1.5v13M1.5 4.5h13M1.5 11.5h13" />);
export const LayoutIcon = icon(
  <path d="M1.8 6h3.7v4H1.8zM10.5 2h3.7v4h-3.7zM10.5 10h3.7v4h-3.7zM5.5 8H8V4h2.5M8 8v4h2.5" />,
);
export const StarIcon = icon(
  <path d="m8 1.8 1.9 3.9 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2 .7-4.3-3.1-3 4.3-.6z" />,
);
export const ListIcon = icon(
  <path d="M5.5 3.5H14M5.5 8H14M5.5 12.5H14M2 3.5h.1M2 8h.1M2 12.5h.1" />,
);
export const KeyboardIcon = icon(
  <path d="M1.5 4h13v8.5h-13zM4 6.8h.1M6.6 6.8h.1M9.3 6.8h.1M12 6.8h.1M4.5 9.8h7" />,
);
export const MenuIcon = icon(<path d="M2 4h12M2 8h12M2 12h12" />);
export const OverlayIcon = icon(
  <path d="M8 2 2 5.2l6 3.2 6-3.2L8 2ZM2 8.2l6 3.2 6-3.2M2 11l6 3.2 6-3.2" />,
);
export const PencilIcon = icon(<path d="m3 13 .8-3.2 7-7 2.4 2.4-7 7L3 13ZM9.3 4.3l2.4 2.4" />);
export const MarqueeIcon = icon(
  <path d="M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M7 2.5h2M7 13.5h2M2.5 7v2M13.5 7v2" />,
);
export const MagnetIcon = icon(
  <path d="M3 2.5h3v5.3a2 2 0 0 0 4 0V2.5h3v5.3a5 5 0 0 1-10 0V2.5ZM3 5.2h3M10 5.2h3" />,
);
