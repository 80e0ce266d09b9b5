/** Graph, flame graph and heatmap. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES, openTestDatabase } from '../../../tests/engines';
import type { Queries } from './run';
import { call, context, insertRows, queriesOn, span, spanId, trace, traceId, valuesOf } from './testing';

describe.each(ENGINES)('pictures on %s', (name) => {
  let db: Awaited<ReturnType<typeof openTestDatabase>>;
  let queries: Queries;

  beforeAll(async () => {
    db = await openTestDatabase(name);
    queries = queriesOn(db.engine);
    const at = (second: string) => `2026-11-20T10:00:${second}Z`;
    const inTrace = (ts: string, id: number, parent: number | null, fields: object) =>
      span({ ts, trace_id: traceId(1), span_id: spanId(id), parent_span_id: parent === null ? null : spanId(parent), ...fields });
    // request ▸ agent planner ▸ (step ▸ chat), (tool search ▸ chat), (agent writer ▸ chat)
    await insertRows(db.engine, 'spans', [
      inTrace(at('00'), 1, null, { name: 'request', duration_nano: 10_000_000_000 }),
      inTrace(at('01'), 2, 1, { name: 'run planner', operation: 'agent', agent_name: 'planner', duration_nano: 8_000_000_000 }),
      inTrace(at('02'), 3, 2, { name: 'step', operation: 'step', duration_nano: 2_000_000_000 }),
      inTrace(at('02'), 4, 3, { name: 'chat', operation: 'chat', duration_nano: 2_000_000_000 }),
      inTrace(at('04'), 5, 2, { name: 'search', operation: 'tool', tool_name: 'search', duration_nano: 1_000_000_000, status: 'error' }),
      inTrace(at('04'), 6, 5, { name: 'embed', operation: 'embeddings', duration_nano: 500_000_000 }),
      inTrace(at('05'), 7, 2, { name: 'run writer', operation: 'agent', agent_name: 'writer', duration_nano: 3_000_000_000 }),
      inTrace(at('05'), 8, 7, { name: 'chat', operation: 'chat', duration_nano: 3_000_000_000 }),
    ]);
    const of = (ts: string, id: number, parent: number, fields: object) =>
      call({ ts, trace_id: traceId(1), span_id: spanId(id), parent_span_id: spanId(parent), ...fields });
    await insertRows(db.engine, 'calls', [
      of(at('02'), 4, 3, { total_cost_usd: 0.1, duration_ms: 2000 }),
      of(at('04'), 6, 5, { total_cost_usd: 0.01, duration_ms: 500, operation: 'embeddings', model_name: 'embed-3' }),
      of(at('05'), 8, 7, { total_cost_usd: 0.3, duration_ms: 3000, error_code: '500' }),
      // Without a trace around: of the agent that it names, and of the app.
      call({ ts: '2026-11-20T12:30:00Z', agent_name: 'solo', total_cost_usd: null, duration_ms: 100 }),
      call({ ts: '2026-11-20T12:40:00Z', total_cost_usd: 0.05, duration_ms: 0.2 }),
    ].map((row) => ({ agent_name: null, parent_span_id: null, ...row })));
    await insertRows(db.engine, 'traces', [trace({ ts: at('00'), trace_id: traceId(1), end_unix_nano: `${Date.parse(at('10'))}000000` })]);
  }, 120_000); // prettier-ignore
  afterAll(() => db?.dispose());

  const ask = async (query: object, range = {}) => {
    const frames = await queries.run(query, context(range));
    return { frames, values: frames.map(valuesOf) };
  };

  describe('graph', () => {
    it('draws who called what: the nearest agent or tool above, else the agent that is named, else the app', async () => {
      const { values, frames } = await ask({ queryType: 'graph' });
      expect(frames.map((frame) => [frame.name, frame.meta?.preferredVisualisationType])).toEqual([
        ['nodes', 'nodeGraph'],
        ['edges', 'nodeGraph'],
      ]);
      const { source = [], target = [], mainstat = [] } = values[1] ?? {};
      expect(source.map((from, index) => `${String(from)} > ${String(target[index])}: ${String(mainstat[index])}`).sort()).toEqual([
        'agent:planner > agent:writer: 1',
        'agent:planner > model:gpt-5: 1',
        'agent:planner > tool:search: 1',
        'agent:solo > model:gpt-5: 1',
        'agent:writer > model:gpt-5: 1',
        'app:support-desk > agent:planner: 1',
        'app:support-desk > model:gpt-5: 1',
        'tool:search > model:embed-3: 1',
      ]);
    }); // prettier-ignore

    it('tells of each node how often, how slow, how dear, and how much failed', async () => {
      const [nodes = {}] = (await ask({ queryType: 'graph' })).values;
      const of = (id: string) =>
        Object.fromEntries(Object.entries(nodes).map(([field, values]) => [field, values[nodes['id']?.indexOf(id) ?? -1]]));
      expect(of('model:gpt-5')).toMatchObject({
        title: 'gpt-5', subtitle: 'model', mainstat: 4, secondarystat: (2000 + 3000 + 100 + 0.2) / 4,
        arc__model: 0.75, arc__errors: 0.25, arc__tool: 0, detail__errors: 1, detail__cost: expect.closeTo(0.45),
      });
      expect(of('tool:search')).toMatchObject({ arc__tool: 0, arc__errors: 1, detail__cost: null });
      expect(of('app:support-desk')).toMatchObject({ mainstat: 5, detail__cost: expect.closeTo(0.46) });
      expect(of('agent:solo')).toMatchObject({ mainstat: 1, secondarystat: null });
    }); // prettier-ignore

    it('names the parts of the rings as the legend shows them', async () => {
      const [nodes] = (await ask({ queryType: 'graph' })).frames;
      const rings = nodes?.fields.filter(({ name }) => name.startsWith('arc__'));
      expect(rings?.map(({ config }) => config?.displayName)).toEqual([
        'App',
        'Agent',
        'Model',
        'Tool',
        'Errors',
      ]);
    });

    it('keeps the nodes with the most calls, and edges between them', async () => {
      const { frames, values } = await ask({ queryType: 'graph', limit: 2 });
      expect(values[0]?.['id']).toEqual(['app:support-desk', 'model:gpt-5']);
      expect(values[1]?.['id']).toEqual(['app:support-desk > model:gpt-5']);
      expect(frames[0]?.meta?.notices?.[0]?.text).toMatch(
        /^Showing the first 2 of 7 nodes, most calls first/,
      );
    });
  });

  const flames = ({ level = [], value = [], self = [], label = [] }: Record<string, unknown[]>) =>
    label.map((text, row) => [level[row], text, Number(Number(value[row]).toFixed(6)), Number(Number(self[row]).toFixed(6))]); // prettier-ignore

  describe('flame graph', () => {
    it('of a range: cost along the path, the largest first', async () => {
      const { frames, values } = await ask({ queryType: 'flamegraph', path: ['app', 'operation', 'model'] });
      expect(flames(values[0] ?? {})).toEqual([
        [0, 'All calls', 0.46, 0],
        [1, 'support-desk', 0.46, 0],
        [2, 'chat', 0.45, 0],
        [3, 'gpt-5', 0.45, 0.45],
        [2, 'embeddings', 0.01, 0],
        [3, 'embed-3', 0.01, 0.01],
      ]);
      expect(frames[0]?.meta?.preferredVisualisationType).toBe('flamegraph');
      expect(frames[0]?.fields.map((field) => field.config?.unit)).toEqual([undefined, 'suffix: USD', 'suffix: USD', undefined]);
    }); // prettier-ignore

    it('of a trace: cost of the calls, spans without cost left out', async () =>
      expect(flames((await ask({ queryType: 'flamegraph', traceId: traceId(1) })).values[0] ?? {})).toEqual([
        [0, 'Trace', 0.41, 0],
        [1, 'request', 0.41, 0],
        [2, 'run planner', 0.41, 0],
        [3, 'run writer', 0.3, 0],
        [4, 'chat', 0.3, 0.3],
        [3, 'step', 0.1, 0],
        [4, 'chat', 0.1, 0.1],
        [3, 'search', 0.01, 0],
        [4, 'embed', 0.01, 0.01],
      ]));

    it('of a trace: time, each span less its children', async () =>
      expect(flames((await ask({ queryType: 'flamegraph', traceId: traceId(1), value: 'duration' })).values[0] ?? {}).slice(0, 4)).toEqual([
        [0, 'Trace', 10_000, 0],
        [1, 'request', 10_000, 2000],
        [2, 'run planner', 8000, 2000],
        [3, 'run writer', 3000, 0],
      ])); // prettier-ignore

    it('says that there is no such trace', async () => {
      const { frames } = await ask({ queryType: 'flamegraph', traceId: traceId(99) });
      expect([frames[0]?.fields, frames[0]?.meta?.notices?.[0]?.text]).toEqual([[], expect.stringMatching(/^TRACE_NOT_FOUND/)]);
    }); // prettier-ignore
  });

  describe('heatmap', () => {
    it('counts calls by time and size, two rows to a doubling, zeros where nothing was', async () => {
      const { values, frames } = await ask({ queryType: 'heatmap', stepSeconds: 3600 });
      const hour = (of: number) => Date.UTC(2026, 10, 20, of);
      expect(values[0]).toMatchObject({
        time: [hour(10), hour(11), hour(12)],
        // 500 ms lie between 362 and 512, 2000 between 1448 and 2048, 3000 between 2896 and 4096.
        '512': [1, 0, 0],
        '2050': [1, 0, 0],
        '4100': [1, 0, 0],
        // 100 ms, and 0.2 ms in the lowest row.
        '128': [0, 0, 1],
        '1.41': [0, 0, 1],
        '1020': [0, 0, 0],
      });
      expect(frames[0]?.meta).toMatchObject({ type: 'heatmap-rows', custom: { source: 'raw' } });
    });

    it('reads durations of long ranges from the rollups, with the same counts', async () => {
      const range = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-21T00:00:00Z') };
      const [rollup, raw] = await Promise.all(
        [[], [{ key: 'user', operator: '!=', value: 'nobody' }]].map((filters) => ask({ queryType: 'heatmap', stepSeconds: 7200, filters }, range)),
      );
      expect([rollup, raw].map((one) => one?.frames[0]?.meta?.custom?.source)).toEqual(['rollup', 'raw']);
      expect(rollup?.values).toEqual(raw?.values);
    }); // prettier-ignore

    it.each(['ttft', 'tokens_per_second'])('has no data where no call says: %s', async (quantity) =>
      expect((await ask({ queryType: 'heatmap', quantity })).frames.map((frame) => frame.fields)).toEqual([
        [],
      ]),
    );

    it('shows what calls cost, unpriced ones left out', async () => {
      const { values } = await ask({ queryType: 'heatmap', quantity: 'cost', stepSeconds: 86_400 });
      const counts = Object.entries(values[0] ?? {}).flatMap(([field, [count]]) => (field === 'time' ? [] : [Number(count)]));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    }); // prettier-ignore
  });
});
