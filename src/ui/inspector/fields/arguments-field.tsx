/** Values for the parameters of the block that the node uses; an empty one keeps the block's own. */
import { useDocumentStore } from '../../../store/document-store.ts';
import classes from '../inspector.module.css';
import { FieldFrame } from './field-frame.tsx';
import { type FieldProps, shownValue } from './field-props.ts';
import { writeNumeric } from './number-text.ts';
import { NumericInput } from './numeric-input.tsx';

export function ArgumentsField(props: FieldProps<'arguments'>) {
  const { resolved, error, siblings, onChange } = props;
  const block = typeof siblings.block === 'string' ? siblings.block : '';
  const declared = useDocumentStore(({ document }) => document.blocks?.[block]?.parameters);
  const parameters = Object.entries(declared ?? {});
  const values = (shownValue(props) ?? {}) as Readonly<Record<string, unknown>>;
  const evaluated = (resolved ?? {}) as Readonly<Record<string, unknown>>;

  function set(name: string, next: number | string | null) {
    const { [name]: _, ...others } = values;
    onChange(next === null ? others : { ...others, [name]: next });
  }

  return (
    <FieldFrame {...props}>
      {parameters.length === 0 && (
        <p className={classes.help}>The block has no parameters of its own.</p>
      )}
      <div className={classes.items}>
        {parameters.map(([name, parameter]) => (
          <div key={name} className={classes.inline}>
            <NumericInput
              label={parameter.label ?? name}
              value={values[name]}
              resolved={evaluated[name]}
              bounds={{
                ...(parameter.min === undefined ? {} : { min: parameter.min }),
                ...(parameter.max === undefined ? {} : { max: parameter.max }),
                ...(parameter.integer === undefined ? {} : { integer: parameter.integer }),
              }}
              placeholder={writeNumeric(parameter.value)}
              hasError={error !== undefined}
              onChange={(next) => set(name, next)}
            />
            <span className={classes.value}>{name}</span>
          </div>
        ))}
      </div>
    </FieldFrame>
  );
}
