/** Cells of the table as text. Digits and units are the same in every language of the page. */
import type { Cell, Row } from './comparison-table.ts';

export function cellWords({ name, section }: Row, cell: Cell): string {
  if (cell === null) return '–';
  if (cell.type === 'text') return cell.text;
  const { value } = cell;
  if (name.type === 'fact')
    switch (name.fact) {
      case 'stepMs':
        return `${shortNumber(value)} ms`;
      case 'trainedMs':
        return durationWords(value);
      case 'memoryBytes':
      case 'peakBytes':
        return `${shortNumber(value / 1e6)} MB`;
      case 'multiplyAdds':
        return scaled(value);
      default:
        return grouped(value);
    }
  if (section === 'cost') return grouped(value);
  if (section === 'parameters' || section === 'training') return plainNumber(value);
  return shortNumber(value);
}

/** Four digits, in powers of ten where that is shorter. */
export function shortNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  const text =
    size !== 0 && (size < 1e-3 || size >= 1e5)
      ? value.toExponential(2).replace('e+', 'e')
      : String(Number(value.toPrecision(4)));
  return text.replace('-', '−').replace('e-', 'e−');
}

const plainNumber = (value: number): string => String(value).replace('-', '−');

/** 1,234,567 */
export const grouped = (value: number): string =>
  String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

function scaled(value: number): string {
  const unit = [
    [1e12, 'T'],
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ].find(([size]) => value >= Number(size));
  return unit ? `${Number((value / Number(unit[0])).toPrecision(3))} ${unit[1]}` : String(value);
}

/** 850 ms, 45.2 s, 3 min 20 s, 2 h 5 min */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${Number(seconds.toPrecision(3))} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
