/** What Grafana calls. Delegates only: each promise is kept in a file of its own. */
import type {
  AdHocVariableFilter,
  CoreApp,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceGetTagKeysOptions,
  DataSourceGetTagValuesOptions,
  DataSourceInstanceSettings,
  LogRowContextOptions,
  LogRowModel,
  MetricFindValue,
  ScopedVars,
  TestDataSourceResponse,
} from '@grafana/data';
import { config, DataSourceWithBackend, getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { RESOURCES, type QueryType, type TagFilter, type TagOption } from '@llmobservatory/model';
import { lastValueFrom, map, merge, of, type Observable } from 'rxjs';
import { adhocToFilters } from './adhocFilters';
import { AnnotationEditor } from './components/QueryEditor';
import { defaultQuery } from './defaults';
import { describeQuery } from './describeQuery';
import { hasFilter, MODIFICATIONS, modifyQuery, toggleFilter } from './filterActions';
import { testResult } from './health';
import { interpolateFilters, interpolateQuery, type Replace } from './interpolate';
import { isRunnable } from './isRunnable';
import { withLinks } from './links';
import { liveCalls, liveLines } from './live';
import { contextQuestion } from './logs/context';
import { contextRequest } from './logs/contextRequest';
import { SUPPLEMENTARY_TYPES, volumeQuery, volumeRequest, withoutEmptyVolumes } from './logs/supplementary';
import type { LlmDataQuery } from './query';
import { relatedTargets } from './relatedTargets';
import type { LlmSettings } from './settings';
import { adhocQuestion, keysParams, toFindValues, valuesParams, type ValuesQuestion } from './tags';
import { overHttp, type Transport } from './transport';
import { LlmVariableSupport } from './variables';

/** Rows of a live table. */
const LIVE_ROWS = 500;

export class LlmDataSource extends DataSourceWithBackend<LlmDataQuery, LlmSettings> {
  override annotations = {
    QueryEditor: AnnotationEditor,
    getDefaultQuery: (): Partial<LlmDataQuery> => ({ v: 1, queryType: 'annotations', kinds: ['releases'] }),
  };

  /** Alert rules, expressions, public dashboards and Live need the executable; the rest goes without it too. */
  readonly hasBackend: boolean;
  private readonly transport: Transport;

  constructor(
    private readonly instanceSettings: DataSourceInstanceSettings<LlmSettings>,
    private readonly templates: TemplateSrv = getTemplateSrv(),
  ) {
    super(instanceSettings);
    this.variables = new LlmVariableSupport(this);
    this.hasBackend = instanceSettings.meta?.backend === true;
    this.transport = this.hasBackend
      ? {
          query: (request) => super.query(request),
          resource: (path, params) => super.getResource(path, params, { showErrorAlert: false }),
          health: () => super.callHealthCheck(),
        }
      : overHttp(instanceSettings.url ?? '');
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
    // On a public dashboard Grafana's server runs the stored queries: all that is sent is which panel it is, so
    // nothing can be asked for annotations.
    if (config.publicDashboardAccessToken)
      return request.panelId === undefined ? of({ data: [] }) : super.query(request).pipe(map(this.linked));
    const isLive = (query: LlmDataQuery) => this.hasBackend && (request.liveStreaming || query.live === true);
    const live = request.targets.filter(isLive);
    const asked = request.targets.filter((query) => !isLive(query));
    const follow = request.liveStreaming ? liveLines : liveCalls;
    const answers = live.map(({ refId }) => follow(this.uid, refId, LIVE_ROWS));
    if (asked.length > 0 || live.length === 0) answers.push(this.ask({ ...request, targets: asked }));
    return merge(...answers).pipe(map(this.linked));
  }

  private ask(request: DataQueryRequest<LlmDataQuery>): Observable<DataQueryResponse> {
    if (this.hasBackend) return this.transport.query(request);
    const targets = request.targets.map((query) =>
      this.applyTemplateVariables(query, request.scopedVars, request.filters),
    );
    return this.transport.query({ ...request, targets });
  }

  private readonly linked = (response: DataQueryResponse): DataQueryResponse =>
    withLinks(withoutEmptyVolumes(response), {
      uid: this.uid,
      name: this.name,
      related: relatedTargets(this.instanceSettings.jsonData),
    });

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
    return this.transport.resource(RESOURCES.tagKeys, { ...keysParams(range, queryType) });
  }

  tagValues(question: ValuesQuestion, scopedVars?: ScopedVars): Promise<TagOption[]> {
    const filters = interpolateFilters(question.filters ?? [], this.replace(scopedVars)) as TagFilter[];
    return this.transport.resource(RESOURCES.tagValues, { ...valuesParams({ ...question, filters }) });
  }

  /** `$name` of each dashboard variable, to be used as the value of a filter. */
  variableReferences(): string[] {
    return this.templates.getVariables().map(({ name }) => `$${name}`);
  }

  override async testDatasource(): Promise<TestDataSourceResponse> {
    return testResult(await this.transport.health(), this.hasBackend);
  }

  // Explore's logs: how many there are, what stands around a line, filters by a click. Grafana finds these by name.

  readonly getSupportedSupplementaryQueryTypes = () => SUPPLEMENTARY_TYPES;
  readonly getSupplementaryQuery = volumeQuery;
  readonly getSupplementaryRequest = volumeRequest;
  readonly supportsAdjustableWindow = true;
  override readonly modifyQuery = modifyQuery;
  readonly getSupportedQueryModifications = () => MODIFICATIONS;
  readonly toggleQueryFilter = toggleFilter;
  readonly queryHasFilter = hasFilter;

  readonly getLogRowContext = (
    row: LogRowModel,
    options?: LogRowContextOptions,
  ): Promise<DataQueryResponse> => lastValueFrom(this.query(contextRequest(row, options, this.getRef())));

  readonly getLogRowContextQuery = (
    row: LogRowModel,
    options?: LogRowContextOptions,
  ): Promise<LlmDataQuery> => Promise.resolve(contextQuestion(row, options).query);

  private replace(scopedVars?: ScopedVars): Replace {
    return (text, format) => this.templates.replace(text, scopedVars, format);
  }
}
