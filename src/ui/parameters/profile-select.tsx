/** Which profile's values stand in the parameters; choosing one copies its values in. */
import { Select, Tooltip } from '@mantine/core';
import { activeProfile } from '../../store/document-selectors.ts';
import { useDocumentStore } from '../../store/document-store.ts';
import { presetWord } from '../texts/kind-texts.ts';
import { useTexts } from '../texts/texts.ts';

export function ProfileSelect() {
  const { inspector: t } = useTexts();
  const profiles = useDocumentStore((state) => state.document.profiles);
  const active = useDocumentStore((state) => activeProfile(state.document));
  const dispatch = useDocumentStore((state) => state.dispatch);
  const entries = Object.entries(profiles ?? {});
  if (entries.length === 0) return null;
  const about = active ? presetWord(profiles?.[active]?.description) : t.profileNoMatch;
  return (
    <Tooltip label={about ?? t.profileHelp} multiline maw={300}>
      <Select
        aria-label={t.profile}
        placeholder={t.profileCustom}
        w={124}
        allowDeselect={false}
        data={entries.map(([value, { label }]) => ({ value, label: presetWord(label) ?? value }))}
        value={active}
        onChange={(name) => name && dispatch({ type: 'apply-profile', name })}
      />
    </Tooltip>
  );
}
