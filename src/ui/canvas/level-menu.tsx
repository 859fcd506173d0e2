/** What a wire that was let go on a level above may meet there; or only the port, for later. */
import { useState } from 'react';
import { graphOf, own } from '../../graph/graph-of.ts';
import type { Route } from '../../graph/route.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { graphName } from '../words.ts';
import { type Choice, ChoiceMenu } from './choice-menu.tsx';
import { nodeTitle } from './node-title.ts';
import {
  closeLevelQuestion,
  type LevelQuestion,
  leadTo,
  useLevelQuestion,
} from './wiring/level-question.ts';

export function LevelMenu() {
  const question = useLevelQuestion((state) => state.question);
  return question && <Menu key={`${question.at.x} ${question.at.y}`} {...question} />;
}

function Menu(question: LevelQuestion) {
  const { side, from, inner, graph, out, at } = question;
  const { levels } = useTexts().wiring;
  const { document } = useDocumentStore.getState();
  const [query, setQuery] = useState('');
  const isAsked = (label: string) => label.toLowerCase().includes(query.trim().toLowerCase());
  const choiceOf = (route: Route): Choice => {
    const node = own(graphOf(document, route.graph)?.nodes ?? {}, route.node);
    const title = node ? nodeTitle(node) : route.node;
    const hint = route.replaces === null ? title : levels.replaces(route.replaces);
    return {
      id: `${route.node}.${route.port}`,
      label: route.isGrown ? levels.grown(route.node) : `${route.node}.${route.port}`,
      ...(hint === route.node ? {} : { hint }),
      choose: () => leadTo(question, route.edits, route.node),
    };
  };
  const only: Choice = {
    id: 'only',
    label: (side === 'output' ? levels.onlyOutput : levels.onlyInput)(graphName(inner)),
    choose: () => leadTo(question, out.edits, null),
  };
  const targets = (isFree: boolean) =>
    out.routes
      .filter(({ replaces }) => (replaces === null) === isFree)
      .map(choiceOf)
      .filter(({ label, hint = '' }) => isAsked(`${label} ${hint}`));
  const ports = out.edits.length > 0 && isAsked(only.label) ? [only] : [];
  const groups = [
    { title: levels.on(graphName(graph)), choices: targets(true) },
    { title: levels.without, choices: ports },
    // Last: the first choice is taken by Enter, and should cost no other wire.
    { title: levels.instead, choices: targets(false) },
  ];
  return (
    <ChoiceMenu
      label={levels.label(from, graphName(graph))}
      at={at}
      groups={groups.filter(({ choices }) => choices.length > 0)}
      onClose={closeLevelQuestion}
      search={{
        label: levels.search,
        placeholder: (side === 'output' ? levels.whereTo : levels.whereFrom)(from),
        query,
        onQuery: setQuery,
        none: levels.none,
      }}
    />
  );
}
