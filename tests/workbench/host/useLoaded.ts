/** A promise as React state; an answer that comes after its question was dropped is dropped too. */
import { useEffect, useState } from 'react';

export interface Loaded<T> {
  value?: T;
  error?: string;
}

export function useLoaded<T>(load: () => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({});
  const key = JSON.stringify(inputs);
  const [newest] = useState({ key, load });
  newest.key = key;
  newest.load = load;
  useEffect(() => {
    newest.load().then(
      (value) => newest.key === key && setLoaded({ value }),
      (error: unknown) =>
        newest.key === key && setLoaded({ error: error instanceof Error ? error.message : String(error) }),
    );
  }, [key, newest]);
  return loaded;
}
