/** Opens the document's parameters: a slider and a number for each, and a way to add one. */
import { Button, Popover, ScrollArea } from '@mantine/core';
import { SlidersIcon } from '../icons.tsx';
import { later } from '../later.tsx';
import { usePageStore } from '../page-store.ts';
import shell from '../shell/shell.module.css';
import { useTexts } from '../texts/texts.ts';

const ParameterList = later(async () => (await import('./parameter-list.tsx')).ParameterList);

const WIDTH = 360;
const BORDER = 1;
/** No wider than the popover, whose scroll bar would cover the ends of the sliders. */
const list = {
  boxSizing: 'border-box',
  display: 'grid',
  gap: 14,
  gridTemplateColumns: 'minmax(0, 1fr)',
  padding: '14px 20px 14px 14px',
} as const;

export function ParametersButton() {
  const { inspector: t } = useTexts();
  const isOpen = usePageStore((state) => state.isParametersOpen);
  const setOpen = usePageStore((state) => state.setParametersOpen);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width={WIDTH}
      withArrow
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="default"
          aria-label={t.parametersButton}
          leftSection={<SlidersIcon size={14} />}
          onClick={() => setOpen(!isOpen)}
        >
          <span className={shell.wide}>{t.parametersButton}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <ScrollArea.Autosize mah="70vh" type="auto" scrollbars="y">
          <div style={{ ...list, width: WIDTH - 2 * BORDER }}>{isOpen && <ParameterList />}</div>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
