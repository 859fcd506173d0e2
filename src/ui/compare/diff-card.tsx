/** A card of the merged canvas: dressed as those of the canvas, with what became of it and each changed field old → new. */
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { SIGNS } from '../../compare/diff-svg.ts';
import { changeLines, changeWords } from '../../compare/field-words.ts';
import { isPlain, type MergedCard, portAt } from '../../compare/merged-canvas.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { KIND_ICONS } from '../canvas/kind-icons.tsx';
import cards from '../canvas/node.module.css';
import { nodeTitle } from '../canvas/node-title.ts';
import { kindTitle } from '../texts/kind-texts.ts';
import classes from './compare.module.css';
import { compareTexts } from './compare-texts.ts';
import type { DiffNode } from './diff-flow.tsx';

export const cardTitle = ({ node }: MergedCard): string => nodeTitle(node);

/** What it was called and what it was, where that is another. */
function formerText({ before, id, node }: MergedCard): string {
  if (!before) return id;
  const name = before.id === id ? id : `${before.id} → ${id}`;
  if (before.kind === node.kind) return name;
  return `${name} · ${kindTitle(before.kind)} → ${kindTitle(node.kind)}`;
}

export const changesText = (card: MergedCard): string =>
  [
    ...(card.before ? [formerText(card)] : []),
    ...card.fields.map((field) => `${field.field} ${changeWords(field)}`),
  ].join(', ');

export const DiffCard = memo(function DiffCard({ data: { card } }: NodeProps<DiffNode>) {
  const { report } = compareTexts.use();
  const { node, fate, inputs, outputs, fields, height } = card;
  const definition = definitionOf(node.kind);
  const Icon = definition && KIND_ICONS[definition.group];
  const hasRows = !isPlain(inputs, outputs);
  return (
    <div
      className={`${cards.card} ${classes.diffCard}`}
      data-group={definition?.group}
      data-fate={fate}
      style={{ height }}
    >
      <div className={cards.head}>
        {Icon && (
          <span className={cards.kind}>
            <Icon size={14} />
          </span>
        )}
        <span className={classes.diffTitle} title={cardTitle(card)}>
          {cardTitle(card)}
        </span>
        {fate !== 'kept' && (
          <b className={classes.sign} data-fate={fate} title={report.fates[fate]}>
            {SIGNS[fate]}
          </b>
        )}
      </div>
      <div className={cards.facts}>
        <span className={cards.id} title={formerText(card)}>
          {formerText(card)}
        </span>
      </div>
      {inputs.map((port) => (
        <Port key={`in ${port}`} card={card} side="in" port={port} isNamed={hasRows} />
      ))}
      {outputs.map((port) => (
        <Port key={`out ${port}`} card={card} side="out" port={port} isNamed={hasRows} />
      ))}
      {fields.length > 0 && (
        <ul className={classes.fields}>
          {fields.map((field) => {
            const lines = changeLines(field);
            return (
              <li
                key={field.field}
                data-indirect={field.isIndirect || undefined}
                title={`${field.field} ${changeWords(field)}`}
              >
                <span>
                  {field.field} {lines.old}
                </span>
                <b>→ {lines.new}</b>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
});

interface PortProps {
  readonly card: MergedCard;
  readonly side: 'in' | 'out';
  readonly port: string;
  readonly isNamed: boolean;
}

function Port({ card, side, port, isNamed }: PortProps) {
  const top = portAt(card, side, port);
  const isIn = side === 'in';
  return (
    <>
      <Handle
        id={port}
        type={isIn ? 'target' : 'source'}
        position={isIn ? Position.Left : Position.Right}
        isConnectable={false}
        className={classes.diffHandle ?? ''}
        style={{ top }}
      />
      {isNamed && (
        <span className={classes.portName} data-side={side} style={{ top }}>
          {port}
        </span>
      )}
    </>
  );
}
