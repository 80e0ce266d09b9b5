/** Table and options → everything that is drawn from them, worked out again only when its own inputs change. */
import { useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';
import { measure } from '../model/branches';
import type { Branch } from '../model/branches';
import type { Words } from '../model/describe';
import type { Table } from '../model/fields';
import { makeScale, pickMode } from '../model/scale';
import type { Scale, ScaleMode } from '../model/scale';
import { buildTree } from '../model/tree';
import type { Node } from '../model/tree';
import { AREAS } from '../options';
import type { Area, TreemapOptions } from '../options';
import { formatOf } from '../valueFormat';
import type { ValueFormat } from '../valueFormat';
import { fillsFor } from './fills';

/** What a person chose in the panel's menu, for this visit. */
export interface Chosen {
  area?: Area;
  mode?: ScaleMode;
}

export interface Treemap {
  area: Area;
  /** Areas that the table has fields for. */
  areas: Area[];
  root: Branch;
  leaves: Node[];
  scale: Scale;
  words: Words;
  /** Format of the main number, whatever the area stands for. */
  value: ValueFormat;
  fill: ReturnType<typeof fillsFor>;
}

export function useTreemap(table: Table, options: TreemapOptions, chosen: Chosen): Treemap {
  const theme = useTheme2();
  const { has, levels, valueField } = table;
  const areas = useMemo(() => AREAS.filter((one) => has[one]), [has]);
  const wanted = chosen.area ?? options.area;
  const area = areas.includes(wanted) ? wanted : 'value';
  const mode = chosen.mode ?? pickMode(options.colour, area, has);
  const tree = useMemo(() => buildTree(table), [table]);
  const root = useMemo(() => measure(tree, area), [tree, area]);
  const leaves = useMemo(() => leavesOf(tree), [tree]);
  const scale = useMemo(
    () =>
      makeScale(
        mode,
        area,
        leaves.map(({ figures }) => figures),
      ),
    [mode, area, leaves],
  );
  const words = useMemo<Words>(
    () => ({ area, format: formatOf(area, valueField), levels }),
    [area, valueField, levels],
  );
  const value = useMemo(() => formatOf('value', valueField), [valueField]);
  const fill = useMemo(() => fillsFor(theme, mode, levels), [theme, mode, levels]);
  return { area, areas, root, leaves, scale, words, value, fill };
}

const leavesOf = (node: Node): Node[] =>
  node.children.length === 0 ? (node.parent ? [node] : []) : node.children.flatMap(leavesOf);
