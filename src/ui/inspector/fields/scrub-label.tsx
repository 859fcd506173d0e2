/** The label of a number outside of a form made from a schema: dragged as the number itself is. */
import type { ComponentPropsWithRef, PointerEvent } from 'react';
import classes from '../inspector.module.css';
import type { Steps } from './scrub.ts';
import { useScrub } from './use-scrub.ts';

/** What else a label takes reaches it: a tooltip listens there. */
interface ScrubLabelProps extends Omit<ComponentPropsWithRef<'label'>, 'onChange'> {
  /** Of the number's field. */
  readonly htmlFor: string;
  readonly value: unknown;
  readonly bounds: Steps;
  readonly onChange: (value: number) => void;
}

export function ScrubLabel(props: ScrubLabelProps) {
  const { htmlFor, value, bounds, className, onChange, onPointerDown, children, ...rest } = props;
  const { canScrub, handlers } = useScrub({
    value,
    bounds,
    onChange: (next) => typeof next === 'number' && onChange(next),
    onPress: () => document.getElementById(htmlFor)?.focus(),
  });
  return (
    <label
      {...rest}
      {...handlers}
      htmlFor={htmlFor}
      className={[classes.dragged, className].join(' ')}
      data-scrubs={canScrub || undefined}
      onPointerDown={(event: PointerEvent<HTMLLabelElement>) => {
        onPointerDown?.(event);
        handlers.onPointerDown(event);
      }}
    >
      {children}
    </label>
  );
}
