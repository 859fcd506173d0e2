/** A field with the list that it searches: letters narrow it, arrow keys choose, Enter takes. The focus stays in the field. */
import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { announce } from '../announce.ts';
import { matchName } from '../palette/match.ts';
import classes from './choice-list.module.css';

export interface Choice {
  readonly key: string;
  readonly title: string;
  readonly detail: string;
  /** Other names to find it by. */
  readonly also?: string;
  /** Sets a colour, as palettes and ports do. */
  readonly port?: string;
  /** Cannot be taken, and says why in its detail. Shown only to who looks for it. */
  readonly isRefused?: boolean;
}

interface ChoiceListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  /** Why there is none, and why none is called that. */
  readonly empty: string;
  readonly noMatch: string;
  onChoose(choice: Choice): void;
  /** Escape, and Backspace in an empty field, where there is a way back. */
  onBack?(): void;
}

export function ChoiceList(props: ChoiceListProps) {
  const { label, placeholder, choices, empty, noMatch, onChoose, onBack } = props;
  const listId = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = useMemo(() => filtered(choices, query), [choices, query]);
  const active = Math.min(at, found.length - 1);
  const idOf = (index: number) => `${listId}-${index}`;

  function move(event: KeyboardEvent, to: number) {
    event.preventDefault();
    const next = Math.max(0, Math.min(found.length - 1, to));
    setAt(next);
    document.getElementById(idOf(next))?.scrollIntoView({ block: 'nearest' });
  }

  function take(choice: Choice) {
    if (choice.isRefused) announce(choice.detail);
    else onChoose(choice);
  }

  function onKeyDown(event: KeyboardEvent) {
    const chosen = found[active];
    if (event.key === 'ArrowDown') move(event, active + 1);
    else if (event.key === 'ArrowUp') move(event, active - 1);
    else if (event.key === 'PageDown') move(event, active + 8);
    else if (event.key === 'PageUp') move(event, active - 8);
    else if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      take(chosen);
    } else if (onBack && (event.key === 'Escape' || (event.key === 'Backspace' && query === ''))) {
      event.preventDefault();
      event.stopPropagation();
      onBack();
    }
  }

  return (
    <div className={classes.root}>
      <TextInput
        data-autofocus
        // The next question of a dialog takes the place of the one before.
        autoFocus
        // Read by Mantine's dialogs: Escape goes back here, and does not close them.
        {...(onBack ? { 'data-mantine-stop-propagation': 'true' } : {})}
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found.length > 0 ? idOf(active) : undefined}
        aria-autocomplete="list"
        label={label}
        placeholder={placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={label} className={classes.list}>
        {found.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and the keys.
          <div
            key={choice.key}
            id={idOf(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            aria-disabled={choice.isRefused}
            className={classes.choice}
            data-port={choice.port}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
            onPointerMove={() => setAt(index)}
          >
            <span className={classes.title}>{choice.title}</span>
            <span className={classes.detail}>{choice.detail}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={classes.none} role="status">
          {choices.length === 0 ? empty : noMatch}
        </p>
      )}
    </div>
  );
}

/** Better matches first, refused ones last; all that can be taken, in their order, for an empty query. */
function filtered(choices: readonly Choice[], query: string): readonly Choice[] {
  const wish = query.trim();
  if (wish === '') return choices.filter(({ isRefused }) => !isRefused);
  return choices
    .flatMap((choice) => {
      const names = [choice.title, choice.also ?? '', choice.isRefused ? '' : choice.detail];
      const scores = names.map((name) => matchName(name, wish, true)?.score ?? 0);
      const score = Math.max(...scores);
      return score > 0 ? [{ choice, score }] : [];
    })
    .sort((a, b) => isLast(a.choice) - isLast(b.choice) || b.score - a.score)
    .map(({ choice }) => choice);
}

const isLast = ({ isRefused }: Choice): number => Number(isRefused === true);
