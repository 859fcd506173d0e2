/** What holds for all that is explored: the picture, seed, truncation, noise of layers, class. */
import { ActionIcon, NumberInput, Select, Slider, Switch, Text, Tooltip } from '@mantine/core';
import type { Contents } from '../../runtime/explore/requests.ts';
import type { Subject } from '../../runtime/explore/subjects.ts';
import { useExploreStore } from '../../store/explore-store.ts';
import { RestartIcon } from '../run/icons.tsx';
import classes from './explore.module.css';
import { exploreTexts } from './explore-texts.ts';
import { classChoices, useClasses } from './use-classes.ts';

const FIRST_PSI = 0.7;
const MOST_SEED = 2 ** 31 - 1;

interface SettingsProps {
  readonly contents: Contents;
  readonly subject: Subject;
}

export function Settings({ contents, subject }: SettingsProps) {
  const texts = exploreTexts.use();
  const setting = useExploreStore((state) => state.setting);
  const change = useExploreStore((state) => state.change);
  const setSubject = useExploreStore((state) => state.setSubject);
  const { seed, psi, hasNoise } = setting;
  return (
    <>
      {contents.subjects.length > 1 && (
        <Select
          size="xs"
          label={texts.subject}
          data={contents.subjects.map(({ value, title }) => ({
            value,
            label: `${title} · ${value.replace(/\.out$/, '')}`,
          }))}
          value={subject.value}
          allowDeselect={false}
          comboboxProps={{ width: 320, position: 'bottom-start' }}
          onChange={(value) => value !== null && setSubject(value)}
        />
      )}
      <div className={classes.row}>
        <NumberInput
          size="xs"
          label={texts.seed}
          min={0}
          max={MOST_SEED}
          allowDecimal={false}
          value={seed}
          onChange={(value) => typeof value === 'number' && change({ seed: value })}
        />
        <Tooltip label={texts.otherSeed}>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={texts.otherSeed}
            onClick={() => change({ seed: Math.floor(Math.random() * MOST_SEED) })}
          >
            <RestartIcon />
          </ActionIcon>
        </Tooltip>
      </div>
      {subject.latent && (
        <div>
          <Tooltip label={texts.truncationHelp} multiline w={260}>
            <Switch
              size="xs"
              label={psi === null ? texts.truncation : `${texts.truncation} ${psi.toFixed(2)}`}
              checked={psi !== null}
              onChange={({ currentTarget }) =>
                change({ psi: currentTarget.checked ? FIRST_PSI : null })
              }
            />
          </Tooltip>
          {psi !== null && (
            <Slider
              mt={6}
              size="sm"
              min={0}
              max={1.5}
              step={0.05}
              value={psi}
              label={null}
              thumbLabel={texts.truncation}
              onChange={(value) => change({ psi: value })}
            />
          )}
        </div>
      )}
      {subject.injectsNoise && (
        <Switch
          size="xs"
          label={texts.noise}
          checked={hasNoise}
          onChange={({ currentTarget }) => change({ hasNoise: currentTarget.checked })}
        />
      )}
      {subject.label && <ClassChoice count={subject.label.classes} />}
      {psi === null && !subject.latent && (
        <Text size="xs" c="dimmed">
          {subject.title}
        </Text>
      )}
    </>
  );
}

function ClassChoice({ count }: { readonly count: number }) {
  const texts = exploreTexts.use();
  const label = useExploreStore((state) => state.setting.label);
  const change = useExploreStore((state) => state.change);
  const data = classChoices(useClasses(count));
  return (
    <Select
      size="xs"
      label={texts.label}
      placeholder={texts.anyLabel}
      data={data}
      value={label === null ? null : String(label)}
      searchable={count > 10}
      clearable
      onChange={(value) => change({ label: value === null ? null : Number(value) })}
    />
  );
}
