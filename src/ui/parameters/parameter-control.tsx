/** One parameter of the document or of a block: its value, and folded away its names, bounds and uses. */
import { ActionIcon, Slider, Tooltip } from '@mantine/core';
import { memo, useEffect, useId, useRef, useState } from 'react';
import type { Parameter } from '../../../graph-schemas/document.ts';
import { usesOfParameter } from '../../graph/number-fields.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { untilKeyLetGo, untilLetGo } from '../held-gesture.ts';
import { ChevronIcon, TrashIcon } from '../icons.tsx';
import { PlainNumberInput } from '../inspector/fields/plain-number-input.tsx';
import { ScrubLabel } from '../inspector/fields/scrub-label.tsx';
import { useTexts } from '../texts/texts.ts';
import { useTryValuesMenu } from '../variants/try-values.tsx';
import { ParameterDetails } from './parameter-details.tsx';
import { type ParameterOwner, removeEdit, setEdit } from './parameter-edits.ts';
import { stepOf } from './parameter-step.ts';
import classes from './parameters.module.css';
import { useShownParameter } from './shown-parameter.ts';

interface ParameterControlProps {
  readonly owner: ParameterOwner;
  readonly name: string;
  readonly parameter: Parameter;
}

export const ParameterControl = memo(function ParameterControl(props: ParameterControlProps) {
  const { owner, name, parameter } = props;
  const { value, min, max, label = name, help } = parameter;
  const { inspector: t } = useTexts();
  const id = useId();
  const detailsId = useId();
  const tries = useTryValuesMenu(() => (owner === null ? { type: 'parameter', name } : null));
  const row = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { dispatch } = useDocumentStore.getState();
  const count = useDocumentStore(({ document }) => usesOfParameter(document, owner, name).length);
  const set = (next: number) => dispatch(setEdit(owner, name, { ...parameter, value: next }));
  const isWanted = useShownParameter(
    ({ wanted }) => wanted?.owner === owner && wanted.name === name,
  );
  useEffect(() => {
    if (!isWanted) return undefined;
    // The panel takes the focus as it opens; this comes after.
    const timer = setTimeout(() => {
      row.current?.scrollIntoView({ block: 'center' });
      document.getElementById(id)?.focus();
      useShownParameter.getState().setWanted(null);
    }, 60);
    return () => clearTimeout(timer);
  }, [isWanted, id]);
  const step = stepOf(parameter);
  const bounds = { ...boundsOf(parameter), step };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what its menu offers stands in its details, too.
    <div
      ref={row}
      className={classes.parameter}
      data-parameter={name}
      onContextMenu={tries.onContextMenu}
    >
      {tries.menu}
      <div className={classes.head}>
        <ScrubLabel
          className={classes.label}
          htmlFor={id}
          value={value}
          bounds={bounds}
          onChange={set}
        >
          {label}
          {label !== name && <code className={classes.name}>{name}</code>}
        </ScrubLabel>
        <div className={classes.number}>
          <PlainNumberInput id={id} label={label} value={value} bounds={bounds} onChange={set} />
        </div>
        <Tooltip label={t.editParameter(name)}>
          <ActionIcon
            aria-label={t.editParameter(name)}
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            className={classes.chevron}
            onClick={() => setOpen(!isOpen)}
          >
            <ChevronIcon size={12} />
          </ActionIcon>
        </Tooltip>
        <ActionIcon
          aria-label={t.removeParameter(name)}
          onClick={() => dispatch(removeEdit(owner, name))}
        >
          <TrashIcon size={14} />
        </ActionIcon>
      </div>
      {min !== undefined && max !== undefined && (
        <Slider
          thumbLabel={label}
          size="sm"
          label={null}
          min={min}
          max={max}
          step={step}
          value={value}
          onPointerDown={() => untilLetGo('pointer')}
          onChange={(next) => {
            untilKeyLetGo();
            set(next);
          }}
        />
      )}
      <p className={classes.help}>
        {help && `${help} `}
        <button
          type="button"
          className={classes.uses}
          disabled={count === 0}
          onClick={() => setOpen(true)}
        >
          {t.usedTimesIn(count)}
        </button>
      </p>
      {isOpen && (
        <div id={detailsId}>
          <ParameterDetails owner={owner} name={name} parameter={parameter} />
        </div>
      )}
    </div>
  );
});

function boundsOf({ min, max, integer }: Parameter) {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(integer === undefined ? {} : { integer }),
  };
}
