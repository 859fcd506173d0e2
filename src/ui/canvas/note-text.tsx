/** The text of a note, with **strong** and *emphasis* as its author marked them. */
import { Fragment } from 'react';

const MARKED = /(\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/;

export function NoteText({ text }: { readonly text: string }) {
  return text.split(MARKED).map((part, index) => {
    const key = `${index} ${part}`;
    if (part.startsWith('**') && part.endsWith('**') && part.length > 4) {
      return <strong key={key}>{part.slice(2, -2)}</strong>;
    }
    if (part.startsWith('*') && part.endsWith('*') && part.length > 2) {
      return <em key={key}>{part.slice(1, -1)}</em>;
    }
    return <Fragment key={key}>{part}</Fragment>;
  });
}
