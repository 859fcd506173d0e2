/** What all pictures on buttons share: 16 units wide, in the text colour, hidden from screen readers. */
import type { ReactNode } from 'react';

interface IconProps {
  readonly size?: number;
}

export function icon(content: ReactNode, isFilled = false) {
  return function Icon({ size = 16 }: IconProps) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 16 16"
        fill={isFilled ? 'currentColor' : 'none'}
        stroke={isFilled ? 'none' : 'currentColor'}
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {content}
      </svg>
    );
  };
}
