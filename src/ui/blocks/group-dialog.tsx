/** The name of a block to be, and which numbers of it become parameters. Enter makes it. */
import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { Document } from '../../../graph-schemas/document.ts';
import { cutOut } from '../../graph/cut-out.ts';
import { applyEdit } from '../../graph/edit.ts';
import { type EqualPlace, equalPlaces } from '../../graph/equal-places.ts';
import { freeNameAmong } from '../../graph/free-name.ts';
import { groupIntoBlock } from '../../graph/group-into-block.ts';
import { type NumberCandidate, numberCandidates } from '../../graph/group-numbers.ts';
import { nodesOfRole } from '../../graph/ports.ts';
import type { GraphId } from '../../graph/problem.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { phrase } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';
import classes from './blocks.module.css';
import { type StructureDialog, useStructureDialog } from './dialog-store.ts';
import { EqualList, placeKey } from './equal-list.tsx';
import { groupDialogsTexts } from './group-dialogs-texts.ts';
import { proposedName } from './proposed-name.ts';
import { readRepeat } from './read-repeat.ts';
import { groupRefusalText } from './refusals.ts';
import { group, surroundings } from './structure-actions.ts';

type GroupDialogProps = Extract<StructureDialog, { type: 'group' }>;

export function GroupDialog({ graph, ids, isRepeat }: GroupDialogProps) {
  const { structure } = useTexts();
  const { group: texts, equal, repeat: ofRepeat } = groupDialogsTexts.use();
  const close = useStructureDialog((state) => state.close);
  const [document] = useState(() => useDocumentStore.getState().document);
  const candidates = useMemo(() => numberCandidates(document, graph, ids), [document, graph, ids]);
  const ports = useMemo(() => {
    const { nodes } = cutOut(document, graph, ids, surroundings(graph));
    const cut = { nodes, edges: [] };
    return { inputs: nodesOfRole(cut, 'input').length, outputs: nodesOfRole(cut, 'output').length };
  }, [document, graph, ids]);
  const [name, setName] = useState(() => proposedName(document, graph, ids));
  const [times, setTimes] = useState('2');
  const [chosen, setChosen] = useState(() => new Set(candidates.filter(isLikely).map(keyOf)));
  const [names, setNames] = useState(() => new Map(candidates.map((one) => [one.key, one.name])));
  const parameters = useMemo(
    () => Object.fromEntries([...chosen].map((key) => [key, (names.get(key) ?? '').trim()])),
    [chosen, names],
  );
  const places = useMemo(
    () => (isRepeat ? [] : placesLike(document, graph, ids, parameters)),
    [document, graph, ids, parameters, isRepeat],
  );
  const possible = useMemo(() => {
    const every = Object.fromEntries(candidates.map(({ key, name: free }) => [key, free]));
    return isRepeat ? [] : placesLike(document, graph, ids, every);
  }, [document, graph, ids, candidates, isRepeat]);
  const [replaced, setReplaced] = useState<ReadonlySet<string>>(() => new Set());
  const [fault, setFault] = useState<{
    readonly at: 'name' | 'times' | 'all';
    readonly text: string;
  } | null>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    const repeat = isRepeat ? readRepeat(times) : null;
    if (isRepeat && repeat === null) {
      setFault({ at: 'times', text: ofRepeat.wrong });
      return;
    }
    const isReplaced = (place: EqualPlace) => replaced.has(placeKey(place));
    const done = group(graph, ids, name.trim(), parameters, repeat, isReplaced);
    if (done.ok) close();
    else if ('fault' in done) setFault({ at: 'all', text: done.fault });
    else {
      const at = done.refusal.type === 'name' ? 'name' : 'all';
      setFault({ at, text: groupRefusalText(done.refusal) });
    }
  }

  return (
    <Modal opened onClose={close} title={isRepeat ? texts.repeatTitle : texts.title} size={460}>
      <form className={classes.fields} onSubmit={submit}>
        <p className={classes.sentence}>
          {texts.intro(ids.length, texts.inputs(ports.inputs), texts.outputs(ports.outputs))}
        </p>
        <TextInput
          data-autofocus
          label={structure.name}
          value={name}
          error={fault?.at === 'name' && fault.text}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {isRepeat && (
          <TextInput
            label={ofRepeat.times}
            description={ofRepeat.help}
            value={times}
            error={fault?.at === 'times' && fault.text}
            onChange={(event) => setTimes(event.currentTarget.value)}
          />
        )}
        {candidates.length > 0 && (
          <fieldset className={classes.numbers}>
            <legend className={classes.heading}>{texts.numbers}</legend>
            {candidates.map((candidate) => (
              <NumberRow
                key={candidate.key}
                candidate={candidate}
                isChosen={chosen.has(candidate.key)}
                name={names.get(candidate.key) ?? ''}
                onChoose={(isChosen) => setChosen(toggled(chosen, candidate.key, isChosen))}
                onName={(text) => setNames(new Map(names).set(candidate.key, text))}
              />
            ))}
          </fieldset>
        )}
        {possible.length > places.length && (
          <p className={classes.sentence}>{equal.would(possible.length - places.length)}</p>
        )}
        <EqualList places={places} chosen={replaced} onChoose={setReplaced} />
        {fault?.at === 'all' && (
          <p className={classes.error} role="alert">
            {fault.text}
          </p>
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>
            {structure.cancel}
          </Button>
          <Button type="submit">{isRepeat ? texts.repeatDone : texts.done}</Button>
        </div>
      </form>
    </Modal>
  );
}

/** What would equal the block if it were made so. */
function placesLike(
  document: Document,
  graph: GraphId,
  ids: readonly string[],
  parameters: Readonly<Record<string, string>>,
): readonly EqualPlace[] {
  const name = freeNameAmong('Equal', new Set(Object.keys(document.blocks ?? {})));
  const grouped = groupIntoBlock(document, graph, ids, { name, parameters });
  return grouped.ok ? equalPlaces(grouped.edits.reduce(applyEdit, document), name) : [];
}

const isLikely = (candidate: NumberCandidate) => candidate.isLikely;
const keyOf = (candidate: NumberCandidate) => candidate.key;

function toggled(keys: ReadonlySet<string>, key: string, isIn: boolean): Set<string> {
  const next = new Set(keys);
  if (isIn) next.add(key);
  else next.delete(key);
  return next;
}

interface NumberRowProps {
  readonly candidate: NumberCandidate;
  readonly isChosen: boolean;
  readonly name: string;
  onChoose(isChosen: boolean): void;
  onName(name: string): void;
}

function NumberRow({ candidate, isChosen, name, onChoose, onName }: NumberRowProps) {
  const { group: texts } = groupDialogsTexts.use();
  const label = phrase(candidate.label);
  return (
    <div className={classes.number}>
      <Checkbox
        size="xs"
        label={texts.number(label, String(candidate.written), candidate.ids.length)}
        checked={isChosen}
        onChange={(event) => onChoose(event.currentTarget.checked)}
      />
      <TextInput
        aria-label={texts.parameterName(label)}
        value={name}
        disabled={!isChosen}
        onChange={(event) => onName(event.currentTarget.value)}
      />
    </div>
  );
}
