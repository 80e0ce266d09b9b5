/** The option "levels" as a list of all text fields: those in use first, in their order. Empty means all of them. */
export interface LevelRow {
  name: string;
  used: boolean;
}

export function orderLevels(chosen: readonly string[], all: readonly string[]): LevelRow[] {
  const used = usedLevels(chosen, all);
  return [
    ...used.map((name) => ({ name, used: true })),
    ...all.filter((name) => !used.includes(name)).map((name) => ({ name, used: false })),
  ];
}

/** The last one stays: without a level there is nothing to draw. */
export function toggleLevel(chosen: readonly string[], all: readonly string[], name: string): string[] {
  const used = usedLevels(chosen, all);
  if (!used.includes(name)) return [...used, name];
  return used.length === 1 ? used : used.filter((one) => one !== name);
}

/** `by` −1: one further out; 1: one further in. */
export function moveLevel(
  chosen: readonly string[],
  all: readonly string[],
  name: string,
  by: -1 | 1,
): string[] {
  const used = usedLevels(chosen, all);
  const from = used.indexOf(name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= used.length) return used;
  [used[from], used[to]] = [used[to]!, used[from]!];
  return used;
}

/** As the panel reads them: names that the table has not are passed over. */
function usedLevels(chosen: readonly string[], all: readonly string[]): string[] {
  const there = chosen.filter((name) => all.includes(name));
  return there.length > 0 ? there : [...all];
}
