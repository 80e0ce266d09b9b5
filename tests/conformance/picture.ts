/** The matrix at a glance: a column of squares for each capture. Readable on light and on dark ground. */
import type { Verdict } from './cell';
import { COLUMNS, type CaptureVerdict } from './judge';

const COLOUR: Readonly<Record<Verdict, string>> = {
  exact: '#2f9e5b',
  absent: '#c9a227',
  wrong: '#d1242f',
  none: '#8884',
};
const CELL = { width: 6, height: 14, gap: 1 };
const LABELS = 84;

export function conformanceSvg(verdicts: readonly CaptureVerdict[]): string {
  const width = LABELS + verdicts.length * CELL.width;
  const height = COLUMNS.length * CELL.height;
  const labels = COLUMNS.map(
    (column, row) => `<text x="${LABELS - 6}" y="${row * CELL.height + 10.5}">${column}</text>`,
  );
  const cells = verdicts.map(({ name, cells }, index) => {
    const squares = COLUMNS.map(
      (column, row) => `<path d="${square(row)}" fill="${COLOUR[cells[column].verdict]}"/>`,
    );
    return `<g transform="translate(${LABELS + index * CELL.width})"><title>${name}</title>${squares.join('')}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<g font-family="system-ui, sans-serif" font-size="11" text-anchor="end" fill="#888">${labels.join('')}</g>
${cells.join('\n')}
</svg>
`;
}

const square = (row: number): string =>
  `M0 ${row * CELL.height}h${CELL.width - CELL.gap}v${CELL.height - CELL.gap}h${CELL.gap - CELL.width}z`;
