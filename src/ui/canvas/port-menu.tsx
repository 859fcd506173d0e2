/** Asks what a wire let go on the body of a node should do there, where there is more than one answer. */
import { nameOf } from '../../graph/graph-of.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { useTexts } from '../texts/texts.ts';
import { type Choice, ChoiceMenu } from './choice-menu.tsx';
import type { Offer } from './wiring/offers.ts';
import { closePortQuestion, usePortQuestion } from './wiring/wire-drop.ts';

export function PortMenu() {
  const question = usePortQuestion((state) => state.question);
  const { portMenu, levels } = useTexts().wiring;
  if (!question) return null;
  const { title, offers, before, at } = question;
  const labelOf = (offer: Offer): string => {
    if (offer.type === 'connect') return portMenu.connect(offer.port);
    if (offer.type === 'replace') return portMenu.replace(offer.port);
    if (offer.type === 'add-input') return portMenu.addInput(nameOf(offer.inside), offer.port);
    if (offer.type === 'lead-in') return levels.leadIn(offer.port);
    if (offer.port.startsWith('loss')) return portMenu.growLoss;
    return offer.port.startsWith('row') ? portMenu.growRow : portMenu.grow;
  };
  const choiceOf = (offer: Offer): Choice => ({
    id: `${offer.type} ${offer.port}`,
    label: labelOf(offer),
    choose: () => useDocumentStore.getState().dispatch([...before, ...offer.edits]),
  });
  const within = offers.filter((offer) => offer.type === 'lead-in');
  const beside = offers.filter((offer) => offer.type !== 'lead-in');
  const groups = [
    { title: '', choices: beside.map(choiceOf) },
    {
      title: levels.inside(nameOf(within[0]?.inside ?? 'objective')),
      choices: within.map(choiceOf),
    },
  ];
  return (
    <ChoiceMenu
      label={portMenu.label(title)}
      at={at}
      groups={groups.filter(({ choices }) => choices.length > 0)}
      onClose={closePortQuestion}
    />
  );
}
