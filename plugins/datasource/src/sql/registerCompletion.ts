/**
 * Hands our completions to Monaco. Own provider instead of the editor's `getSuggestions`: that one completes only after
 * a space, so nothing inside of sum(…).
 */
import type { Monaco, MonacoEditor } from '@grafana/ui';
import { completions, type Completion } from './completion';

export const SQL_LANGUAGE = 'sql';

/** Providers are global: this one answers for its own editor only. Resolves to the way to take it off again. */
export function registerCompletion(monaco: Monaco, editor: MonacoEditor): { dispose: () => void } {
  const kinds: Record<Completion['kind'], number> = {
    view: monaco.languages.CompletionItemKind.Struct,
    column: monaco.languages.CompletionItemKind.Field,
    macro: monaco.languages.CompletionItemKind.Snippet,
    function: monaco.languages.CompletionItemKind.Function,
  };
  return monaco.languages.registerCompletionItemProvider(SQL_LANGUAGE, {
    triggerCharacters: ['$', ' ', '(', ','],
    provideCompletionItems: (model, { lineNumber, column }) => {
      if (model.id !== editor.getModel()?.id) return { suggestions: [] };
      const before = model.getValueInRange({
        startLineNumber: 1,
        startColumn: 1,
        endLineNumber: lineNumber,
        endColumn: column,
      });
      const typed = /[$\w]*$/.exec(before)?.[0].length ?? 0;
      const range = {
        startLineNumber: lineNumber,
        endLineNumber: lineNumber,
        startColumn: column - typed,
        endColumn: column,
      };
      return {
        suggestions: completions(before, model.getValue()).map(({ kind, label, detail, doc, insert }) => ({
          kind: kinds[kind],
          label,
          detail,
          documentation: doc,
          insertText: insert,
          range,
        })),
      };
    },
  });
}
