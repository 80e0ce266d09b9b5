/** Inputs that hold a text which was typed but not handed in yet: while there is one, Run stands out. */
import { createContext, useContext, useEffect } from 'react';

export type ReportDraft = (id: string, isDraft: boolean) => void;

export const DraftsContext = createContext<ReportDraft>(() => undefined);

export function useDraft(id: string, isDraft: boolean): void {
  const report = useContext(DraftsContext);
  useEffect(() => {
    report(id, isDraft);
    return () => report(id, false);
  }, [report, id, isDraft]);
}
