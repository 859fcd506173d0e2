/** A number that cannot be an expression: what is typed may be one, and is worked out at once. */
import { checkNumeric } from '../../../graph/check-expression.ts';
import { ExpressionScopeContext } from './expression-scope.ts';
import { NumericInput, type NumericInputProps } from './numeric-input.tsx';

interface PlainNumberInputProps extends Omit<NumericInputProps, 'onChange' | 'resolved' | 'name'> {
  readonly onChange: (value: number) => void;
}

const PLAIN = { graph: null, isPlain: true } as const;

export function PlainNumberInput({ onChange, ...props }: PlainNumberInputProps) {
  return (
    <ExpressionScopeContext value={PLAIN}>
      <NumericInput
        {...props}
        resolved={props.value}
        onChange={(next) => {
          if (typeof next !== 'number' && typeof next !== 'string') return;
          // What is wrong was told while it was typed; the last good number stays.
          const { value } = checkNumeric(next, [], props.bounds);
          if (value !== undefined) onChange(value);
        }}
      />
    </ExpressionScopeContext>
  );
}
