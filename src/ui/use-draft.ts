/**
 * A text that is typed and then kept: Enter or leaving the field commits, Escape drops. While nobody types
 * the field follows the document.
 */
import { type ChangeEvent, type KeyboardEvent, useRef, useState } from 'react';
import { leaveField } from './keyboard/left-field.ts';

export interface Draft {
  readonly text: string;
  readonly isEditing: boolean;
  readonly input: {
    readonly value: string;
    onChange(event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>): void;
    onBlur(): void;
    onKeyDown(event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>): void;
  };
}

export function useDraft(value: string, commit: (text: string) => void): Draft {
  const [draft, setDraft] = useState<string | null>(null);
  // Read when the field loses focus: Escape must win over the state of the render before it.
  const latest = useRef<string | null>(null);
  const set = (text: string | null) => {
    latest.current = text;
    setDraft(text);
  };
  return {
    text: draft ?? value,
    isEditing: draft !== null,
    input: {
      value: draft ?? value,
      onChange: (event) => set(event.target.value),
      onBlur() {
        const text = latest.current;
        set(null);
        if (text !== null && text !== value) commit(text);
      },
      onKeyDown(event) {
        if (event.key === 'Escape') set(null);
        const isMultiline = event.currentTarget instanceof HTMLTextAreaElement;
        if (event.key === 'Escape' || (event.key === 'Enter' && !isMultiline)) {
          leaveField(event.currentTarget);
        }
      },
    },
  };
}
