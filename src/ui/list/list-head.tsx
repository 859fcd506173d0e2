/** The heads of the columns: each sorts the list by what stands below it, a second press turns it round. */
import { useTexts } from '../texts/texts.ts';
import classes from './list.module.css';
import type { Sort, SortKey } from './rows.ts';

interface ListHeadProps {
  readonly sort: Sort;
  onSort(sort: Sort): void;
}

const COLUMNS: readonly (SortKey | 'gives')[] = [
  'id',
  'kind',
  'gives',
  'parameters',
  'cost',
  'problems',
];
/** Who sorts by a number looks for the largest. */
const FALLING: ReadonlySet<SortKey> = new Set(['parameters', 'cost', 'problems']);

export function ListHead({ sort, onSort }: ListHeadProps) {
  const { list: texts } = useTexts();
  function press(by: SortKey) {
    const isFirst = FALLING.has(by);
    if (sort.by !== by) onSort({ by, isFalling: isFirst });
    else if (sort.isFalling === isFirst) onSort({ by, isFalling: !isFirst });
    else onSort({ by: 'order', isFalling: false });
  }
  return (
    <thead>
      <tr>
        {COLUMNS.map((column) => (
          <th
            key={column}
            scope="col"
            className={classes.head}
            data-column={column}
            aria-sort={
              sort.by === column ? (sort.isFalling ? 'descending' : 'ascending') : undefined
            }
          >
            {column === 'gives' ? (
              texts.columns.gives
            ) : (
              <button
                type="button"
                className={classes.sort}
                aria-label={texts.sortBy(texts.columns[column])}
                onClick={() => press(column)}
              >
                {texts.columns[column]}
                <span aria-hidden="true">
                  {sort.by === column ? (sort.isFalling ? ' ↓' : ' ↑') : ''}
                </span>
              </button>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
