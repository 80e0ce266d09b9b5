/**
 * Words on screen. A picture of hundreds of tiles says thousands of them, and looking one up takes longer than drawing
 * its tile: so each is looked up once, and filled here.
 */
import { t } from '@grafana/i18n';

const templates = new Map<string, string>();

/** `{{name}}` in the message is filled from `values`. The message is the English text and stands in the code. */
export function text(id: string, message: string, values: Record<string, unknown> = {}): string {
  let template = templates.get(id);
  if (template === undefined) {
    template = t(`costtreemap.${id}`, message, { skipInterpolation: true });
    templates.set(id, template);
  }
  // React escapes what it shows: names and models must not be escaped a second time.
  return template.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name] ?? ''));
}

/** What was looked up before the language was known is looked up again. */
export const forgetTemplates = (): void => templates.clear();

/** A text with a number: "1 call", "2 calls". Languages have forms of their own for many numbers, so it is not kept. */
export const counted = (
  id: string,
  count: number,
  one: string,
  other: string,
  values: Record<string, unknown> = {},
): string =>
  t(`costtreemap.${id}`, '', {
    ...values,
    count,
    defaultValue_one: one,
    defaultValue_other: other,
    interpolation: { escapeValue: false },
  });
