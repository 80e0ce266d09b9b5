/** Panel size → how the parts stand. Sizes come from the panel's props only, never from the window. Pure. */
export interface Layout {
  /** Two figures of two models and nothing else. */
  tiny: boolean;
  /** The sentence about matching has room in the toolbar. */
  wide: boolean;
  labelPx: number;
  columnPx: number;
  /** Value, strip and verdict on one line of a cell. */
  oneLine: boolean;
  /** Of the distribution strips; 0: there is no room for them. */
  stripPx: number;
}

const TINY = { width: 320, height: 180 } as const;
const WIDE_FROM_PX = 760;
const LABEL_PX = { least: 104, most: 176, share: 0.22 } as const;
const COLUMN_LEAST_PX = 156;
/** Value, strip and the longest verdict beside each other. */
const ONE_LINE_FROM_PX = 388;
const SCROLLBAR_PX = 12;
/** Of a cell: its padding and its value. */
const BESIDE_STRIP_PX = 100;
const STRIP_PX = { least: 64, most: 160 } as const;

export function layoutOf(width: number, height: number, models: number): Layout {
  const tiny = width < TINY.width || height < TINY.height;
  const labelPx = tiny
    ? Math.round(width * 0.3)
    : Math.round(Math.min(LABEL_PX.most, Math.max(LABEL_PX.least, width * LABEL_PX.share)));
  // A tiny panel has two columns, whatever there is to compare.
  const columns = Math.max(1, tiny ? Math.min(2, models) : models);
  const shared = (width - labelPx - (tiny ? 0 : SCROLLBAR_PX)) / columns;
  const columnPx = Math.floor(tiny ? shared : Math.max(COLUMN_LEAST_PX, shared));
  const stripPx = Math.min(STRIP_PX.most, columnPx - BESIDE_STRIP_PX);
  return {
    tiny,
    wide: width >= WIDE_FROM_PX,
    labelPx,
    columnPx,
    oneLine: columnPx >= ONE_LINE_FROM_PX,
    stripPx: tiny || stripPx < STRIP_PX.least ? 0 : stripPx,
  };
}
