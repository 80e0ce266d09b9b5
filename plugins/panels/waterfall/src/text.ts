/**
 * Words on screen. A message is looked up once and filled in here: a row of the tree says a dozen of them, and looking
 * all of them up for every row that comes into view was most of the work of scrolling. React escapes what it shows, so
 * nothing is escaped here.
 */
import { t } from '@grafana/i18n';

const messages = new Map<string, string>();

/** `{{name}}` in the message is filled from `values`. The message is the English text and stands in the code. */
export function text(id: string, message: string, values?: Readonly<Record<string, unknown>>): string {
  let found = messages.get(id);
  if (found === undefined) {
    found = t(`waterfall.${id}`, message, { skipInterpolation: true });
    messages.set(id, found);
  }
  return values ? found.replace(PLACE, (_, name: string) => String(values[name] ?? '')) : found;
}

const PLACE = /\{\{(\w+)\}\}/g;

/** To be called when translations have arrived: what was looked up before is English. */
export const forgetTexts = (): void => messages.clear();

/** A text with a number: "1 call", "2 calls". Looked up each time, because languages have plurals of their own. */
export const counted = (
  id: string,
  count: number,
  one: string,
  other: string,
  values: Record<string, unknown> = {},
) =>
  t(`waterfall.${id}`, '', {
    ...values,
    count,
    defaultValue_one: one,
    defaultValue_other: other,
    interpolation: { escapeValue: false },
  });
