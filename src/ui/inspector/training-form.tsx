/** Batch size, length, seed and how often to sample, measure and save. */
import { SegmentedControl, Tooltip } from '@mantine/core';
import { useId } from 'react';
import type { Numeric } from '../../../graph-schemas/primitives.ts';
import { Expression } from '../../../graph-schemas/primitives.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { NumericInput } from './fields/numeric-input.tsx';
import classes from './inspector.module.css';
import { countedIn, TRAINING_FIELDS, type TrainingField, withField } from './training-fields.ts';

const wholeNumbers = { min: 1, integer: true };

export function TrainingForm() {
  const training = useDocumentStore((state) => state.document.training);
  const dispatch = useDocumentStore((state) => state.dispatch);
  const unit = training.steps === undefined ? 'epochs' : 'steps';
  const fields = TRAINING_FIELDS.filter(
    ({ key }) => (key !== 'steps' && key !== 'epochs') || key === unit,
  );
  return (
    <section className={`${classes.section} ${classes.fields}`}>
      <h3 className={classes.heading}>Training</h3>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Unit of the length"
        data={[
          { value: 'steps', label: 'Count steps' },
          { value: 'epochs', label: 'Count epochs' },
        ]}
        value={unit}
        onChange={(next) =>
          dispatch({
            type: 'set-training',
            training: countedIn(training, next === 'steps' ? 'steps' : 'epochs'),
          })
        }
      />
      {fields.map((field) => (
        <TrainingRow
          key={field.key}
          field={field}
          value={training[field.key]}
          onChange={(value) =>
            dispatch({ type: 'set-training', training: withField(training, field.key, value) })
          }
        />
      ))}
      <SeedRow
        seed={training.seed}
        onChange={(seed) => dispatch({ type: 'set-training', training: { ...training, seed } })}
      />
    </section>
  );
}

interface TrainingRowProps {
  readonly field: TrainingField;
  readonly value: Numeric | undefined;
  readonly onChange: (value: Numeric | null) => void;
}

function TrainingRow({ field, value, onChange }: TrainingRowProps) {
  const id = useId();
  const resolved = useDocumentStore(({ compilation }) =>
    compilation.program ? field.valueOf(compilation.program) : undefined,
  );
  return (
    <div className={classes.row}>
      <Tooltip label={field.help} position="top-start">
        <label htmlFor={id} className={classes.rowLabel}>
          {field.label}
        </label>
      </Tooltip>
      <NumericInput
        id={id}
        label={`${field.label} (${field.unit})`}
        value={value}
        resolved={resolved}
        bounds={wholeNumbers}
        unit={field.unit}
        placeholder={resolved === undefined ? '' : String(resolved)}
        onChange={(next) => onChange(typeof next === 'string' ? Expression.parse(next) : next)}
      />
    </div>
  );
}

interface SeedRowProps {
  readonly seed: number;
  readonly onChange: (seed: number) => void;
}

function SeedRow({ seed, onChange }: SeedRowProps) {
  const id = useId();
  return (
    <div className={classes.row}>
      <Tooltip label="Same document, data, backend and seed: the same run." position="top-start">
        <label htmlFor={id} className={classes.rowLabel}>
          Seed
        </label>
      </Tooltip>
      <NumericInput
        id={id}
        label="Seed"
        value={seed}
        resolved={seed}
        bounds={{ min: 0, max: 2 ** 32 - 1, integer: true }}
        onChange={(next) => {
          if (typeof next === 'number' && Number.isInteger(next) && next >= 0 && next < 2 ** 32)
            onChange(next);
        }}
      />
    </div>
  );
}
