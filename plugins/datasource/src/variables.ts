/** Dashboard variables: the values of a dimension, or of an attribute, in the rows that the filters leave. */
import { CustomVariableSupport, type DataQueryRequest, type MetricFindValue } from '@grafana/data';
import { from, map, type Observable } from 'rxjs';
import { VariableEditor } from './components/VariableEditor';
import type { LlmDataSource } from './datasource';
import { targetOf } from './filterKeys';
import { toFindValues } from './tags';
import { VARIABLE_DEFAULT_DIMENSION, type VariableQuery } from './variableQuery';

export class LlmVariableSupport extends CustomVariableSupport<LlmDataSource, VariableQuery> {
  override editor = VariableEditor;

  constructor(private readonly datasource: LlmDataSource) {
    super();
  }

  override query({
    targets,
    range,
    scopedVars,
  }: DataQueryRequest<VariableQuery>): Observable<{ data: MetricFindValue[] }> {
    const { dimension: key = VARIABLE_DEFAULT_DIMENSION, filters } = targets[0] ?? {};
    const typed: unknown = scopedVars?.__searchFilter?.value;
    const search = typeof typed === 'string' ? typed : undefined;
    const question = { key, queryType: TYPE_OF[targetOf(key)], range, search, filters };
    return from(this.datasource.tagValues(question, scopedVars)).pipe(
      map((options) => ({ data: toFindValues(options) })),
    );
  }
}

const TYPE_OF = { metrics: 'metrics', traces: 'traces', logs: 'logs', spans: 'tools' } as const;
