/** What stands below a field that has the focus, for as long as it has: made only then, since a form has many fields. */
import { Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './numeric-input.module.css';

interface FieldPopoverProps {
  /** It only tells: what lies below it stays within reach. */
  readonly isPassive: boolean;
  readonly children: ReactNode;
}

export function FieldPopover({ isPassive, children }: FieldPopoverProps) {
  return (
    <Popover
      opened
      position="bottom-start"
      offset={4}
      shadow="md"
      withRoles={false}
      trapFocus={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      hideDetached={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={classes.anchor} />
      </Popover.Target>
      <Popover.Dropdown
        className={classes.dropdown}
        data-passes={isPassive || undefined}
        // The field keeps the focus.
        onMouseDown={(event) => event.preventDefault()}
      >
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
