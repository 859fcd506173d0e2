/** What is wrong with a file that could not be opened as it is, and the offer to repair it. */
import { Button, Group, List, Modal, ScrollArea, Text, Title } from '@mantine/core';
import { problemText } from '../texts/problem-texts.ts';
import { placeName } from '../words.ts';
import { type ImportReport as Report, useFilesStore } from './files-store.ts';
import { importReportTexts } from './import-report-texts.ts';
import { openDocument } from './open-graph.ts';
import { repairText } from './repair-text.ts';

const MOST_LISTED = 60;

export function ImportReport() {
  const report = useFilesStore((state) => state.reports[0] ?? null);
  const drop = useFilesStore.getState().dropReport;
  const texts = importReportTexts.use().report;
  const isLoose = report !== null && report.problems.length === 0;
  return (
    <Modal
      opened={report !== null}
      onClose={drop}
      title={report && (isLoose ? texts.loose(report.fileName) : texts.title(report.fileName))}
      size="lg"
    >
      {report && <Body report={report} onDone={drop} />}
    </Modal>
  );
}

function Body({ report, onDone }: { readonly report: Report; readonly onDone: () => void }) {
  const { problems, mended, asIs, origin } = report;
  const texts = importReportTexts.use().report;
  const open = (document: NonNullable<Report['asIs']>, isAsIs: boolean) => {
    onDone();
    openDocument(document, origin, { isChanged: !isAsIs });
  };
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {texts.kept} {mended ? '' : texts.noRepair}
      </Text>
      <ScrollArea.Autosize mah="50vh">
        {problems.length > 0 && (
          <section aria-label={texts.wrong}>
            <Title order={3} size="sm" mb={4}>
              {texts.wrong}
            </Title>
            <List size="sm" spacing={4} mb="sm">
              {problems.slice(0, MOST_LISTED).map(({ code, where, message }) => (
                <List.Item key={`${placeName(where)} ${message}`}>
                  {problemText({ code, message })}
                </List.Item>
              ))}
            </List>
            <More count={problems.length - MOST_LISTED} />
          </section>
        )}
        {mended && (
          <section aria-label={texts.repairs}>
            <Title order={3} size="sm" mb={4}>
              {texts.repairs}
            </Title>
            <List size="sm" spacing={4}>
              {mended.repairs.slice(0, MOST_LISTED).map((repair) => {
                const text = repairText(repair);
                return <List.Item key={text}>{text}</List.Item>;
              })}
            </List>
            <More count={mended.repairs.length - MOST_LISTED} />
          </section>
        )}
      </ScrollArea.Autosize>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onDone}>
          {texts.cancel}
        </Button>
        {asIs && (
          <Button variant="default" onClick={() => open(asIs, true)}>
            {texts.asIs}
          </Button>
        )}
        {mended && (
          <Button data-autofocus onClick={() => open(mended.document, false)}>
            {texts.repair}
          </Button>
        )}
      </Group>
    </>
  );
}

function More({ count }: { readonly count: number }) {
  const texts = importReportTexts.use().report;
  if (count <= 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {texts.more(count)}
    </Text>
  );
}
