/** Colours from the theme: verdicts in the colours of change, models by their names as in every other panel. */
import { fieldColorModeRegistry, FieldColorModeId } from '@grafana/data';
import type { Field, GrafanaTheme2 } from '@grafana/data';
import { contrast, cssColour, mix, readColour } from '@llmobservatory/panel';
import type { Rgb } from '@llmobservatory/panel';

/** Better is blue, worse is orange; never red or green, because dearer is no error. */
export function verdictColour(theme: GrafanaTheme2, better: boolean): string {
  const name = better ? 'semi-dark-blue' : 'semi-dark-orange';
  const background = readColour(theme.colors.background.primary, theme.isDark ? BLACK : WHITE);
  const wanted = readColour(theme.visualization.getColorByName(name), background);
  return cssColour(readable(wanted, background, theme.isDark ? WHITE : BLACK));
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
/** WCAG AA of small text. */
const READABLE = 4.6;

/** The colour itself, or as little as it takes towards white or black until letters can be read. */
function readable(colour: Rgb, background: Rgb, towards: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = mix(colour, towards, share);
    if (contrast(mixed, background) >= READABLE) return mixed;
  }
  return towards;
}

/** A value mapping of the model's name gives it its colour; else it has the one that series of that name have. */
export function modelColour(theme: GrafanaTheme2, modelField: Field, row: number, name: string): string {
  if (modelField.config.mappings?.length) {
    const mapped = modelField.display?.(modelField.values[row]).color;
    if (mapped) return mapped;
  }
  const mode = fieldColorModeRegistry.get(FieldColorModeId.PaletteClassicByName);
  const named: Field = { ...modelField, name, state: { displayName: name }, config: {} };
  return mode.getCalculator(named, theme)(0, 0);
}
