/** How full the browser's storage is, what fills it, and the offer to remove checkpoints that nobody goes on from. */
import { Button, Group, Popover, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { spareCheckpoints } from '../../store/library-actions.ts';
import { useLibraryStore } from '../../store/library-store.ts';
import { formatBytes } from '../format.ts';
import { libraryTexts } from './library-texts.ts';
import classes from './runs.module.css';
import { makeRoom } from './runs-actions.ts';
import { useRunsPanel } from './runs-store.ts';

const LARGEST = 4;

export function SizeMeter() {
  const texts = libraryTexts.use().size;
  const usage = useLibraryStore((state) => state.usage);
  const { isSizeOpen, setSizeOpen } = useRunsPanel();
  if (!usage) return null;
  const { usedBytes, quotaBytes } = usage;
  const used = usedBytes === null ? null : formatBytes(usedBytes);
  const share = usedBytes !== null && quotaBytes ? Math.min(1, usedBytes / quotaBytes) : null;
  const label =
    used === null
      ? texts.unknown
      : quotaBytes === null
        ? texts.plain(used)
        : texts.button(used, formatBytes(quotaBytes));
  return (
    <Popover
      opened={isSizeOpen}
      onChange={setSizeOpen}
      position="top-end"
      width={340}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={label}
          onClick={() => setSizeOpen(!isSizeOpen)}
          leftSection={
            share !== null && (
              <span className={classes.meter} data-is-full={share > 0.8 || undefined}>
                <span style={{ width: `${Math.max(2, share * 100)}%` }} />
              </span>
            )
          }
        >
          <span className={classes.wide}>{label}</span>
          <span className={classes.narrow}>{used ?? label}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.title}>
        <SizeList />
      </Popover.Dropdown>
    </Popover>
  );
}

function SizeList() {
  const texts = libraryTexts.use().size;
  const usage = useLibraryStore((state) => state.usage);
  const runs = useLibraryStore((state) => state.runs) ?? [];
  if (!usage) return null;
  const { usedBytes, quotaBytes, isPersistent } = usage;
  const sum = (of: 'checkpoints' | 'sheets') =>
    Object.values(usage.runs).reduce((total, each) => total + each[of], 0);
  const [checkpoints, sheets] = [sum('checkpoints'), sum('sheets')];
  const sizes = runs
    .map(({ id, name }) => {
      const of = usage.runs[id];
      return { id, name, size: (of?.checkpoints ?? 0) + (of?.sheets ?? 0) };
    })
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
    .slice(0, LARGEST);
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {texts.title}
      </Text>
      {usedBytes !== null && quotaBytes !== null && quotaBytes > 0 && (
        <Progress.Root size="sm" aria-hidden>
          <Progress.Section value={(checkpoints / quotaBytes) * 100} color="teal" />
          <Progress.Section value={(sheets / quotaBytes) * 100} color="indigo" />
          <Progress.Section
            value={(Math.max(0, usedBytes - checkpoints - sheets) / quotaBytes) * 100}
            color="gray"
          />
        </Progress.Root>
      )}
      <Text size="xs">{texts.checkpoints(formatBytes(checkpoints))}</Text>
      <Text size="xs">{texts.sheets(formatBytes(sheets))}</Text>
      {usedBytes !== null && (
        <Text size="xs">
          {texts.rest(formatBytes(Math.max(0, usedBytes - checkpoints - sheets)))}
        </Text>
      )}
      {usedBytes !== null && quotaBytes !== null && (
        <Text size="xs">{texts.free(formatBytes(Math.max(0, quotaBytes - usedBytes)))}</Text>
      )}
      <Text size="xs" c="dimmed">
        {isPersistent ? texts.persistent : texts.clearable}
      </Text>
      {sizes.length > 0 && (
        <>
          <Text size="xs" fw={600} mt={4}>
            {texts.largest}
          </Text>
          {sizes.map(({ id, name, size }) => (
            <Group key={id} wrap="nowrap" gap="sm" justify="space-between">
              <Text size="xs" truncate>
                {name}
              </Text>
              <Text size="xs" flex="none" className={classes.number}>
                {formatBytes(size)}
              </Text>
            </Group>
          ))}
        </>
      )}
      <Offer />
    </Stack>
  );
}

function Offer() {
  const texts = libraryTexts.use().size;
  const usage = useLibraryStore((state) => state.usage);
  const [spare, setSpare] = useState<{ readonly count: number; readonly bytes: number } | null>(
    null,
  );
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    let isGone = false;
    async function read(_usage: object | null) {
      const found = await spareCheckpoints().catch(() => null);
      if (!isGone) setSpare(found);
    }
    void read(usage);
    return () => {
      isGone = true;
    };
  }, [usage]);
  if (!spare) return null;
  const size = formatBytes(spare.bytes);
  if (spare.count === 0)
    return (
      <Text size="xs" c="dimmed">
        {texts.nothing}
      </Text>
    );
  if (!isAsking)
    return (
      <>
        <Text size="xs" c="dimmed">
          {texts.offerHelp}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          {texts.offer(spare.count, size)}
        </Button>
      </>
    );
  return (
    <div role="alertdialog" aria-label={texts.sure(spare.count, size)}>
      <Text size="xs">{texts.sure(spare.count, size)}</Text>
      <Group gap={6} mt={6}>
        <Button
          size="compact-xs"
          color="red"
          onClick={() => {
            setAsking(false);
            void makeRoom();
          }}
        >
          {texts.yes}
        </Button>
        <Button size="compact-xs" variant="default" autoFocus onClick={() => setAsking(false)}>
          {texts.no}
        </Button>
      </Group>
    </div>
  );
}
