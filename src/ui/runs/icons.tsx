/** Pictures on the buttons of the Runs panel. */
import { icon } from '../icon.tsx';

export const PinIcon = icon(<path d="M6 2h4l-.5 5 2.5 2.5H4L6.5 7 6 2ZM8 9.5V14" />);
export const PinnedIcon = icon(
  <path d="M6 1.5h4l-.4 5.2 2.9 2.9v.9H8.6V14.5H7.4V10.5H3.5v-.9l2.9-2.9L6 1.5Z" />,
  true,
);
