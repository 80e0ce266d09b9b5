/** Dashboard variables: the values of a dimension, or of an attribute. */
import { CustomVariableSupport, type DataQueryRequest, type MetricFindValue } from '@grafana/data';
import { from, map, type Observable } from 'rxjs';
import { VariableEditor } from './components/VariableEditor';
import type { LlmDataSource } from './datasource';
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
    const key = targets[0]?.dimension ?? VARIABLE_DEFAULT_DIMENSION;
    const typed: unknown = scopedVars?.__searchFilter?.value;
    const search = typeof typed === 'string' ? typed : undefined;
    return from(this.datasource.tagValues({ key, range, search })).pipe(
      map((options) => ({ data: toFindValues(options) })),
    );
  }
}
