/** What the file menu lists: fetched when the page is idle, or when the menu is opened. */
import { Menu, Text } from '@mantine/core';
import { useRunStore } from '../../store/run-store.ts';
import { useTabsStore } from '../../store/tabs-store.ts';
import type { CommandId } from '../commands/command.ts';
import { commandKeyText } from '../commands/command-key-text.ts';
import { COMMANDS } from '../commands/commands.ts';
import { runCommand } from '../commands/run-command.ts';
import { formatCount } from '../format.ts';
import {
  ClockIcon,
  CopyIcon,
  ExportIcon,
  FileIcon,
  ImportIcon,
  LinkIcon,
  PlusIcon,
} from '../icons.tsx';
import { useTexts } from '../texts/texts.ts';
import { duplicateAsVariant, newDocument, pickFiles } from './file-actions.ts';
import { fileMenuTexts } from './file-menu-texts.ts';
import { useFilesStore } from './files-store.ts';
import { openRecent } from './open-recent.ts';
import { canSaveToFiles, exportGraph, saveDocument, saveDocumentAs } from './save-document.ts';
import { takeAway } from './take-away.ts';
import { useTakeAwayDialog } from './take-away-store.ts';
import { useRecentDocuments } from './use-recent-documents.ts';

const RECENT_LISTED = 5;

const Keys = ({ of }: { readonly of: CommandId }) => (
  <Text size="xs" c="dimmed">
    {commandKeyText(of)}
  </Text>
);

export function FileMenuItems() {
  const texts = fileMenuTexts.use();
  const file = useTabsStore(
    ({ tabs, active }) => tabs.find(({ id }) => id === active)?.file ?? null,
  );
  const save = file ? texts.saveTo(file.name) : canSaveToFiles() ? texts.savePick : texts.save;
  return (
    <>
      <Menu.Item leftSection={<PlusIcon />} rightSection={<Keys of="new" />} onClick={newDocument}>
        {texts.new}
      </Menu.Item>
      <Menu.Item
        leftSection={<ImportIcon />}
        rightSection={<Keys of="import" />}
        onClick={() => void pickFiles()}
      >
        {texts.open}
      </Menu.Item>
      <Menu.Item
        leftSection={<ExportIcon />}
        rightSection={<Keys of="save" />}
        onClick={() => void saveDocument()}
      >
        {save}
      </Menu.Item>
      {file && (
        <Menu.Item
          leftSection={<ExportIcon />}
          rightSection={<Keys of="save-as" />}
          onClick={() => void saveDocumentAs()}
        >
          {texts.saveAs}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<CopyIcon />} onClick={duplicateAsVariant}>
        {texts.variant}
      </Menu.Item>
      <Menu.Item
        leftSection={<LinkIcon />}
        onClick={() => useFilesStore.getState().setShareOpen(true)}
      >
        {texts.share}
      </Menu.Item>
      <Recent />
      <Menu.Divider />
      <ExportLabel />
      <Menu.Item leftSection={<ExportIcon />} onClick={exportGraph}>
        {texts.json}
      </Menu.Item>
      <Menu.Item leftSection={<ExportIcon />} onClick={() => void takeAway('pytorch')}>
        {texts.pytorch}
      </Menu.Item>
      <Menu.Item leftSection={<ExportIcon />} onClick={() => void takeAway('tfjs')}>
        {texts.tfjs}
      </Menu.Item>
      <Menu.Item leftSection={<ExportIcon />} onClick={() => void takeAway('safetensors')}>
        {texts.safetensors}
      </Menu.Item>
      <TakeAwayItem />
      <Help />
    </>
  );
}

function TakeAwayItem() {
  const texts = fileMenuTexts.use();
  const runId = useRunStore(({ run }) => run?.id ?? null);
  return (
    <Menu.Item
      leftSection={<ExportIcon />}
      disabled={runId === null}
      onClick={() => runId !== null && useTakeAwayDialog.getState().open(runId)}
    >
      {texts.run}
    </Menu.Item>
  );
}

/** For people without a keyboard at hand, or who do not know its keys yet. */
const HELP: readonly CommandId[] = ['command-palette', 'list-view', 'shortcuts', 'tour'];

function Help() {
  const { commands } = useTexts();
  const texts = fileMenuTexts.use();
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{texts.help}</Menu.Label>
      {COMMANDS.filter(({ id }) => HELP.includes(id)).map((command) => (
        <Menu.Item
          key={command.id}
          rightSection={<Keys of={command.id} />}
          onClick={() => runCommand(command)}
        >
          {commands.labels[command.id]}
        </Menu.Item>
      ))}
    </>
  );
}

/** Documents that are not open; the menu is read anew each time that it opens. */
function Recent() {
  const texts = fileMenuTexts.use();
  const { documents } = useRecentDocuments();
  const tabs = useTabsStore((state) => state.tabs);
  const closed = (documents ?? []).filter(({ id }) => tabs.every((tab) => tab.id !== id));
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{texts.recent}</Menu.Label>
      {closed.slice(0, RECENT_LISTED).map((document) => (
        <Menu.Item
          key={document.id}
          leftSection={<FileIcon />}
          onClick={() => void openRecent(document)}
        >
          <Text size="sm" truncate>
            {document.name}
          </Text>
        </Menu.Item>
      ))}
      <Menu.Item
        leftSection={<ClockIcon />}
        onClick={() => useFilesStore.getState().setRecentOpen(true)}
      >
        {texts.allRecent}
      </Menu.Item>
    </>
  );
}

/** Whose weights will go along. In a part of its own: it changes with every step. */
function ExportLabel() {
  const texts = fileMenuTexts.use();
  const step = useRunStore(({ state, progress }) =>
    state.type === 'training' ? 'training' : progress.savedStep,
  );
  const isGone = useRunStore(({ state }) => state.type === 'weightless');
  if (isGone) return <Menu.Label>{texts.weightsGone}</Menu.Label>;
  if (step === null) return <Menu.Label>{texts.nothingTrained}</Menu.Label>;
  if (step === 'training') return <Menu.Label>{texts.asItIs}</Menu.Label>;
  return <Menu.Label>{texts.ofStep(formatCount(step))}</Menu.Label>;
}
