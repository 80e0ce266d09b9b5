/**
 * Panel size → how the parts stand. Sizes come from the panel's props only, never from the window.
 */
import type { WaterfallOptions } from '../options';

export interface Layout {
  /** Too small for names: bars and one line of figures. */
  tiny: boolean;
  /** Figures in columns of their own, under the name, or nowhere. */
  figures: 'columns' | 'under' | 'none';
  detail: 'beside' | 'below' | 'over' | 'off';
  detailPx: number;
  gridPx: number;
  rowPx: number;
}

const DETAIL_BESIDE_FROM_PX = 960;
const DETAIL_MIN_PX = 360;
const COLUMNS_FROM_PX = 560;
const ROW_PX = { normal: 28, compact: 22 } as const;
const TWO_LINES_PX = 46;

export function layoutOf(
  width: number,
  height: number,
  options: WaterfallOptions,
  hasFigures: boolean,
  open: boolean,
): Layout {
  const tiny = width < 280 || height < 180;
  const detail = !open || tiny ? 'off' : placeDetail(width, height, options.detail);
  const besidePx = Math.max(DETAIL_MIN_PX, Math.round(width * 0.4));
  const gridPx = detail === 'beside' ? width - besidePx : width;
  const figures = tiny || !hasFigures ? 'none' : gridPx < COLUMNS_FROM_PX ? 'under' : 'columns';
  return {
    tiny,
    figures,
    detail,
    detailPx: detail === 'beside' ? besidePx : detail === 'below' ? Math.round(height * 0.55) : height,
    gridPx,
    rowPx: figures === 'under' ? TWO_LINES_PX : ROW_PX[options.density],
  };
}

/** Below a height that leaves no room for both, the detail lies over the rows; Esc brings them back. */
function placeDetail(width: number, height: number, wanted: WaterfallOptions['detail']): Layout['detail'] {
  if (wanted === 'off') return 'off';
  const beside =
    wanted === 'beside' ? width >= 2 * DETAIL_MIN_PX : wanted === 'auto' && width >= DETAIL_BESIDE_FROM_PX;
  if (beside) return 'beside';
  return height < 420 ? 'over' : 'below';
}
