/** What Grafana calls. Delegates only: each promise is kept in a pure file of its own. */
import type {
  AdHocVariableFilter,
  CoreApp,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceGetTagKeysOptions,
  DataSourceGetTagValuesOptions,
  DataSourceInstanceSettings,
  MetricFindValue,
  ScopedVars,
  TestDataSourceResponse,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { RESOURCES, type QueryType, type TagOption } from '@llmobservatory/model';
import { map, type Observable } from 'rxjs';
import { adhocToFilters } from './adhocFilters';
import { defaultQuery } from './defaults';
import { describeQuery } from './describeQuery';
import { testResult } from './health';
import { interpolateQuery, type Replace } from './interpolate';
import { isRunnable } from './isRunnable';
import { withLinks } from './links';
import type { LlmDataQuery } from './query';
import type { LlmSettings } from './settings';
import { adhocQuestion, keysParams, toFindValues, valuesParams, type ValuesQuestion } from './tags';
import { LlmVariableSupport } from './variables';

export class LlmDataSource extends DataSourceWithBackend<LlmDataQuery, LlmSettings> {
  /** Any query whose answer has a time and a text can be an annotation; Grafana's standard editor maps the fields. */
  override annotations = {};

  constructor(
    instanceSettings: DataSourceInstanceSettings<LlmSettings>,
    private readonly templates: TemplateSrv = getTemplateSrv(),
  ) {
    super(instanceSettings);
    this.variables = new LlmVariableSupport(this);
  }

  override getDefaultQuery(app: CoreApp): Partial<LlmDataQuery> {
    return defaultQuery(app);
  }

  override filterQuery(query: LlmDataQuery): boolean {
    return isRunnable(query);
  }

  override getQueryDisplayText(query: LlmDataQuery): string {
    return describeQuery(query);
  }

  override query(request: DataQueryRequest<LlmDataQuery>): Observable<DataQueryResponse> {
    return super.query(request).pipe(map((response) => withLinks(response, this)));
  }

  override applyTemplateVariables(
    query: LlmDataQuery,
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[],
  ): LlmDataQuery {
    return interpolateQuery(query, this.replace(scopedVars), filters);
  }

  /** For Explore: ad-hoc filters become filters that the editor shows. */
  override interpolateVariablesInQueries(
    queries: LlmDataQuery[],
    scopedVars: ScopedVars,
    filters: AdHocVariableFilter[] = [],
  ): LlmDataQuery[] {
    return queries.map((query) => {
      const interpolated = interpolateQuery(query, this.replace(scopedVars));
      return { ...interpolated, filters: [...(interpolated.filters ?? []), ...adhocToFilters(filters)] };
    });
  }

  override async getTagKeys({ timeRange }: Partial<DataSourceGetTagKeysOptions<LlmDataQuery>> = {}): Promise<
    MetricFindValue[]
  > {
    return toFindValues(await this.tagKeys(undefined, timeRange));
  }

  override async getTagValues(
    options: DataSourceGetTagValuesOptions<LlmDataQuery>,
  ): Promise<MetricFindValue[]> {
    return toFindValues(await this.tagValues(adhocQuestion(options.key, options.filters, options.timeRange)));
  }

  tagKeys(queryType?: QueryType, range?: ValuesQuestion['range']): Promise<TagOption[]> {
    return this.getResource(
      RESOURCES.tagKeys,
      { ...keysParams(range, queryType) },
      { showErrorAlert: false },
    );
  }

  tagValues(question: ValuesQuestion): Promise<TagOption[]> {
    return this.getResource(RESOURCES.tagValues, { ...valuesParams(question) }, { showErrorAlert: false });
  }

  /** `$name` of each dashboard variable, to be used as the value of a filter. */
  variableReferences(): string[] {
    return this.templates.getVariables().map(({ name }) => `$${name}`);
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    return testResult(await this.callHealthCheck());
  }

  private replace(scopedVars?: ScopedVars): Replace {
    return (text, format) => this.templates.replace(text, scopedVars, format);
  }
}
