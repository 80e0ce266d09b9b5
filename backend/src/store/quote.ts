/** Names inside SQL text. They come from our own tables of columns, never from a request; quoting keeps them names. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const quoteColumns = (names: readonly string[]): string => names.map(quoteName).join(', ');
