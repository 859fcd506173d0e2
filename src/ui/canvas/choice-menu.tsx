/**
 * A list to choose from, open at a point of the window: groups of choices, walked by the arrow keys, searched where there are
 * many. The focus stays in its field, or on the list itself.
 */
import { TextInput } from '@mantine/core';
import { useClickOutside } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import classes from './choice-menu.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Beside the label, in smaller print. */
  readonly hint?: string;
  /** Of a palette group: its colour. */
  readonly colour?: string;
  choose(): void;
}

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

interface ChoiceMenuProps {
  readonly label: string;
  readonly at: { readonly x: number; readonly y: number };
  readonly groups: readonly ChoiceGroup[];
  readonly onClose: () => void;
  readonly search?: {
    readonly label: string;
    readonly placeholder: string;
    readonly query: string;
    readonly onQuery: (query: string) => void;
    readonly none: string;
  };
}

const WIDTH = 268;
const HEIGHT = 340;
const MARGIN = 12;

export function ChoiceMenu({ label, at, groups, onClose, search }: ChoiceMenuProps) {
  const root = useClickOutside(onClose);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const [active, setActive] = useState(0);
  const choices = groups.flatMap((group) => group.choices);
  const index = Math.min(active, choices.length - 1);
  const optionId = (place: number) => `${id}-${place}`;

  useEffect(() => {
    if (!search) list.current?.focus();
  }, [search === undefined]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [index, groups]);

  function choose(choice: Choice | undefined) {
    if (!choice) return;
    onClose();
    choice.choose();
    document.querySelector<HTMLElement>('#canvas')?.focus({ preventScroll: true });
  }

  function onKeyDown(event: KeyboardEvent) {
    const last = choices.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index >= last ? 0 : index + 1,
      ArrowUp: index <= 0 ? last : index - 1,
      PageDown: Math.min(last, index + 8),
      PageUp: Math.max(0, index - 8),
      ...(search ? {} : { Home: 0, End: last }),
    };
    const to = moves[event.key];
    if (to !== undefined) setActive(Math.max(0, to));
    else if (event.key === 'Enter') choose(choices[index]);
    else if (event.key === 'Escape') {
      onClose();
      document.querySelector<HTMLElement>('#canvas')?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const told = choices.length > 0 ? { 'aria-activedescendant': optionId(index) } : {};
  let counted = -1;
  return (
    <div
      ref={root}
      role="dialog"
      aria-label={label}
      className={classes.menu}
      style={{
        left: Math.max(MARGIN, Math.min(at.x, innerWidth - WIDTH - MARGIN)),
        top: Math.max(MARGIN, Math.min(at.y, innerHeight - HEIGHT - MARGIN)),
        width: WIDTH,
        maxHeight: HEIGHT,
      }}
    >
      {search && (
        <TextInput
          // The person has just let go of a wire to choose what it meets.
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-autocomplete="list"
          {...told}
          aria-label={search.label}
          placeholder={search.placeholder}
          value={search.query}
          onChange={(event) => {
            setActive(0);
            search.onQuery(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      )}
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        className={classes.list}
        {...(search ? { tabIndex: -1 } : { tabIndex: 0, onKeyDown, ...told })}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options of a list box has no element of its own.
          <div key={group.title} role="group" aria-label={group.title}>
            {group.title !== '' && (
              <div className={classes.group} aria-hidden="true">
                {group.title}
              </div>
            )}
            {group.choices.map((choice) => {
              counted += 1;
              const here = counted;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard where the focus is, in the field or on the list.
                // biome-ignore lint/a11y/useFocusableInteractive: the active option is told by the field or the list.
                <div
                  key={choice.id}
                  id={optionId(here)}
                  role="option"
                  aria-selected={here === index}
                  data-group={choice.colour}
                  className={classes.item}
                  onPointerMove={() => setActive(here)}
                  onClick={() => choose(choice)}
                >
                  <span className={classes.dot} />
                  <span className={classes.label}>{choice.label}</span>
                  {choice.hint !== undefined && <span className={classes.hint}>{choice.hint}</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {search && choices.length === 0 && <p className={classes.none}>{search.none}</p>}
    </div>
  );
}
