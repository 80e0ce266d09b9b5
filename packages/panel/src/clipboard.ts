/** Without a secure context (plain HTTP to another host) browsers have no clipboard to write to: the old way works there. */
export function copyText(words: string): void {
  if (navigator.clipboard) {
    void navigator.clipboard.writeText(words);
    return;
  }
  const area = document.createElement('textarea');
  area.value = words;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
