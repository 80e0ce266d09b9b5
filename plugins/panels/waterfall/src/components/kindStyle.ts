/**
 * Kind → icon, colour and fill of its bar: hue says the family, fill the member, and the icon always stands beside,
 * so colour is never the only sign.
 */
import { FieldColorModeId, fieldColorModeRegistry, FieldType } from '@grafana/data';
import type { Field, GrafanaTheme2, IconName } from '@grafana/data';
import type { Kind } from '../model/kinds';

export type Fill = 'solid' | 'hollow' | 'thin';

interface KindStyle {
  icon: IconName;
  fill: Fill;
  color: (theme: GrafanaTheme2) => string;
  /** A fill that is too faint for its background gets an outline. */
  border?: (theme: GrafanaTheme2) => string | undefined;
}

const named = (dark: string, light: string) => (theme: GrafanaTheme2) =>
  theme.visualization.getColorByName(theme.isDark ? dark : light);

const blue = named('semi-dark-blue', 'semi-dark-blue');
const purple = named('light-purple', 'light-purple');
const orange = named('orange', 'orange');
const green = named('light-green', 'dark-green');
const secondary = (theme: GrafanaTheme2) => theme.colors.text.secondary;
const orangeBorder = (theme: GrafanaTheme2) =>
  theme.isDark ? undefined : theme.visualization.getColorByName('dark-orange');

export const KIND_STYLES: Record<Kind, KindStyle> = {
  model: { icon: 'ai', fill: 'solid', color: blue },
  embedding: { icon: 'layers-alt', fill: 'hollow', color: blue },
  rerank: { icon: 'sort-amount-down', fill: 'hollow', color: blue },
  agent: { icon: 'sitemap', fill: 'solid', color: purple },
  workflow: { icon: 'code-branch', fill: 'hollow', color: purple },
  tool: { icon: 'wrench', fill: 'solid', color: orange, border: orangeBorder },
  retrieval: { icon: 'book-open', fill: 'solid', color: green },
  memory: { icon: 'history', fill: 'hollow', color: green },
  guardrail: { icon: 'shield', fill: 'hollow', color: secondary },
  evaluator: { icon: 'check-circle', fill: 'hollow', color: secondary },
  step: { icon: 'circle-mono', fill: 'solid', color: secondary },
  infrastructure: { icon: 'cloud', fill: 'thin', color: (theme) => theme.colors.text.disabled },
  plain: { icon: 'circle-mono', fill: 'solid', color: secondary },
};

/** In a trace without any LLM span the kinds say nothing: colour by service then, as core panels colour by name. */
export function spanColor(kind: Kind, service: string, byService: boolean, theme: GrafanaTheme2): string {
  if (!byService || kind !== 'plain' || service === '') return KIND_STYLES[kind].color(theme);
  const field: Field = { name: service, type: FieldType.number, config: {}, values: [] };
  return fieldColorModeRegistry.get(FieldColorModeId.PaletteClassicByName).getCalculator(field, theme)(0, 0);
}
