/** The short line of a card, with its numbers as things that can be taken hold of. */
import type { Definition } from '../../../nodes/define.ts';
import { fieldsOf } from '../../../nodes/fields/describe.ts';
import { badgeText, fieldWords } from '../../texts/kind-texts.ts';
import { textsNow } from '../../texts/texts.ts';
import { badgeParts, type NumberPlace } from './badge-parts.ts';
import { placeText } from './number-editing.ts';
import classes from './numbers.module.css';

interface BadgeTextProps {
  /** All of the line; it may begin with more than the kind's own. */
  readonly text: string;
  readonly definition: Definition | undefined;
  /** As evaluated; undefined while they cannot be. */
  readonly params: Readonly<Record<string, unknown>> | undefined;
}

export function BadgeText({ text, definition, params }: BadgeTextProps) {
  const parts = definition && params ? badgeParts(definition, params, badgeText) : [];
  const own = parts.map((part) => part.text).join('');
  if (!definition || !text.endsWith(own)) return text;
  return (
    <>
      {text.slice(0, text.length - own.length)}
      {parts.map(({ text: part, number }, index) =>
        number ? (
          <span
            key={`${index} ${placeText(number)}`}
            className={`${classes.number} nodrag`}
            data-number={placeText(number)}
            title={textsNow().editing.numberHint(labelOf(definition, number))}
          >
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}

function labelOf({ params }: Definition, { field, item }: NumberPlace): string {
  const meta = fieldsOf(params).find(({ name }) => name === field)?.meta;
  const label = meta ? fieldWords(meta).label : field;
  return item === null ? label : textsNow().inspector.item(label, item + 1);
}
