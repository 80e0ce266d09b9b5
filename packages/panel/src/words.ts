/**
 * Words on screen of one panel. A picture of hundreds of parts says thousands of them, and looking one up takes longer
 * than drawing its part: so each is looked up once, and filled here. React escapes what it shows, so nothing is escaped.
 */
import { t } from '@grafana/i18n';

type Values = Readonly<Record<string, unknown>>;

export interface Words {
  /** `{{name}}` in the message is filled from `values`. The message is the English text and stands in the code. */
  text: (id: string, message: string, values?: Values) => string;
  /** A text with a number: "1 call", "2 calls". Languages have forms of their own for many numbers, so it is not kept. */
  counted: (id: string, count: number, one: string, other: string, values?: Values) => string;
  /** What was looked up before the language was known is looked up again. */
  forget: () => void;
}

/** `panel`: before the ids of its texts. */
export function wordsOf(panel: string): Words {
  const messages = new Map<string, string>();
  return {
    text(id, message, values = {}) {
      let found = messages.get(id);
      if (found === undefined) {
        found = t(`${panel}.${id}`, message, { skipInterpolation: true });
        messages.set(id, found);
      }
      return found.replace(PLACE, (_, name: string) => String(values[name] ?? ''));
    },
    counted: (id, count, one, other, values = {}) =>
      t(`${panel}.${id}`, '', {
        ...values,
        count,
        defaultValue_one: one,
        defaultValue_other: other,
        interpolation: { escapeValue: false },
      }),
    forget: () => messages.clear(),
  };
}

const PLACE = /{{(\w+)}}/g;
