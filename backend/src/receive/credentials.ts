/** Where a sender may put its key: `authorization: Bearer …`, or `x-api-key`, which many exporters have a setting for. */
export function authorizationOf(
  authorization: string | undefined,
  apiKey: string | undefined,
): string | undefined {
  if (authorization !== undefined && authorization !== '') return authorization;
  return apiKey === undefined || apiKey === '' ? undefined : `Bearer ${apiKey}`;
}
