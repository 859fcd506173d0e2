/** The button over something that folds away. */
import type { ReactNode } from 'react';
import classes from './fold-button.module.css';
import { ChevronIcon } from './icons.tsx';

interface FoldButtonProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** Where what it shows says too little. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function FoldButton({ isOpen, onToggle, label, className, children }: FoldButtonProps) {
  return (
    <button
      type="button"
      className={[classes.fold, className].join(' ')}
      aria-expanded={isOpen}
      aria-label={label}
      onClick={onToggle}
    >
      <ChevronIcon size={11} />
      {children}
    </button>
  );
}
