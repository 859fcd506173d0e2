/** Values for the parameters of the block that the node uses; an empty one keeps the block's own. */
import { useContext, useMemo } from 'react';
import type { Parameter } from '../../../../graph-schemas/document.ts';
import { checkNumeric } from '../../../graph/check-expression.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { formatNumber } from '../../format.ts';
import { useTexts } from '../../texts/texts.ts';
import classes from '../inspector.module.css';
import { ExpressionScopeContext, useVisibleNames } from './expression-scope.ts';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { MIXED } from './mixed.ts';
import { readNumeric, writeNumeric } from './number-text.ts';
import { NumericInput } from './numeric-input.tsx';

type Values = Readonly<Record<string, unknown>>;

export function ArgumentsField(props: FieldProps<'arguments'>) {
  const outer = useContext(ExpressionScopeContext);
  const scope = useMemo(() => ({ ...outer, withCopy: true }), [outer]);
  return (
    <ExpressionScopeContext value={scope}>
      <Arguments {...props} />
    </ExpressionScopeContext>
  );
}

function Arguments(props: FieldProps<'arguments'>) {
  const { error, siblings, onChange } = props;
  const { inspector: t } = useTexts();
  const block = typeof siblings.block === 'string' ? siblings.block : '';
  const declared = useDocumentStore(({ document }) => document.blocks?.[block]?.parameters);
  const parameters = Object.entries(declared ?? {});
  const shown = shownValue(props);
  const values: Values = shown === MIXED ? {} : ((shown ?? {}) as Values);
  const results = useResults(values, siblings.repeat);

  function set(name: string, next: unknown) {
    const { [name]: _, ...others } = values;
    onChange(next === null ? others : { ...others, [name]: next });
  }

  return (
    <FieldFrame {...props}>
      {parameters.length === 0 && <p className={classes.help}>{t.noArguments}</p>}
      <div className={classes.items}>
        {parameters.map(([name, parameter]) => (
          <div key={name} className={classes.inline}>
            <span className={classes.itemName} title={name}>
              {parameter.label ?? name}
            </span>
            <NumericInput
              label={parameter.label ?? name}
              name={name}
              value={values[name]}
              resolved={undefined}
              result={results[name]}
              bounds={boundsOf(parameter)}
              placeholder={writeNumeric(parameter.value)}
              hasError={error !== undefined}
              onChange={(next) => set(name, next)}
            />
          </div>
        ))}
      </div>
    </FieldFrame>
  );
}

const MOST_COPIES = 4;

/** What an expression comes to: in each copy, where the block is repeated. */
function useResults(values: Values, repeat: unknown): Readonly<Record<string, string>> {
  const names = useVisibleNames(Object.values(values).some((value) => typeof value === 'string'));
  const written = typeof repeat === 'string' ? readNumeric(repeat) : repeat;
  const counted = typeof written === 'number' || typeof written === 'string';
  const copies = counted ? (checkNumeric(written, names, {}).value ?? 1) : 1;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (typeof value !== 'string') return [];
      const results = Array.from({ length: Math.min(copies, MOST_COPIES) }, (_, i) => {
        const here = names.map((known) => (known.from === 'copy' ? { ...known, value: i } : known));
        return checkNumeric(value, here, {}).value;
      });
      if (results.some((result) => result === undefined)) return [];
      const texts = [...new Set(results.map((result) => formatNumber(result ?? 0)))];
      const more = copies > MOST_COPIES && texts.length > 1 ? ', …' : '';
      return [[name, `= ${texts.join(', ')}${more}`]];
    }),
  );
}

function boundsOf({ min, max, integer }: Parameter) {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(integer === undefined ? {} : { integer }),
  };
}
