/** Fields that few networks need, folded away until one is used, or wrong. */
import { type ReactNode, useState } from 'react';
import { FoldButton } from '../fold-button.tsx';
import { useTexts } from '../texts/texts.ts';
import classes from './inspector.module.css';

interface RareFieldsProps {
  readonly count: number;
  /** When the form appears; a field that is used later stays where it is. */
  readonly isUsed: boolean;
  readonly isWrong: boolean;
  readonly children: ReactNode;
}

export function RareFields({ count, isUsed, isWrong, children }: RareFieldsProps) {
  const { inspector: t } = useTexts();
  const [isAskedFor, setAskedFor] = useState(isUsed);
  const isOpen = isAskedFor || isWrong;
  return (
    <>
      <FoldButton isOpen={isOpen} onToggle={() => setAskedFor(!isOpen)} className={classes.fold}>
        {isOpen ? t.fewerSettings : t.moreSettings(count)}
      </FoldButton>
      {isOpen && children}
    </>
  );
}
