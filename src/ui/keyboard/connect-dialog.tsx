/** Wires a node by the keyboard: first a port of it, then what that port meets; the likeliest stand first. */
import { Modal } from '@mantine/core';
import { useMemo } from 'react';
import { graphOf } from '../../graph/graph-of.ts';
import { useCanvasStore } from '../../store/canvas-store.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { nodeTitle } from '../canvas/node-title.ts';
import { sentence } from '../texts/problem-texts.ts';
import { useTexts } from '../texts/texts.ts';
import { graphName, portOf, wireText } from '../words.ts';
import { type Choice, ChoiceList } from './choice-list.tsx';
import { askForTarget, closeConnect, useConnectDialog } from './connect-state.ts';
import { grownPorts } from './grown-ports.ts';
import { askForNewNode } from './new-target.ts';
import { routesOf } from './routes.ts';
import { fedByOf, type PortEnd, portChoices, refusalsOf, targetsOf } from './targets.ts';

export function ConnectDialog() {
  const asked = useConnectDialog((state) => state.asked);
  const { keyboard } = useTexts();
  return (
    <Modal
      opened={asked !== null}
      onClose={closeConnect}
      title={asked ? keyboard.connect.title(asked.node) : ''}
      // The next key is the canvas's again, at once.
      transitionProps={{ duration: 0 }}
      returnFocus={false}
      size="md"
    >
      {asked &&
        (asked.end ? (
          <TargetStep key={`${asked.end.port} ${asked.end.side}`} end={asked.end} />
        ) : (
          <PortStep node={asked.node} />
        ))}
    </Modal>
  );
}

function useFacts() {
  const graph = useCanvasStore((state) => state.graph);
  const document = useDocumentStore((state) => state.document);
  const facts = useDocumentStore((state) => state.compilation.graphs[graph]);
  return { graph, document, facts, shown: graphOf(document, graph) };
}

function PortStep({ node }: { readonly node: string }) {
  const { connect: texts } = useTexts().keyboard;
  const { facts, shown } = useFacts();
  const own = facts?.nodes[node];
  const ends = useMemo(
    () => (shown && own ? portChoices(shown, node, own) : []),
    [shown, own, node],
  );
  const choices = ends.map((end): Choice => {
    const isOutput = end.side === 'output';
    const value = isOutput ? own?.outputs[end.port] : own?.inputs[end.port];
    const ports = isOutput ? own?.ports.outputs : own?.ports.inputs;
    const port = ports?.find(({ name }) => name === end.port);
    const declared = port && ('gives' in port ? port.gives : port.accepts);
    const what = wireText(value) ?? declared ?? '';
    const flows = end.fedBy
      ? texts.now(end.fedBy)
      : isOutput
        ? texts.gives(what)
        : texts.takes(what);
    return {
      key: `${end.side} ${end.port}`,
      title: isOutput ? texts.output(end.port) : texts.input(end.port),
      detail: flows,
      ...(value ? { port: portOf(value) } : declared ? { port: declared } : {}),
    };
  });
  return (
    <ChoiceList
      label={texts.whichPort}
      placeholder={texts.search}
      choices={choices}
      empty={texts.noPort(node)}
      noMatch={texts.noMatch}
      onChoose={({ key }) => {
        const end = ends.find(({ side, port }) => key === `${side} ${port}`);
        if (end) askForTarget(node, end);
      }}
    />
  );
}

const DISCONNECT = 'disconnect';
const NEW_NODE = 'new-node';

function TargetStep({ end }: { readonly end: PortEnd }) {
  const { keyboard, wiring } = useTexts();
  const { connect: texts } = keyboard;
  const { graph, document, facts, shown } = useFacts();
  const routes = useMemo(() => routesOf(graph, end), [document, graph, end]);
  const grown = useMemo(() => grownPorts(graph, end), [document, graph, end]);
  const targets = useMemo(
    () => (facts ? targetsOf(document, facts, graph, end) : []),
    [document, facts, graph, end],
  );
  const refusals = useMemo(
    () => (facts ? refusalsOf(document, facts, graph, end) : []),
    [document, facts, graph, end],
  );
  const ref = `${end.node}.${end.port}`;
  const fedBy = shown && end.side === 'input' ? fedByOf(shown, ref) : null;
  const choices = targets.map(({ node, port, replaces }): Choice => {
    const inner = shown?.nodes[node];
    const title = inner ? nodeTitle(inner) : node;
    const there = facts?.nodes[node];
    const value = end.side === 'output' ? there?.inputs[port] : there?.outputs[port];
    const what = replaces ? texts.isTaken(replaces) : (wireText(value) ?? '');
    return {
      key: `${node}.${port}`,
      title: `${node}.${port}`,
      detail: [title === node ? '' : title, what].filter(Boolean).join(' · '),
      also: title,
      ...(value ? { port: portOf(value) } : {}),
    };
  });
  for (const { key, node } of grown) {
    choices.push({ key, title: wiring.levels.grown(node), detail: texts.allTaken });
  }
  choices.push({
    key: NEW_NODE,
    title: texts.newNode,
    detail: targets.length > 0 ? texts.newNodeHint : texts.noTarget,
  });
  for (const { key, route, inner } of routes) {
    const { node, port } = route;
    choices.push({
      key,
      title: route.isGrown ? wiring.levels.grown(node) : `${node}.${port}`,
      detail: `${graphName(route.graph)} · ${wiring.levels.through(graphName(inner))}`,
    });
  }
  for (const { node, port, message } of refusals) {
    const inner = shown?.nodes[node];
    choices.push({
      key: `refused ${node}.${port}`,
      title: `${node}.${port}`,
      detail: texts.refused(sentence(message)),
      ...(inner ? { also: nodeTitle(inner) } : {}),
      isRefused: true,
    });
  }
  if (fedBy) choices.push({ key: DISCONNECT, title: texts.disconnect(fedBy), detail: '' });
  function choose(key: string) {
    if (key === NEW_NODE) {
      askForNewNode(end);
      return;
    }
    const { dispatch } = useDocumentStore.getState();
    const target = targets.find(({ node, port }) => key === `${node}.${port}`);
    if (target) dispatch({ type: 'connect', graph, edge: target.edge });
    const led = routes.find((one) => one.key === key);
    const port = grown.find((one) => one.key === key);
    if (port) dispatch(port.edits);
    else if (led) dispatch(led.route.edits);
    else if (key === DISCONNECT && fedBy)
      dispatch({ type: 'disconnect', graph, edges: [{ from: fedBy, to: ref }] });
    closeConnect();
  }
  return (
    <ChoiceList
      label={end.side === 'output' ? texts.whereTo(ref) : texts.whereFrom(ref)}
      placeholder={texts.search}
      choices={choices}
      empty={texts.noTarget}
      noMatch={texts.noMatch}
      onChoose={({ key }) => choose(key)}
      onBack={() => askForTarget(end.node)}
    />
  );
}
