/** Where spans lead to: what is configured, as far as it is still there. */
import { getDataSourceSrv } from '@grafana/runtime';
import type { RelatedTarget } from './links';
import { RELATED, type LlmSettings } from './settings';

export function relatedTargets({ related = {} }: LlmSettings): RelatedTarget[] {
  return RELATED.flatMap((kind) => {
    const { datasourceUid, query } = related[kind] ?? {};
    const settings = datasourceUid ? getDataSourceSrv().getInstanceSettings(datasourceUid) : undefined;
    return settings && datasourceUid
      ? [{ kind, datasourceUid, query, type: settings.type, name: settings.name }]
      : [];
  });
}
