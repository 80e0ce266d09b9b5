/** Grafana's HTTP API as far as the check needs it. */
export interface Grafana {
  get<T>(path: string): Promise<T>;
  text(path: string): Promise<string>;
  /** Answers 200 to 299 and 400 alike: /api/ds/query tells failed queries that way. */
  post<T>(path: string, body: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  remove(path: string): Promise<void>;
}

/** `user` is "name:password". */
export function connectGrafana(url: string, user: string): Grafana {
  const authorization = `Basic ${Buffer.from(user).toString('base64')}`;

  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok || response.status === 400) return response;
    throw new Error(`${method} ${path}: HTTP ${response.status} ${(await response.text()).slice(0, 300)}`);
  }
  const json = async <T>(response: Promise<Response>): Promise<T> => (await response).json() as Promise<T>;

  return {
    get: (path) => json(send('GET', path)),
    text: async (path) => (await send('GET', path)).text(),
    post: (path, body) => json(send('POST', path, body)),
    put: (path, body) => json(send('PUT', path, body)),
    remove: async (path) => void (await send('DELETE', path)),
  };
}
