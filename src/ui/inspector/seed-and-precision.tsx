/** The seed of a training, and its precision: float32, or mixed where the device can. */
import { SegmentedControl, Tooltip } from '@mantine/core';
import { useId } from 'react';
import type { Precision, Training } from '../../../graph-schemas/document.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { precision as english } from '../texts/en/precision.ts';
import { lateTexts } from '../texts/late-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { precision as chinese } from '../texts/zh/precision.ts';
import { PlainNumberInput } from './fields/plain-number-input.tsx';
import classes from './inspector.module.css';

const precisionTexts = lateTexts(english, chinese);

export function SeedAndPrecision() {
  const training = useDocumentStore((state) => state.document.training);
  const dispatch = useDocumentStore((state) => state.dispatch);
  const onChange = (next: Training) => dispatch({ type: 'set-training', training: next });
  return (
    <>
      <SeedRow seed={training.seed} onChange={(seed) => onChange({ ...training, seed })} />
      <PrecisionRow
        precision={training.precision ?? 'float32'}
        onChange={(precision) => onChange(withPrecision(training, precision))}
      />
    </>
  );
}

interface PrecisionRowProps {
  readonly precision: Precision;
  readonly onChange: (precision: Precision) => void;
}

function PrecisionRow({ precision, onChange }: PrecisionRowProps) {
  const texts = precisionTexts.use();
  return (
    <div className={classes.row}>
      <Tooltip label={texts.help} position="top-start" multiline w={320}>
        <span className={classes.rowLabel}>{texts.label}</span>
      </Tooltip>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={texts.label}
        data={[
          { value: 'float32', label: texts.choices.float32 },
          { value: 'mixed', label: texts.choices.mixed },
        ]}
        value={precision}
        onChange={(next) => onChange(next === 'mixed' ? 'mixed' : 'float32')}
      />
    </div>
  );
}

/** What is usual is not written down. */
function withPrecision(training: Training, precision: Precision): Training {
  const { precision: _, ...others } = training;
  return precision === 'float32' ? others : { ...others, precision };
}

interface SeedRowProps {
  readonly seed: number;
  readonly onChange: (seed: number) => void;
}

function SeedRow({ seed, onChange }: SeedRowProps) {
  const { inspector: t } = useTexts();
  const id = useId();
  return (
    <div className={classes.row}>
      <Tooltip label={t.seedHelp} position="top-start">
        <label htmlFor={id} className={classes.rowLabel}>
          {t.seed}
        </label>
      </Tooltip>
      <PlainNumberInput
        id={id}
        label={t.seed}
        value={seed}
        bounds={{ min: 0, max: 2 ** 32 - 1, integer: true }}
        onChange={onChange}
      />
    </div>
  );
}
