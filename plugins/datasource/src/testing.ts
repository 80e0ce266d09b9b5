import type { Replace } from './interpolate';

/** A template service with these variables; knows `$name`, `${name}` and `${name:csv}`, and leaves all others as they are. */
export const replaceWith =
  (variables: Record<string, string | string[]>): Replace =>
  (text, format) =>
    text.replace(/\$(\w+)|\$\{(\w+)(?::(\w+))?\}/g, (whole, short: string, long: string, own: string) => {
      const value = variables[short ?? long];
      if (value === undefined) return whole;
      return own === 'csv' ? [value].flat().join(',') : format(value);
    });
