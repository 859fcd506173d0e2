/** Names that can be written at the caret, each with what it is and its value now. */
import { useEffect, useRef } from 'react';
import { formatNumber } from '../../format.ts';
import { useTexts } from '../../texts/texts.ts';
import type { Completion, Completions } from './completion.ts';
import classes from './numeric-input.module.css';

interface CompletionListProps {
  readonly id: string;
  readonly label: string;
  readonly completions: Completions;
  readonly active: number;
  readonly onChoose: (option: Completion) => void;
}

export const optionId = (list: string, index: number) => `${list}-${index}`;

export function CompletionList(props: CompletionListProps) {
  const { id, label, completions, active, onChoose } = props;
  const { inspector: t } = useTexts();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={t.suggestions(label)}
      className={classes.list}
    >
      {completions.options.map((option, index) => (
        <div
          key={`${option.from} ${option.name}`}
          id={optionId(id, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.option}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
          onKeyDown={undefined}
        >
          <code className={classes.optionName}>
            {option.name}
            {option.from === 'function' && '()'}
          </code>
          <span className={classes.optionLabel}>
            {option.from === 'function'
              ? t.functions[option.name as keyof typeof t.functions]
              : (option.label ?? t.from[option.from])}
          </span>
          {option.value !== null && (
            <span className={classes.optionValue}>{formatNumber(option.value)}</span>
          )}
        </div>
      ))}
    </div>
  );
}
