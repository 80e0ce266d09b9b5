/** What Explore asks beside log lines: how many there are over time. Pure. */
import type {
  DataFrame,
  DataQueryRequest,
  DataQueryResponse,
  SupplementaryQueryOptions,
  SupplementaryQueryType,
} from '@grafana/data';
import type { LlmDataQuery } from '../query';
import { understand } from '../understand';

/** Grafana's enum as text: its module does not load outside of a browser. */
const LOGS_VOLUME = 'LogsVolume' as SupplementaryQueryType.LogsVolume;

export const SUPPLEMENTARY_TYPES: SupplementaryQueryType[] = [LOGS_VOLUME];

/** Grafana finds the query that a volume belongs to by this beginning of its name. */
const PREFIX = 'log-volume-';

export function volumeQuery(
  { type }: Pick<SupplementaryQueryOptions, 'type'>,
  stored: LlmDataQuery,
): LlmDataQuery | undefined {
  const { query, full } = understand(stored);
  if (type !== LOGS_VOLUME || query.hide || query.queryType !== 'logs') return undefined;
  if ('shape' in full && full.shape === 'volume') return undefined;
  return { ...query, refId: `${PREFIX}${query.refId}`, shape: 'volume' };
}

export function volumeRequest(
  type: SupplementaryQueryType,
  request: DataQueryRequest<LlmDataQuery>,
): DataQueryRequest<LlmDataQuery> | undefined {
  const targets = request.targets.flatMap(
    (query) => volumeQuery({ type } as SupplementaryQueryOptions, query) ?? [],
  );
  return targets.length > 0 ? { ...request, targets } : undefined;
}

/** Nothing found is a frame without fields; Explore would look for numbers in it. */
export const withoutEmptyVolumes = (response: DataQueryResponse): DataQueryResponse => ({
  ...response,
  data: response.data.filter(
    ({ refId, fields }: DataFrame) => fields.length > 0 || !refId?.startsWith(PREFIX),
  ),
});
