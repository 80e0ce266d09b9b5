/**
 * Who asks through Grafana: the API key of the data source, which comes with every message. Without a key the loopback
 * rule decides by the address of the connection. The role of the Grafana user authorises nothing, because alert rules
 * and public dashboards come as Admin.
 */
import { requireScope, type Authenticate, type Caller } from '../access/caller';
import { ObservatoryError } from '../record/errors';
import type { PluginContext } from './proto/messages';

/** @throws ObservatoryError as Authenticate does; SCOPE_MISSING when the key may not read */
export async function callerOf(
  context: PluginContext | null,
  remoteAddress: string,
  authenticate: Authenticate,
): Promise<Caller> {
  const key = context?.dataSourceInstanceSettings?.decryptedSecureJsonData['apiKey']?.trim() ?? '';
  const caller = await authenticate({
    ...(key !== '' && { authorization: `Bearer ${key}` }),
    remoteAddress,
  }).catch((error: unknown) => {
    throw key === '' ? askForKey(error) : error;
  });
  requireScope(caller, 'read');
  return caller;
}

/** Nobody can send a header from Grafana's settings page: say what to do there. */
function askForKey(error: unknown): unknown {
  if (!(error instanceof ObservatoryError && error.code === 'KEY_MISSING')) return error;
  return new ObservatoryError(
    'unauthenticated',
    'KEY_MISSING',
    'This data source has no API key, and the backend asks for one. Enter a key with the scope "read" in the settings of the data source, and save.',
  );
}
