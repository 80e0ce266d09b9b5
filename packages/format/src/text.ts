/** Names and times as texts. */

/** Cut in the middle; the last 8 characters stay, because model versions and ids differ there. */
export function cutMiddle(name: string, maxCharacters: number): string {
  const characters = [...name];
  if (characters.length <= maxCharacters) return name;
  const tail = Math.min(8, Math.max(0, maxCharacters - 2));
  return `${characters.slice(0, Math.max(1, maxCharacters - 1 - tail)).join('')}…${characters.slice(characters.length - tail).join('')}`;
}

/** "just now", "12 s ago", "3 min ago", "5 h ago", "2 days ago"; a time ahead of the clock is "just now". */
export function ago(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 1) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  const days = Math.floor(seconds / 86_400);
  return days === 1 ? '1 day ago' : `${days} days ago`;
}
