/** The comparison as a file. */
import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ComparedRun } from '../../compare/compared-run.ts';
import { ExportIcon } from '../icons.tsx';
import { sentence } from '../texts/problem-texts.ts';
import classes from './compare.module.css';
import { compareTexts } from './compare-texts.ts';
import { exportCurves, exportPage, exportTable } from './export-comparison.ts';

interface ExportMenuProps {
  readonly runs: readonly ComparedRun[];
  /** All is known that the files say. */
  readonly isReady: boolean;
  readonly baseline: number;
}

export function ExportMenu({ runs, isReady, baseline }: ExportMenuProps) {
  const texts = compareTexts.use().export;
  const [isWorking, setWorking] = useState(false);
  const save = async (make: () => string | Promise<string>) => {
    setWorking(true);
    try {
      notifications.show({ message: texts.done(await make()) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      notifications.show({ color: 'red', message: texts.failed(sentence(reason)) });
    }
    setWorking(false);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          className={classes.export ?? ''}
          size="compact-sm"
          variant="default"
          leftSection={<ExportIcon size={14} />}
          loading={isWorking}
          disabled={!isReady}
        >
          {texts.menu}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save(() => exportPage(runs, baseline))}>
          {texts.html}
        </Menu.Item>
        <Menu.Item onClick={() => void save(() => exportTable(runs))}>{texts.table}</Menu.Item>
        <Menu.Item onClick={() => void save(() => exportCurves(runs))}>{texts.curves}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
