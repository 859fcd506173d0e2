/** One node in the list, and below it, once it is open, its ports. */
import { Fragment, memo } from 'react';
import type { GraphNode } from '../../../graph-schemas/document.ts';
import { definitionOf } from '../../nodes/catalog.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { innerGraph, nodeTitle } from '../canvas/node-title.ts';
import { shortCount } from '../format.ts';
import { ChevronIcon, EnterIcon, ErrorIcon, LinkIcon, WarningIcon } from '../icons.tsx';
import { askForTarget } from '../keyboard/connect-state.ts';
import { kindTitle } from '../texts/kind-texts.ts';
import { problemText } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { graphName, wireText } from '../words.ts';
import classes from './list.module.css';
import type { InputRow, NodeRow, OutputRow } from './rows.ts';

interface ListRowProps {
  readonly row: NodeRow;
  readonly node: GraphNode;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly position: number;
  readonly count: number;
  setOpen(node: string, isOpen: boolean): void;
}

export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { row, node, isOpen, isSelected, position, count, setOpen } = props;
  const { list: texts } = useTexts();
  const { id, facts, problems } = row;
  const kind = kindTitle(row.kind);
  const title = nodeTitle(node);
  const inner = innerGraph(node);
  const gives = row.outputs.flatMap(({ type }) => wireText(type) ?? []).join(', ');
  return (
    <Fragment>
      <tr
        tabIndex={-1}
        aria-level={1}
        aria-posinset={position}
        aria-setsize={count}
        aria-expanded={isOpen}
        aria-selected={isSelected}
        className={classes.node}
        data-group={definitionOf(row.kind)?.group}
        data-row={id}
        data-node={id}
      >
        <th scope="row" className={classes.id}>
          <button
            type="button"
            tabIndex={-1}
            className={classes.fold}
            aria-label={texts.ports(id)}
            aria-expanded={isOpen}
            onClick={() => setOpen(id, !isOpen)}
          >
            <ChevronIcon size={11} />
          </button>
          <code>{id}</code>
        </th>
        <td>
          {title === kind ? kind : `${title} · ${kind}`}
          {inner && (
            <button
              type="button"
              tabIndex={-1}
              className={classes.action}
              aria-label={texts.goInto(graphName(inner))}
              onClick={() => useCanvasStore.getState().enter(inner, id)}
            >
              <EnterIcon size={13} />
            </button>
          )}
        </td>
        <td className={classes.shape}>{gives || texts.none}</td>
        <td className={classes.number}>
          {facts && facts.trainable > 0 ? shortCount(facts.trainable) : texts.none}
        </td>
        <td className={classes.number}>
          {facts && facts.multiplyAdds > 0 ? shortCount(facts.multiplyAdds) : texts.none}
        </td>
        <td className={classes.problems}>
          {problems.length === 0 ? texts.none : <Problems row={row} />}
        </td>
      </tr>
      {isOpen &&
        row.inputs.map((input) => <InputLine key={input.port.name} node={id} {...input} />)}
      {isOpen &&
        row.outputs.map((output) => <OutputLine key={output.port.name} node={id} {...output} />)}
    </Fragment>
  );
});

function Problems({ row: { problems } }: { readonly row: NodeRow }) {
  const isError = problems.some(({ severity }) => severity === 'error');
  const Icon = isError ? ErrorIcon : WarningIcon;
  return (
    <span className={classes.problem} data-severity={isError ? 'error' : 'warning'}>
      <Icon size={14} />
      {problems.map(problemText).join('. ')}
    </span>
  );
}

function InputLine({ node, port, fedBy, type }: InputRow & { readonly node: string }) {
  const { list: texts } = useTexts();
  const ref = `${node}.${port.name}`;
  const open = port.isOptional ? texts.openOptional : texts.open;
  return (
    <PortLine
      node={node}
      port={port.name}
      side="input"
      accepts={port.accepts}
      label={texts.input(port.name)}
      text={fedBy === null ? open : texts.fedBy(fedBy)}
      isOpen={fedBy === null && !port.isOptional}
      shape={wireText(type) ?? port.accepts}
      action={texts.rewire(ref)}
    />
  );
}

function OutputLine({ node, port, readers, type }: OutputRow & { readonly node: string }) {
  const { list: texts } = useTexts();
  return (
    <PortLine
      node={node}
      port={port.name}
      side="output"
      accepts={port.gives}
      label={texts.output(port.name)}
      text={readers.length === 0 ? texts.unread : texts.feeds(readers.join(', '))}
      isOpen={false}
      shape={wireText(type) ?? port.gives}
      action={texts.lead(`${node}.${port.name}`)}
    />
  );
}

interface PortLineProps {
  readonly node: string;
  readonly port: string;
  readonly side: 'input' | 'output';
  readonly accepts: string;
  readonly label: string;
  readonly text: string;
  readonly isOpen: boolean;
  readonly shape: string;
  readonly action: string;
}

function PortLine(props: PortLineProps) {
  const { node, port, side, accepts, label, text, isOpen, shape, action } = props;
  return (
    <tr
      tabIndex={-1}
      aria-level={2}
      className={classes.port}
      data-node={node}
      data-port={accepts}
      data-name={port}
      data-side={side}
    >
      <th scope="row" className={classes.portName}>
        {label}
      </th>
      <td data-open={isOpen || undefined}>
        {text}
        <button
          type="button"
          tabIndex={-1}
          className={classes.action}
          aria-label={action}
          onClick={() => askForTarget(node, { node, port, side })}
        >
          <LinkIcon size={13} />
        </button>
      </td>
      <td className={classes.shape} colSpan={4}>
        {shape}
      </td>
    </tr>
  );
}
