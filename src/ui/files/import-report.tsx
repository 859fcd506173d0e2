/** What is wrong with a file that could not be opened. */
import { List, Modal, Text } from '@mantine/core';
import { usePageStore } from '../page-store.ts';
import { placeName } from '../words.ts';

export function ImportReport() {
  const report = usePageStore((state) => state.importReport);
  const setReport = usePageStore((state) => state.setImportReport);
  return (
    <Modal
      opened={report !== null}
      onClose={() => setReport(null)}
      title={`${report?.fileName ?? 'The file'} could not be opened`}
      size="lg"
    >
      <Text size="sm" c="dimmed" mb="sm">
        The graph on the page is as it was. Mend these places in the file and drop it again.
      </Text>
      <List size="sm" spacing="xs">
        {report?.problems.map(({ where, message }) => (
          <List.Item key={`${placeName(where)} ${message}`}>
            {where.field && (
              <Text span ff="monospace" size="xs" c="dimmed">
                {where.field}{' '}
              </Text>
            )}
            {message}
          </List.Item>
        ))}
      </List>
    </Modal>
  );
}
