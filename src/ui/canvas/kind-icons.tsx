/** A picture for each group of kinds: what a card is can be told without its colour, and from farther than its words. */
import type { Group } from '../../nodes/define.ts';
import { icon } from '../icon.tsx';

export const KIND_ICONS: Readonly<Record<Group, ReturnType<typeof icon>>> = {
  /** An end of a network, or a network in use. */
  Structure: icon(<path d="M2.5 5h4v6h-4zM6.5 8h7M11 5.5 13.5 8 11 10.5" />),
  /** A kernel on its image. */
  'Dense and convolution': icon(
    <path d="M2.5 2.5h11v11h-11zM2.5 6.2h3.7V2.5M6.2 6.2h3.7v3.7H6.2z" />,
  ),
  /** A bell. */
  Normalization: icon(<path d="M1.5 12.5c4 0 3.8-9 6.5-9s2.5 9 6.5 9" />),
  /** A rectifier. */
  Activation: icon(<path d="M2 12h5.5L14 3.5" />),
  /** A field with gaps. */
  Regularization: icon(
    <path d="M3.5 3.5h.1M8 3.5h.1M12.5 8h.1M3.5 8h.1M8 12.5h.1M12.5 12.5h.1M11 2l3 3M14 2l-3 3M6.5 6.5l3 3M9.5 6.5l-3 3" />,
  ),
  /** A square made wide. */
  Shape: icon(<path d="M2.5 5.5h5v5h-5zM9.5 8h4M11.8 5.7 14 8l-2.2 2.3" />),
  /** Two become one. */
  Combine: icon(
    <path d="M2 3.5c4 0 3 4.5 6 4.5M2 12.5c4 0 3-4.5 6-4.5h6M11.8 5.7 14 8l-2.2 2.3" />,
  ),
  /** Something comes out. */
  Source: icon(
    <>
      <circle cx="5" cy="8" r="3" />
      <path d="M8 8h6M11.8 5.7 14 8l-2.2 2.3" />
    </>,
  ),
  /** A box with parts. */
  Use: icon(<path d="M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.5 5 8 8.2 13.5 5M8 8.2v6" />),
  /** Downhill. */
  Loss: icon(<path d="M2 3c1.5 6.5 3.5 9.5 6 9.5S12.5 9.5 14 3M8 9.8v2.7" />),
  /** A turn of the wheel. */
  Step: icon(<path d="M13.2 8a5.2 5.2 0 1 1-1.6-3.7M13.2 2.3v2.7h-2.7" />),
  /** An eye. */
  View: icon(
    <>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" />
      <circle cx="8" cy="8" r="1.8" />
    </>,
  ),
};
