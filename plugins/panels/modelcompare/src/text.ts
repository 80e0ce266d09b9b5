/**
 * Words on screen. React escapes what it shows, so the translation must not escape names and models a second time.
 */
import { t } from '@grafana/i18n';

/** `{{name}}` in the message is filled from `values`. The message is the English text and stands in the code. */
export const text = (id: string, message: string, values: Record<string, unknown> = {}): string =>
  t(`modelcompare.${id}`, message, { ...values, interpolation: { escapeValue: false } });

/** A text with a number: "1 call", "2 calls". */
export const counted = (
  id: string,
  count: number,
  one: string,
  other: string,
  values: Record<string, unknown> = {},
) => text(id, '', { ...values, count, defaultValue_one: one, defaultValue_other: other });
