/** Real and generated points of two dimensions in one picture. */
import { z } from 'zod';
import type { ViewDefinition } from './define.ts';
import { average } from './fields/average.ts';
import { numeric } from './fields/numeric.ts';

const params = z.strictObject({
  count: numeric(1000, {
    label: 'Points',
    help: 'Of each kind.',
    min: 1,
    max: 20_000,
    integer: true,
    unit: 'samples',
  }),
  range: numeric(3, { label: 'Range', help: 'Both axes run from − this to + this.', min: 0.001 }),
  average: average(),
});

export const definition: ViewDefinition<z.infer<typeof params>> = {
  family: 'view',
  kind: 'scatter',
  title: 'Scatter plot',
  group: 'View',
  aliases: ['points', '2-D', 'plot', 'modes'],
  summary: 'Draws real and generated points of the plane over each other.',
  params,
  badge: ({ count }) => `${count} points`,
  ports: () => ({
    inputs: [
      { name: 'real', accepts: 'vector' },
      { name: 'generated', accepts: 'vector' },
    ],
    outputs: [],
  }),
  view: ({ count, range, average }) => ({ type: 'scatter', count, range, usesAverage: average }),
};
