/**
 * What else can be done with a number: made a parameter, its parameters gone to, reset. Opened by a button that shows
 * under the pointer, by a right click, or by the menu key.
 */
import { Menu } from '@mantine/core';
import { useContext, useState } from 'react';
import { parseExpression } from '../../../graph/expression.ts';
import { nameOf } from '../../../graph/graph-of.ts';
import type { Bounds } from '../../../nodes/fields/meta.ts';
import { MoreIcon } from '../../icons.tsx';
import { showParameter } from '../../parameters/shown-parameter.ts';
import { useTexts } from '../../texts/texts.ts';
import { TryValuesItem } from '../../variants/try-values.tsx';
import { useFindTarget } from '../../variants/use-field-target.ts';
import { ExpressionScopeContext, useVisibleNames } from './expression-scope.ts';
import { MakeParameter } from './make-parameter.tsx';
import type { Relative } from './mixed.ts';
import { writeNumeric } from './number-text.ts';
import classes from './numeric-input.module.css';

type Stage = 'closed' | 'menu' | 'make';

export function useNumericMenu() {
  const [stage, setStage] = useState<Stage>('closed');
  return { stage, setStage, isOpen: stage !== 'closed', open: () => setStage('menu') };
}

interface NumericMenuProps {
  readonly menu: ReturnType<typeof useNumericMenu>;
  readonly label: string;
  readonly name: string | undefined;
  readonly value: unknown;
  readonly bounds: Bounds;
  readonly initial: unknown;
  readonly onChange: (value: number | string | null | Relative) => void;
}

export function NumericMenu({ menu, ...props }: NumericMenuProps) {
  const { label, name, value, bounds, onChange } = props;
  const { inspector: t } = useTexts();
  const { isPlain = false } = useContext(ExpressionScopeContext);
  const { stage, setStage } = menu;
  const canMake = typeof value === 'number' && name !== undefined;
  if (isPlain || (!canMake && typeof value !== 'string')) return null;
  if (!menu.isOpen) {
    return (
      <button
        type="button"
        className={classes.more}
        // The menu key of the field opens it: a second stop for each number would double the way.
        tabIndex={-1}
        aria-label={t.more(label)}
        aria-haspopup="menu"
        onClick={menu.open}
      >
        <MoreIcon size={12} />
      </button>
    );
  }
  return (
    <Menu
      opened
      onChange={(isOpen) => setStage(isOpen ? 'menu' : 'closed')}
      closeOnItemClick={false}
      position="bottom-end"
      withinPortal
      trapFocus
      returnFocus
    >
      <Menu.Target>
        <button type="button" className={classes.more} tabIndex={-1} aria-label={t.more(label)}>
          <MoreIcon size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {stage === 'make' && typeof value === 'number' && name !== undefined ? (
          <MakeParameter
            label={label}
            name={name}
            value={value}
            bounds={bounds}
            onMake={onChange}
            onClose={() => setStage('closed')}
          />
        ) : (
          stage !== 'closed' && <Items {...props} canMake={canMake} setStage={setStage} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface ItemsProps extends Omit<NumericMenuProps, 'menu'> {
  readonly canMake: boolean;
  readonly setStage: (stage: Stage) => void;
}

function Items({ value, initial, canMake, setStage, onChange }: ItemsProps) {
  const { inspector: t } = useTexts();
  const { graph } = useContext(ExpressionScopeContext);
  const known = useVisibleNames(typeof value === 'string');
  const target = useFindTarget()();
  const parsed = typeof value === 'string' ? parseExpression(value) : null;
  const used = parsed?.ok ? known.filter(({ name }) => parsed.names.includes(name)) : [];
  return (
    <>
      {canMake && <Menu.Item onClick={() => setStage('make')}>{t.makeParameter}</Menu.Item>}
      {used
        .filter(({ from }) => from !== 'copy')
        .map(({ name, from }) => (
          <Menu.Item
            key={name}
            onClick={() => {
              setStage('closed');
              showParameter(from === 'block' && graph ? nameOf(graph) : null, name);
            }}
          >
            {t.goToParameter(name)}
          </Menu.Item>
        ))}
      {target && <TryValuesItem target={target} onChoose={() => setStage('closed')} />}
      {initial !== undefined && value !== initial && (
        <Menu.Item
          onClick={() => {
            setStage('closed');
            onChange(null);
          }}
        >
          {t.resetTo(writeNumeric(initial) || t.none)}
        </Menu.Item>
      )}
    </>
  );
}
