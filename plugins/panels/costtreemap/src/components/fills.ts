/**
 * Shade → colours of the theme. Blue is less and orange is more, with grey between: told apart by everybody, and no
 * red, because dearer is not broken. Text is black or white, whichever reads better.
 */
import { FieldColorModeId, fieldColorModeRegistry, FieldType } from '@grafana/data';
import type { Field, GrafanaTheme2 } from '@grafana/data';
import { contrast, contrastText, cssColour, mix, readColour } from '@llmobservatory/panel';
import type { Rgb } from '@llmobservatory/panel';
import type { Level } from '../model/fields';
import type { ScaleMode, Shade } from '../model/scale';

export interface Fill {
  background: string;
  text: string;
  /** A fill that is too faint for its background gets an outline. */
  border: string;
  /** Marks what was not there before. */
  ring: string | null;
}

/**
 * Share of the full colour in the steps of a change, from ±5%, ±20%, ±50%. Not all of it at the end: a tile may fill
 * half of a screen.
 */
const CHANGE_MIX = [0, 0.3, 0.55, 0.88] as const;
/** What did not change recedes: a share of grey on paper, with an outline. */
const UNCHANGED = 0.3;
const WEAKEST = 0.25;
/** As opaque as the bars of core panels. */
const NAMED = 0.8;
const MIN_CONTRAST = 3;

/** Remembers what it worked out: a picture asks hundreds of times for the same few. */
export function fillsFor(theme: GrafanaTheme2, mode: ScaleMode, levels: readonly Level[]) {
  const paper = readColour(theme.colors.background.primary, [0, 0, 0]);
  const named = (name: string): Rgb => readColour(theme.visualization.getColorByName(name), paper);
  const grey = readColour(theme.colors.text.disabled, paper);
  const top = mode === 'errors' ? readColour(theme.colors.error.main, paper) : named('purple');
  const known = new Map<string, Fill>();

  function colourOf(shade: Shade, level: number): Rgb {
    switch (shade.by) {
      case 'change':
        return mix(
          mix(paper, grey, UNCHANGED),
          named(shade.step < 0 ? 'semi-dark-blue' : 'semi-dark-orange'),
          CHANGE_MIX[Math.abs(shade.step)] ?? 1,
        );
      case 'quantile':
        return mix(paper, top, shade.of === 1 ? 1 : WEAKEST + ((1 - WEAKEST) * shade.step) / (shade.of - 1));
      case 'name':
        return mix(paper, readColour(colourOfName(shade.name, levels[level - 1], theme), paper), NAMED);
      case 'unknown':
        return readColour(theme.colors.background.secondary, paper);
    }
  }

  /** `level`: which of the levels the name is of, from 1. */
  return (shade: Shade, level: number): Fill => {
    const key = JSON.stringify([shade, shade.by === 'name' ? level : 0]);
    let fill = known.get(key);
    if (!fill) {
      const colour = colourOf(shade, level);
      fill = {
        background: cssColour(colour),
        text: cssColour(contrastText(colour)),
        border: shade.by === 'name' ? 'transparent' : outlineOf(colour, paper, grey),
        ring:
          shade.by === 'change' && shade.isNew
            ? theme.visualization.getColorByName('semi-dark-orange')
            : null,
      };
      known.set(key, fill);
    }
    return fill;
  };
}

/** As little towards grey as makes it visible on the paper; nothing where the fill is. */
function outlineOf(colour: Rgb, paper: Rgb, grey: Rgb): string {
  if (contrast(colour, paper) >= MIN_CONTRAST) return 'transparent';
  const shares = [0.2, 0.4, 0.6, 0.8].map((share) => mix(colour, grey, share));
  return cssColour(shares.find((mixed) => contrast(mixed, paper) >= MIN_CONTRAST) ?? grey);
}

/** The same name has the same colour as in core panels; a value mapping of the field wins. */
function colourOfName(name: string, level: Level | undefined, theme: GrafanaTheme2): string {
  const mapped = level?.field.config.mappings?.find(({ type }) => type === 'value');
  const chosen = (mapped?.options as Record<string, { color?: string }> | undefined)?.[name]?.color;
  if (chosen) return theme.visualization.getColorByName(chosen);
  const field: Field = { name, type: FieldType.number, config: {}, values: [] };
  return fieldColorModeRegistry.get(FieldColorModeId.PaletteClassicByName).getCalculator(field, theme)(0, 0);
}
