/** The presets as cards, by family, searchable; arrow keys go from card to card. */
import { Button, CloseButton, Group, Modal, TextInput } from '@mantine/core';
import { type CSSProperties, useMemo, useState } from 'react';
import type { Preset } from '../../graph/presets.ts';
import { SearchIcon } from '../icons.tsx';
import { usePageStore } from '../page-store.ts';
import { useTexts } from '../texts/texts.ts';
import { FAMILIES, type FamilyId, isFound, lineOf } from './families.ts';
import classes from './gallery.module.css';
import { moveAmongCards } from './move-among-cards.ts';
import { openPreset } from './open-preset.ts';
import { PresetCard } from './preset-card.tsx';
import { localPreset } from './preset-documents.ts';
import { usePresetDrops } from './use-preset-drops.ts';

export function Gallery() {
  usePresetDrops();
  const isOpen = usePageStore((state) => state.isGalleryOpen);
  const setOpen = usePageStore((state) => state.setGalleryOpen);
  const { gallery: texts } = useTexts();
  return (
    <Modal
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={texts.title}
      size="min(1240px, 94vw)"
      classNames={{ body: classes.body ?? '' }}
      yOffset="3vh"
    >
      <Cards />
    </Modal>
  );
}

function Cards() {
  const { gallery: texts } = useTexts();
  const [query, setQuery] = useState('');
  const [family, setFamily] = useState<FamilyId | null>(null);
  const shown = useMemo(
    () =>
      FAMILIES.filter(({ id }) => family === null || id === family)
        .map(({ id, members }) => ({
          id,
          members: members
            .map((preset) => ({ preset, local: localPreset(preset) }))
            .filter(({ preset, local }) =>
              isFound(preset, query, [
                local.document.name,
                lineOf(preset, texts.lines),
                texts.families[id],
              ]),
            )
            .map(({ local }) => local),
        }))
        .filter(({ members }) => members.length > 0),
    [family, query, texts],
  );
  const first = shown[0]?.members[0];
  const count = shown.reduce((sum, { members }) => sum + members.length, 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys pass from card to card.
    <div onKeyDown={moveAmongCards}>
      <p className={classes.lead}>{texts.lead}</p>
      <Group gap="sm" mb="sm" wrap="wrap">
        <TextInput
          data-autofocus
          className={classes.search}
          aria-label={texts.search}
          placeholder={texts.search}
          leftSection={<SearchIcon size={14} />}
          rightSection={
            query === '' ? null : (
              <CloseButton size="xs" aria-label={texts.all} onClick={() => setQuery('')} />
            )
          }
          value={query}
          onChange={({ currentTarget }) => setQuery(currentTarget.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && query !== '' && first) openPreset(first.id);
          }}
        />
        <Group gap={4} role="group" aria-label={texts.family}>
          {[null, ...FAMILIES.map(({ id }) => id)].map((id) => (
            <Button
              key={id ?? ''}
              size="compact-xs"
              variant={family === id ? 'light' : 'subtle'}
              {...(family === id ? {} : { color: 'gray' })}
              aria-pressed={family === id}
              onClick={() => setFamily(id)}
            >
              {id === null ? texts.all : texts.families[id]}
            </Button>
          ))}
        </Group>
        <span className={classes.count} role="status">
          {texts.count(count)}
        </span>
      </Group>
      {count === 0 && <p className={classes.lead}>{texts.none(query)}</p>}
      <div className={classes.families}>
        {shown.map(({ id, members }) => (
          <section
            key={id}
            aria-label={texts.families[id]}
            className={classes.family}
            style={{ '--members': members.length } as CSSProperties}
          >
            <h3 className={classes.title}>{texts.families[id]}</h3>
            <ul className={classes.grid}>
              {members.map((preset) => (
                <li key={preset.id}>
                  <Card preset={preset} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function Card({ preset }: { readonly preset: Preset }) {
  const { gallery } = useTexts();
  return (
    <PresetCard
      id={preset.id}
      document={preset.document}
      line={lineOf(preset, gallery.lines)}
      onOpen={() => openPreset(preset.id)}
    />
  );
}
