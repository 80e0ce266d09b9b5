/** What customers think of an answer goes to LLM Observatory from the application's backend: no span is open by then. */

export interface Thumb {
  up: boolean;
  comment?: string;
}

/** Says it once: sent again under the same id, it is the same score. */
export async function sendThumb(
  observatory: string,
  { up, comment }: Thumb,
  about: { id: string; traceId: string },
): Promise<void> {
  const response = await fetch(`${observatory}/api/v1/scores`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...keyOf(process.env.OTEL_EXPORTER_OTLP_HEADERS) },
    body: JSON.stringify({
      ...about,
      name: 'thumbs',
      value: up,
      annotator: 'human',
      ...(comment && { explanation: comment }),
    }),
  });
  if (!response.ok) console.log(`       the thumb was not taken: ${await response.text()}`);
}

/** The key that telemetry is sent with sends feedback too: "authorization=Bearer%20…". */
function keyOf(headers = ''): Record<string, string> {
  const entry = headers.split(',').find((one) => one.trim().toLowerCase().startsWith('authorization='));
  return entry ? { authorization: decodeURIComponent(entry.slice(entry.indexOf('=') + 1).trim()) } : {};
}
