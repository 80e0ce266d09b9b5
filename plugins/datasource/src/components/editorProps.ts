/** Ids of inputs: several queries stand on one page. */
export const inputId = (query: { refId: string }, name: string): string => `llm-${query.refId}-${name}`;
