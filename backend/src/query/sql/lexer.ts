/**
 * Where SQL text is code, and where it is a string, a quoted name or a comment, in which macros are not expanded.
 * Only for finding macros: what the query may do is decided on PostgreSQL's own parse of the result.
 */

/** Index after the opaque stretch that starts at `index`; `index` itself where code goes on. */
export function skipOpaque(text: string, index: number): number {
  const two = text.slice(index, index + 2);
  if (two === '--') return endOf(text, '\n', index + 2);
  if (two === '/*') return endOfComment(text, index);
  if (text[index] === "'") return endOfQuoted(text, index, isEscapeString(text, index));
  if (text[index] === '"') return endOfQuoted(text, index, false);
  if (text[index] === '$') return endOfDollarQuote(text, index);
  return index;
}

const endOf = (text: string, needle: string, from: number): number => {
  const found = text.indexOf(needle, from);
  return found < 0 ? text.length : found + needle.length;
};

/** Comments nest in PostgreSQL. */
function endOfComment(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const two = text.slice(index, index + 2);
    if (two === '/*') depth += 1;
    else if (two === '*/') depth -= 1;
    else continue;
    index += 1;
    if (depth === 0) return index + 1;
  }
  return text.length;
}

/** E'…' knows backslashes; the E must stand alone. */
const isEscapeString = (text: string, quote: number): boolean =>
  /^[eE]$/.test(text[quote - 1] ?? '') && !/[\w$\u0080-\uffff]/.test(text[quote - 2] ?? '');

/** A doubled quote is part of the text. */
function endOfQuoted(text: string, start: number, backslashes: boolean): number {
  const quote = text[start];
  for (let index = start + 1; index < text.length; index += 1) {
    if (backslashes && text[index] === '\\') index += 1;
    else if (text[index] === quote) {
      if (text[index + 1] !== quote) return index + 1;
      index += 1;
    }
  }
  return text.length;
}

const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;

function endOfDollarQuote(text: string, start: number): number {
  // A dollar within a name is part of it: a$b$.
  if (/[\w$\u0080-\uffff]/.test(text[start - 1] ?? '')) return start;
  DOLLAR_TAG.lastIndex = start;
  const tag = DOLLAR_TAG.exec(text)?.[0];
  return tag ? endOf(text, tag, start + tag.length) : start;
}
