/**
 * What happens in a number field while it has the focus: a draft that Enter or leaving keeps and Escape drops,
 * suggestions for names, arrows that step a number.
 */
import {
  type ChangeEvent,
  type KeyboardEvent,
  type SyntheticEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useDocumentStore } from '../../../store/document-store.ts';
import { leaveField } from '../../keyboard/left-field.ts';
import { type Completion, completed, completionsAt } from './completion.ts';
import { useVisibleNames } from './expression-scope.ts';
import { MIXED, Relative, readRelative } from './mixed.ts';
import { readNumeric, writeNumeric } from './number-text.ts';
import { type Pace, type Steps, stepped } from './scrub.ts';

interface Options {
  readonly value: unknown;
  /** What is wrong is told in the field, which needs the names. */
  readonly hasError: boolean;
  readonly bounds: Steps;
  readonly onChange: (value: number | string | null | Relative) => void;
}

interface Draft {
  readonly text: string;
  readonly caret: number;
  /** Suggestions without a letter to begin with. */
  readonly isAsked: boolean;
  /** Escape has closed the suggestions for this text. */
  readonly isDismissed: boolean;
  /** Of the suggestions; null is the one that the text proposes. */
  readonly active: number | null;
}

const ARROWS: Readonly<Record<string, readonly [1 | -1, Pace]>> = {
  ArrowUp: [1, 'usual'],
  ArrowDown: [-1, 'usual'],
  PageUp: [1, 'coarse'],
  PageDown: [-1, 'coarse'],
};

export function useNumericText({ value, hasError, bounds, onChange }: Options) {
  const [draft, setDraft] = useState<Draft | null>(null);
  // Read when the field loses focus: Escape must win over the state of the render before it.
  const latest = useRef<Draft | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const caretToBe = useRef<number | null>(null);
  const isStepping = useRef(false);
  const names = useVisibleNames(draft !== null || hasError);
  const shown = writeNumeric(value);
  const text = draft?.text ?? shown;
  const completions =
    draft && !draft.isDismissed
      ? completionsAt(draft.text, draft.caret, names, draft.isAsked)
      : null;
  const proposed = completions?.isComplete ? -1 : 0;
  const active = draft?.active ?? proposed;

  useLayoutEffect(() => {
    if (caretToBe.current === null) return;
    input.current?.setSelectionRange(caretToBe.current, caretToBe.current);
    caretToBe.current = null;
  });

  function set(next: Draft | null) {
    latest.current = next;
    setDraft(next);
  }

  function write(next: string, caret: number) {
    set({ text: next, caret, isAsked: false, isDismissed: false, active: null });
  }

  function accept(option: Completion) {
    if (!draft || !completions) return;
    const next = completed(draft.text, completions, option);
    write(next.text, next.caret);
    // A whole name has been chosen: the list would only offer it again.
    set({ ...(latest.current as Draft), isDismissed: option.from !== 'function' });
    caretToBe.current = next.caret;
  }

  function commit() {
    const pending = latest.current;
    set(null);
    endSteps();
    if (pending === null || pending.text === shown) return;
    onChange((value === MIXED ? readRelative(pending.text) : null) ?? readNumeric(pending.text));
  }

  function endSteps() {
    if (isStepping.current) useDocumentStore.getState().endGesture();
    isStepping.current = false;
  }

  /** While a key is held down, all its steps are one step of undo. */
  function step(event: KeyboardEvent, [direction, usual]: readonly [1 | -1, Pace]) {
    const number = draft === null ? value : readNumeric(draft.text);
    const pace = event.shiftKey ? 'fine' : event.ctrlKey || event.metaKey ? 'coarse' : usual;
    const change = (from: number) => stepped(from, direction, bounds, pace);
    if (typeof number !== 'number' && !(number === MIXED)) return false;
    if (!isStepping.current) {
      isStepping.current = true;
      useDocumentStore.getState().beginGesture();
    }
    if (number === MIXED) {
      onChange(new Relative({}, (own) => (typeof own === 'number' ? change(own) : own)));
      return true;
    }
    set(null);
    onChange(change(number));
    return true;
  }

  /** Whether the suggestions have used the key. */
  function onListKey(key: string): boolean {
    if (!completions || !draft) return false;
    const { options } = completions;
    const chosen = options[active];
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const way = key === 'ArrowDown' ? 1 : -1;
      const next = (active + way + options.length) % options.length;
      set({ ...draft, active: active < 0 && way < 0 ? options.length - 1 : next });
    } else if ((key === 'Enter' || key === 'Tab') && chosen) accept(chosen);
    else if (key === 'Escape') set({ ...draft, isDismissed: true });
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const arrow = ARROWS[event.key];
    if (event.nativeEvent.isComposing) return;
    if (onListKey(event.key) || (arrow && step(event, arrow))) {
      event.preventDefault();
      event.stopPropagation();
    } else if ((event.key === ' ' && event.ctrlKey) || event.key === 'ArrowDown') {
      event.preventDefault();
      const caret = event.currentTarget.selectionStart ?? text.length;
      set({ text, caret, isAsked: true, isDismissed: false, active: null });
    } else if (event.key === 'Escape' || event.key === 'Enter') {
      if (event.key === 'Escape') {
        if (latest.current !== null) event.stopPropagation();
        set(null);
      }
      leaveField(event.currentTarget);
    }
  }

  return {
    text,
    names,
    isEditing: draft !== null,
    completions,
    active,
    accept,
    write,
    input: {
      ref: input,
      value: text,
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        const { value: next, selectionStart } = event.currentTarget;
        write(next, selectionStart ?? next.length);
      },
      onSelect: (event: SyntheticEvent<HTMLInputElement>) => {
        const caret = event.currentTarget.selectionStart;
        const { current } = latest;
        if (current && caret !== null && caret !== current.caret) {
          set({ ...current, caret, isAsked: false, active: null });
        }
      },
      onBlur: commit,
      onKeyDown,
      onKeyUp: endSteps,
    },
  };
}
