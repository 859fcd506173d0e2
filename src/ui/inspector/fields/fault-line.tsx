/** What is wrong with a number or expression, and what puts it right. */
import { Button } from '@mantine/core';
import { useContext } from 'react';
import type { NumericFault } from '../../../graph/check-expression.ts';
import { isParameterName } from '../../../graph/parameter-name.ts';
import type { Bounds } from '../../../nodes/fields/meta.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { useTexts } from '../../texts/texts.ts';
import { ExpressionScopeContext } from './expression-scope.ts';
import { faultText } from './fault-text.ts';
import classes from './numeric-input.module.css';

interface FaultLineProps {
  readonly fault: NumericFault;
  readonly bounds: Bounds;
  /** In which the fault is. */
  readonly text: string;
  readonly onWrite: (text: string) => void;
}

export function FaultLine({ fault, bounds, text, onWrite }: FaultLineProps) {
  const { inspector: t } = useTexts();
  const { isPlain = false } = useContext(ExpressionScopeContext);
  const { type } = fault;
  const meant = 'meant' in fault ? fault.meant : null;
  const mended =
    meant !== null && 'at' in fault && fault.at !== null
      ? text.slice(0, fault.at) + meant + text.slice(fault.at + fault.word.length)
      : null;
  const canMake = type === 'unknown-name' && !isPlain && isParameterName(fault.word);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps the focus in the field, whose draft would end.
    <div className={classes.error} onMouseDown={(event) => event.preventDefault()}>
      <span role="status">{faultText(fault, bounds, t)}</span>
      {mended !== null && (
        <Button size="compact-xs" variant="default" onClick={() => onWrite(mended)}>
          {t.write(meant ?? '')}
        </Button>
      )}
      {canMake && (
        <Button size="compact-xs" variant="default" onClick={() => makeParameter(fault.word)}>
          {t.makeParameterOf(fault.word)}
        </Button>
      )}
    </div>
  );
}

function makeParameter(name: string): void {
  useDocumentStore.getState().dispatch({ type: 'set-parameter', name, parameter: { value: 1 } });
}
