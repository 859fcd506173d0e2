/** The pictures on the run's buttons. */
import { icon } from '../icon.tsx';

export const PlayIcon = icon(
  <path d="M4.5 2.6v10.8a.6.6 0 0 0 .92.5l8.3-5.4a.6.6 0 0 0 0-1L5.42 2.1a.6.6 0 0 0-.92.5Z" />,
  true,
);
export const PauseIcon = icon(
  <>
    <rect x="3.5" y="2.5" width="3.2" height="11" rx="0.8" />
    <rect x="9.3" y="2.5" width="3.2" height="11" rx="0.8" />
  </>,
  true,
);
export const StopIcon = icon(<rect x="3.2" y="3.2" width="9.6" height="9.6" rx="1.2" />, true);
export const StepIcon = icon(
  <>
    <path d="M3 3v10a.5.5 0 0 0 .78.4l6.6-5a.5.5 0 0 0 0-.8l-6.6-5A.5.5 0 0 0 3 3Z" />
    <rect x="11.3" y="2.5" width="2" height="11" rx="0.6" />
  </>,
  true,
);
export const RestartIcon = icon(
  <>
    <path d="M13.3 8a5.3 5.3 0 1 1-1.7-3.9" />
    <path d="M13.5 1.6v3h-3" />
  </>,
);
export const DownloadIcon = icon(
  <>
    <path d="M8 2v8.2M4.8 7.2 8 10.4l3.2-3.2" />
    <path d="M2.6 13.4h10.8" />
  </>,
);
export const CopyIcon = icon(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.2" />
    <path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2" />
  </>,
);
export const CheckIcon = icon(<path d="m3 8.6 3.2 3.2L13 4.6" />);
export const WarningIcon = icon(
  <>
    <path d="M8 2.2 14.4 13.4H1.6Z" />
    <path d="M8 6.6v3M8 11.6v.1" />
  </>,
);
export const EnlargeIcon = icon(<path d="M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9" />);
export const ForkIcon = icon(<path d="M4.5 2v12M4.5 9.5c0-3 7-2 7-5.5M9.3 5.8 11.5 3.6l2.2 2.2" />);
