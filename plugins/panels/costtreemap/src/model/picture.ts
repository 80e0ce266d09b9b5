/**
 * Branch → tiles with places: what is on screen. Two levels at a time (groups with a head, their parts inside) or, as
 * icicle, all levels below each other. Pure: the same data, size and options always give the same picture.
 */
import type { Shape } from '../options';
import type { Branch } from './branches';
import { addFigures, isLowerBound, noFigures } from './figures';
import type { Figures } from './figures';
import { fold } from './fold';
import type { Folded } from './fold';
import { areaOf, cutTop, inset } from './rect';
import type { Rect } from './rect';
import { squarify } from './squarify';
import { stripOf } from './strip';

/** `group`: head of a part whose own parts are drawn; `others`, `unpriced`: stand for many. */
export type TileKind = 'group' | 'part' | 'others' | 'unpriced';

export interface Tile {
  kind: TileKind;
  /** The same over refreshes, so that a tile moves instead of being made anew. */
  key: string;
  /** What can be seen and clicked; of a group only its head. */
  rect: Rect;
  /** Of a group: the whole of it. */
  outline?: Rect;
  /** What it stands for; `null`: see `members`. */
  branch: Branch | null;
  members: readonly Branch[];
  figures: Figures;
  /** Share of the shown total, 0 to 1; `null`: outside the scale. */
  share: number | null;
  /** 1: right below what is shown. */
  depth: number;
  /** Place among its siblings, from 1. */
  position: number;
  siblings: number;
}

export interface PictureOptions {
  width: number;
  height: number;
  /** 0 to 1 of the picture. */
  minShare: number;
  maxTiles: number;
  showUnpriced: boolean;
  shape: Shape;
  /** Levels that are drawn: 1 where there is no room for heads. */
  depth: number;
}

/** Names are readable from here. */
const GROUP_FROM = { width: 60, height: 44 };
export const GROUP_HEAD_PX = 20;
const GROUP_GAP_PX = 1; // on each side: 2 px between groups
const PART_GAP_PX = 0.5;

/** Tiles in reading order: a group, then its parts; others after the named, the unpriced last. */
export function draw(view: Branch, options: PictureOptions): Tile[] {
  const whole: Rect = { x: 0, y: 0, width: options.width, height: options.height };
  const unpriced = options.showUnpriced && isLowerBound(view.node.figures) ? unpricedBelow(view) : null;
  const [rect, strip] = unpriced ? stripOf(whole, view.extent > 0) : [whole, null];
  const canvas: Canvas = { ...options, view, minPx2: areaOf(rect) * options.minShare };
  const tiles = view.extent > 0 ? DRAW[options.shape](canvas, rect) : [];
  if (unpriced && strip) tiles.push(unpricedTile(canvas, unpriced, inset(strip, GROUP_GAP_PX)));
  return numbered(tiles);
}

interface Canvas extends PictureOptions {
  view: Branch;
  minPx2: number;
}

type Unnumbered = Omit<Tile, 'position' | 'siblings'>;

const DRAW: Record<Shape, (canvas: Canvas, rect: Rect) => Unnumbered[]> = {
  treemap: drawTreemap,
  icicle: (canvas, rect) => drawLayer(canvas, canvas.view, rect, rect.height / levelsBelow(canvas.view), 1),
};

function drawTreemap(canvas: Canvas, rect: Rect): Unnumbered[] {
  // One is kept free for the others.
  const places = place(canvas, canvas.view, rect, canvas.maxTiles - 1);
  const groups = places.filter(
    ({ branch, rect }) =>
      canvas.depth > 1 &&
      branch !== null &&
      branch.children.length > 0 &&
      rect.width >= GROUP_FROM.width &&
      rect.height >= GROUP_FROM.height,
  );
  const limits = shareOut(canvas, groups, canvas.maxTiles - places.length);
  return places.flatMap((placed) => {
    const outline = inset(placed.rect, GROUP_GAP_PX);
    const own = tileOf(canvas, canvas.view, placed, outline, 1);
    const limit = limits.get(placed);
    if (!placed.branch || limit === undefined) return [own];
    const [head, body] = cutTop(outline, GROUP_HEAD_PX);
    const inside = place(canvas, placed.branch, body, limit);
    // Nothing but "n others" inside says less than the group as one tile.
    if (inside.every(({ branch }) => branch === null)) return [own];
    const parts = inside.map((part) =>
      tileOf(canvas, placed.branch!, part, inset(part.rect, PART_GAP_PX), 2),
    );
    return [{ ...own, kind: 'group' as const, rect: head, outline }, ...parts];
  });
}

/** All levels below each other: the width is the value, each row is a level. */
function drawLayer(canvas: Canvas, parent: Branch, rect: Rect, rowPx: number, depth: number): Unnumbered[] {
  const row = { ...rect, height: rowPx };
  const folded = fold(listed(canvas, parent), row, minIciclePx2(canvas, rowPx), canvas.maxTiles);
  const total = parent.extent;
  let x = rect.x;
  return withOthers(folded).flatMap(({ branch, extent }) => {
    const width = (rect.width * extent) / total;
    const place = { ...row, x, width };
    x += width;
    const own = tileOf(canvas, parent, { branch, folded, rect: place }, inset(place, PART_GAP_PX), depth);
    const below = { ...place, y: rect.y + rowPx, height: rect.height - rowPx };
    const deeper = branch && branch.children.length > 0 && branch.extent > 0 && below.height >= 1;
    return deeper ? [own, ...drawLayer(canvas, branch, below, rowPx, depth + 1)] : [own];
  });
}

const MIN_ICICLE_WIDTH_PX = 4;

/** A share of the row, so large that all rows together have at most `maxTiles` named ones. */
function minIciclePx2({ view, width, minShare, maxTiles }: Canvas, rowPx: number): number {
  return rowPx * Math.max(MIN_ICICLE_WIDTH_PX, width * Math.max(minShare, levelsBelow(view) / maxTiles));
}

function levelsBelow(branch: Branch): number {
  let levels = 0;
  for (let one: Branch | undefined = branch; one && one.children.length > 0; one = one.children[0]) levels++;
  return Math.max(1, levels);
}

interface Placed {
  /** `null`: the others. */
  branch: Branch | null;
  folded: Folded;
  rect: Rect;
}

function place(canvas: Canvas, parent: Branch, rect: Rect, limit: number): Placed[] {
  const folded = fold(listed(canvas, parent), rect, canvas.minPx2, limit);
  const parts = withOthers(folded);
  const rects = squarify(
    parts.map(({ extent }) => extent),
    rect,
  );
  return parts.map(({ branch }, index) => ({ branch, folded, rect: rects[index]! }));
}

/** What is unknown altogether stands in the strip, where there is one. */
const listed = ({ showUnpriced }: Canvas, parent: Branch): Branch[] =>
  showUnpriced ? parent.children.filter(({ unknown }) => !unknown) : parent.children;

const withOthers = ({ named, othersExtent }: Folded): { branch: Branch | null; extent: number }[] => [
  ...named.map((branch) => ({ branch, extent: branch.extent })),
  ...(othersExtent > 0 ? [{ branch: null, extent: othersExtent }] : []),
];

/**
 * Tiles that each group may draw inside: the largest parts of all groups together, whosever they are. A group that
 * opens takes one more, for its others; a group without an entry stays one tile.
 */
function shareOut(canvas: Canvas, groups: readonly Placed[], budget: number): Map<Placed, number> {
  const limits = new Map<Placed, number>();
  const candidates = groups
    .flatMap((group) =>
      group
        .branch!.children.slice(0, canvas.maxTiles)
        .filter(({ extent }) => extent > 0)
        .map(({ extent }) => ({ group, extent })),
    )
    .sort((a, b) => b.extent - a.extent);
  let left = budget;
  for (const { group } of candidates) {
    const already = limits.get(group);
    left -= already === undefined ? 2 : 1;
    if (left < 0) break;
    limits.set(group, (already ?? 0) + 1);
  }
  return limits;
}

function tileOf(
  { view }: Canvas,
  parent: Branch,
  { branch, folded }: Placed,
  rect: Rect,
  depth: number,
): Unnumbered {
  const extent = branch ? branch.extent : folded.othersExtent;
  return {
    kind: branch ? 'part' : 'others',
    key: branch ? branch.node.key : `${parent.node.key} others`,
    rect,
    branch,
    members: branch ? [] : folded.others,
    figures: branch ? branch.node.figures : sumOf(folded.others),
    share: extent / view.extent,
    depth,
  };
}

function unpricedTile({ view }: Canvas, { members, figures }: Unpriced, rect: Rect): Unnumbered {
  return {
    kind: 'unpriced',
    key: `${view.node.key} unpriced`,
    rect,
    branch: null,
    members,
    figures,
    share: null,
    depth: 1,
  };
}

interface Unpriced {
  members: Branch[];
  figures: Figures;
}

/** Leaves that have no value, or one that leaves out some of their calls. */
function unpricedBelow(view: Branch): Unpriced {
  const members: Branch[] = [];
  const open = [view];
  for (let branch = open.pop(); branch; branch = open.pop()) {
    if (!isLowerBound(branch.node.figures)) continue;
    if (branch.children.length === 0) members.push(branch);
    else open.push(...branch.children);
  }
  const missing = ({ node: { figures } }: Branch): number => figures.unpricedCalls;
  members.sort((a, b) => missing(b) - missing(a) || (a.node.key < b.node.key ? -1 : 1));
  return { members, figures: sumOf(members) };
}

function sumOf(branches: readonly Branch[]): Figures {
  const sum = noFigures();
  for (const { node } of branches) addFigures(sum, node.figures);
  return sum;
}

/** Siblings are the tiles of one parent; the unpriced count as one more at the top. */
function numbered(tiles: readonly Unnumbered[]): Tile[] {
  const parents: string[] = [];
  const owners = tiles.map((tile, index) => {
    const owner = parents.slice(0, tile.depth).join('\n');
    parents.length = tile.depth;
    parents[tile.depth] = `${tile.depth}.${index}`;
    return owner;
  });
  const siblings = new Map<string, number>();
  const positions = owners.map((owner) => {
    const position = (siblings.get(owner) ?? 0) + 1;
    siblings.set(owner, position);
    return position;
  });
  return tiles.map((tile, index) => ({
    ...tile,
    position: positions[index]!,
    siblings: siblings.get(owners[index]!)!,
  }));
}
