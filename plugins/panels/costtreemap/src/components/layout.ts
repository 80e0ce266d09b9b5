/** Panel size → which parts there is room for. Sizes come from the panel's props only, never from the window. */

export interface Layout {
  /** One level, no legend, a head only where there is something to go back from. */
  tiny: boolean;
  headPx: number;
  legend: 'head' | 'below' | 'none';
  legendPx: number;
  notesPx: number;
  pictureWidth: number;
  pictureHeight: number;
}

export const HEAD_PX = 32;
const LEGEND_PX = 24;
const NOTES_PX = 20;
const PADDING_PX = 4;
/** Head and legend side by side. */
const BESIDE_FROM_PX = 860;
const LEGEND_FROM_PX = { width: 300, height: 220 };

export function layoutOf(
  width: number,
  height: number,
  shown: { legend: boolean; notes: boolean; drilled: boolean },
): Layout {
  const tiny = width < 280 || height < 180;
  const headPx = tiny && !shown.drilled ? 0 : HEAD_PX;
  const room = !tiny && width >= LEGEND_FROM_PX.width && height >= LEGEND_FROM_PX.height;
  const legend = !shown.legend || !room ? 'none' : width >= BESIDE_FROM_PX ? 'head' : 'below';
  const legendPx = legend === 'below' ? LEGEND_PX : 0;
  const notesPx = shown.notes && !tiny ? NOTES_PX : 0;
  return {
    tiny,
    headPx,
    legend,
    legendPx,
    notesPx,
    pictureWidth: Math.max(0, width - 2 * PADDING_PX),
    pictureHeight: Math.max(0, height - headPx - legendPx - notesPx - (headPx === 0 ? 2 : 1) * PADDING_PX),
  };
}
