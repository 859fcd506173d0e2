/**
 * The field of the number that is edited in its place on a card: the inspector's own, on top of the card. There is one for the
 * whole canvas, and none while nothing is edited.
 */
import { useInternalNode, ViewportPortal } from '@xyflow/react';
import { type FocusEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useCanvasStore } from '../../../store/canvas-store.ts';
import { useDocumentStore } from '../../../store/document-store.ts';
import { ExpressionScopeContext } from '../../inspector/fields/expression-scope.ts';
import { NumericInput } from '../../inspector/fields/numeric-input.tsx';
import { useThrough } from '../../inspector/use-through.ts';
import { focusNode } from '../../keyboard/focus-node.ts';
import { problemText } from '../../texts/problem-texts.ts';
import { useTexts } from '../../texts/texts.ts';
import { type CardNumber, concerns, type Setting, setNumber, settingOf } from './card-numbers.ts';
import {
  editNumber,
  endNumber,
  numberBeside,
  placeText,
  spotOf,
  useNumberEditing,
} from './number-editing.ts';
import classes from './numbers.module.css';

export function NumberEditor() {
  const number = useNumberEditing((state) => state.number);
  const graph = useCanvasStore((state) => state.graph);
  const setting = useDocumentStore(
    useShallow((state) => (number?.graph === graph ? settingOf(state, number) : null)),
  );
  if (!number || !setting) return null;
  return <Editor key={`${number.node} ${placeText(number)}`} number={number} setting={setting} />;
}

/** Menus and lists of the field are drawn elsewhere on the page. */
const OF_THE_FIELD = '[data-portal="true"], [role="menu"], [role="listbox"]';

interface EditorProps {
  readonly number: CardNumber;
  readonly setting: Setting;
}

function Editor({ number, setting }: EditorProps) {
  const { field, meta, value, resolved } = setting;
  const { inspector: t } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  /** Who leaves by a key is on the card again; who presses elsewhere is there. */
  const isByKey = useRef(false);
  const [spot] = useState(() => spotOf(number));
  const at = useInternalNode(number.node)?.internals.positionAbsolute;
  const through = useThrough();
  const scope = useMemo(() => ({ graph: number.graph, through }), [number.graph, through]);
  const problem = useDocumentStore((state) =>
    state.compilation.problems.find((each) => concerns(number, each)),
  );
  useEffect(() => {
    const input = box.current?.querySelector('input');
    input?.focus({ preventScroll: true });
    input?.select();
    // A press on the canvas does not take the focus off by itself.
    const leave = ({ target }: PointerEvent) => {
      const isOurs =
        target instanceof Element &&
        (box.current?.contains(target) || target.closest(OF_THE_FIELD) !== null);
      if (!isOurs) input?.blur();
    };
    addEventListener('pointerdown', leave, true);
    return () => removeEventListener('pointerdown', leave, true);
  }, []);

  function onBlur({ relatedTarget }: FocusEvent): void {
    const isOurs =
      relatedTarget instanceof Element &&
      (box.current?.contains(relatedTarget) || relatedTarget.closest(OF_THE_FIELD) !== null);
    if (isOurs || useNumberEditing.getState().number !== number) return;
    endNumber();
    if (isByKey.current) focusNode(number.node);
  }
  /** After the field's own: what a suggestion takes does not arrive here. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === 'Escape') event.stopPropagation();
    else if (event.key === 'Tab') {
      event.preventDefault();
      const next = numberBeside(number, event.shiftKey ? -1 : 1);
      isByKey.current = next === null;
      if (next) editNumber(next);
      else box.current?.querySelector('input')?.blur();
    }
  }

  if (!at || !spot) return null;
  const label = number.item === null ? meta.label : t.item(meta.label, number.item + 1);
  return (
    <ViewportPortal>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside has the keys; this leads on from it. */}
      <div
        ref={box}
        className={`${classes.editor} nodrag nopan nowheel`}
        style={{ left: at.x + spot.x, top: at.y + spot.y }}
        data-testid="number-editor"
        onBlur={onBlur}
        onKeyDownCapture={({ key }) => {
          isByKey.current = key === 'Enter' || key === 'Escape';
        }}
        onKeyDown={onKeyDown}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        <ExpressionScopeContext value={scope}>
          <NumericInput
            label={label}
            name={field.name}
            value={value}
            resolved={resolved}
            bounds={meta}
            unit={'unit' in meta ? meta.unit : undefined}
            initial={number.item === null ? (field.initial ?? undefined) : undefined}
            error={problem && problemText(problem)}
            onChange={(next) => {
              if (typeof next !== 'object' || next === null) setNumber(number, next);
            }}
          />
        </ExpressionScopeContext>
      </div>
    </ViewportPortal>
  );
}
