/** The tabs below the canvas. The one in front is remembered; panels behind are not rendered. */
import { Tabs } from '@mantine/core';
import { useSettingsStore } from '../../store/settings-store.ts';
import { later } from '../later.tsx';
import { ProblemsPanel } from '../problems/problems-panel.tsx';
import { useTexts } from '../texts/texts.ts';
import { ProblemCount } from './problem-count.tsx';
import classes from './shell.module.css';

const SamplesPanel = later(async () => (await import('../run/samples-panel.tsx')).SamplesPanel);
const LossesPanel = later(async () => (await import('../run/losses-panel.tsx')).LossesPanel);
const DataPanel = later(async () => (await import('../run/data-panel.tsx')).DataPanel);
const ExplorePanel = later(async () => (await import('../explore/explore-panel.tsx')).ExplorePanel);
const RunsPanel = later(async () => (await import('../runs/runs-panel.tsx')).RunsPanel);
const PlanPanel = later(async () => (await import('../run/plan-panel.tsx')).PlanPanel);

const QueuePanel = later(async () => (await import('../variants/queue-panel.tsx')).QueuePanel);
const QueueMark = later(async () => (await import('../variants/queue-mark.tsx')).QueueMark);

const PANELS = [
  { value: 'problems', Panel: ProblemsPanel, Mark: ProblemCount },
  { value: 'losses', Panel: LossesPanel },
  { value: 'samples', Panel: SamplesPanel },
  { value: 'explore', Panel: ExplorePanel },
  { value: 'runs', Panel: RunsPanel },
  { value: 'data', Panel: DataPanel },
  { value: 'plan', Panel: PlanPanel },
  { value: 'queue', Panel: QueuePanel, Mark: QueueMark },
] as const;

export const DOCK = 'dock';

export function Dock() {
  const { tabs } = useTexts().shell;
  const tab = useSettingsStore((state) => state.tabs[DOCK] ?? 'samples');
  const setTab = useSettingsStore((state) => state.setTab);
  return (
    <Tabs
      value={tab}
      onChange={(value) => value && setTab(DOCK, value)}
      keepMounted={false}
      classNames={{ root: classes.tabs, tab: classes.tab, panel: classes.tabPanel }}
    >
      <Tabs.List className={classes.tabList}>
        {PANELS.map((panel) => (
          <Tabs.Tab
            key={panel.value}
            value={panel.value}
            rightSection={'Mark' in panel ? <panel.Mark /> : undefined}
          >
            {tabs[panel.value]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {PANELS.map(({ value, Panel }) => (
        <Tabs.Panel key={value} value={value}>
          <Panel />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
