/** Calls as they come in: the Live channel of the data source, for tables on dashboards and for Explore's Live. */
import {
  parseLiveChannelAddress,
  StreamingFrameAction,
  type DataFrame,
  type DataQueryResponse,
} from '@grafana/data';
import { getGrafanaLiveSrv } from '@grafana/runtime';
import { EMPTY, map, type Observable } from 'rxjs';
import { callLines } from './callLines';

/** The backend sends the newest calls of the last hour at once, then those that come in. */
export function liveCalls(uid: string, refId: string, maxLength: number): Observable<DataQueryResponse> {
  const addr = parseLiveChannelAddress(`ds/${uid}/tail/calls`);
  if (!addr) return EMPTY;
  return getGrafanaLiveSrv()
    .getDataStream({
      addr,
      key: `llm-tail-${uid}-${refId}`,
      buffer: { maxLength, action: StreamingFrameAction.Append },
    })
    .pipe(
      map((response) => ({
        ...response,
        data: response.data.map((frame: DataFrame) => ({ ...plain(frame), refId })),
      })),
    );
}

/** Explore shows logs only when it is live: a line a call. */
export const liveLines = (uid: string, refId: string, maxLength: number): Observable<DataQueryResponse> =>
  liveCalls(uid, refId, maxLength).pipe(
    map((response) => ({ ...response, data: response.data.map(callLines) })),
  );

/** A streaming frame goes on changing under whoever holds it. */
const plain = ({ name, meta, fields, length }: DataFrame): DataFrame => ({
  name,
  meta,
  length,
  fields: fields.map((field) => ({ ...field, values: [...field.values], state: null })),
});
