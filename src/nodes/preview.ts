/** Rows of images on the sample sheet. */
import { z } from 'zod';
import type { ViewDefinition } from './define.ts';
import { average } from './fields/average.ts';
import { numeric } from './fields/numeric.ts';
import { texts } from './fields/text.ts';
import { toggle } from './fields/toggle.ts';
import { numbered } from './ports.ts';

const params = z.strictObject({
  rows: texts(['samples'], {
    label: 'Rows',
    help: 'One input port for each; the text labels its row of the sheet.',
    minLength: 1,
    maxLength: 16,
  }),
  columns: numeric(8, {
    label: 'Columns',
    help: 'Samples in each row.',
    min: 1,
    max: 64,
    integer: true,
    unit: 'samples',
  }),
  byClass: toggle(false, {
    label: 'One column per class',
    help: 'Random labels go through the classes along each line, with the same noise in all of a line.',
  }),
  average: average(),
});

export const definition: ViewDefinition<z.infer<typeof params>> = {
  family: 'view',
  kind: 'preview',
  title: 'Preview',
  group: 'View',
  aliases: ['samples', 'sheet', 'images', 'show'],
  summary:
    'Shows images on the sample sheet, always from the same noise and the same data, so that the sheets of a run can be compared.',
  params,
  badge: ({ rows, columns }) =>
    rows.length === 1 ? `${columns} samples` : `${rows.length} rows of ${columns}`,
  ports: ({ rows }) => ({ inputs: numbered('row', rows.length, 'image'), outputs: [] }),
  view: ({ rows, columns, byClass, average }) => ({
    type: 'preview',
    rows,
    columns,
    byClass,
    usesAverage: average,
  }),
};
