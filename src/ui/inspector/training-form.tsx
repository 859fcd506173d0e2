/** Batch size, length, seed and how often to sample, measure and save. */
import { SegmentedControl, Tooltip } from '@mantine/core';
import { useId } from 'react';
import type { Numeric } from '../../../graph-schemas/primitives.ts';
import { Expression } from '../../../graph-schemas/primitives.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { later } from '../later.tsx';
import { useTexts } from '../texts/texts.ts';
import { Relative } from './fields/mixed.ts';
import { NumericInput } from './fields/numeric-input.tsx';
import { ScrubLabel } from './fields/scrub-label.tsx';
import classes from './inspector.module.css';
import { countedIn, TRAINING_FIELDS, type TrainingField, withField } from './training-fields.ts';

const SeedAndPrecision = later(
  async () => (await import('./seed-and-precision.tsx')).SeedAndPrecision,
);

const wholeNumbers = { min: 1, integer: true };

export function TrainingForm() {
  const { inspector: t } = useTexts();
  const training = useDocumentStore((state) => state.document.training);
  const dispatch = useDocumentStore((state) => state.dispatch);
  const unit = training.steps === undefined ? 'epochs' : 'steps';
  const fields = TRAINING_FIELDS.filter(
    ({ key }) => (key !== 'steps' && key !== 'epochs') || key === unit,
  );
  return (
    <section className={`${classes.section} ${classes.fields}`}>
      <h3 className={classes.heading}>{t.training}</h3>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={t.lengthUnit}
        data={[
          { value: 'steps', label: t.countSteps },
          { value: 'epochs', label: t.countEpochs },
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
      <SeedAndPrecision />
    </section>
  );
}

interface TrainingRowProps {
  readonly field: TrainingField;
  readonly value: Numeric | undefined;
  readonly onChange: (value: Numeric | null) => void;
}

function TrainingRow({ field, value, onChange }: TrainingRowProps) {
  const { inspector: t } = useTexts();
  const id = useId();
  const label = t.trainingFields[field.key];
  const unit = t.units[field.unit];
  const resolved = useDocumentStore(({ compilation }) =>
    compilation.program ? field.valueOf(compilation.program) : undefined,
  );
  return (
    <div className={classes.row}>
      <Tooltip label={t.trainingHelp[field.key]} position="top-start">
        <ScrubLabel
          htmlFor={id}
          className={classes.rowLabel}
          value={value}
          bounds={wholeNumbers}
          onChange={onChange}
        >
          {label}
        </ScrubLabel>
      </Tooltip>
      <NumericInput
        id={id}
        label={t.labelWithUnit(label, unit)}
        name={field.key}
        value={value}
        resolved={resolved}
        bounds={wholeNumbers}
        unit={unit}
        placeholder={resolved === undefined ? '' : String(resolved)}
        onChange={(next) => {
          if (next instanceof Relative) return;
          onChange(typeof next === 'string' ? Expression.parse(next) : next);
        }}
      />
    </div>
  );
}
