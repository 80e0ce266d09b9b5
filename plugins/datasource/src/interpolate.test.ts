import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpolateQuery } from './interpolate';
import { replaceWith } from './testing';

const replace = replaceWith({
  model: ['gpt-5', 'o3'],
  app: 'support-desk',
  none: [],
  empty: '',
  id: ' 0AF7 ',
});
const filtersOf = (
  ...filters: {
    key: string;
    operator?: '=' | '!=' | '=~' | '!~' | 'in' | 'contains';
    value?: string;
    values?: string[];
  }[]
) => interpolateQuery({ refId: 'A', queryType: 'traces', filters }, replace).filters;

describe('variables in filters', () => {
  it('with one value are that value', () => {
    expect(filtersOf({ key: 'app', value: '$app' })).toEqual([{ key: 'app', value: 'support-desk' }]);
  });

  it('with several values stay a list', () => {
    expect(filtersOf({ key: 'model', value: '$model' })).toEqual([
      { key: 'model', operator: 'in', values: ['gpt-5', 'o3'] },
    ]);
    expect(filtersOf({ key: 'model', operator: '!=', value: '${model}' })).toEqual([
      { key: 'model', operator: 'not in', values: ['gpt-5', 'o3'] },
    ]);
  });

  it('join a list that is written out', () => {
    expect(filtersOf({ key: 'model', operator: 'in', values: ['$model', 'claude'] })).toEqual([
      { key: 'model', operator: 'in', values: ['gpt-5', 'o3', 'claude'] },
    ]);
  });

  it('with several values are alternatives of a pattern', () => {
    expect(filtersOf({ key: 'model', operator: '=~', value: '$model' })).toEqual([
      { key: 'model', operator: '=~', value: '(gpt-5|o3)' },
    ]);
  });

  it('without a choice are no filter', () => {
    expect(filtersOf({ key: 'app', value: '$none' }, { key: 'app', value: '$empty' })).toEqual([]);
    expect(filtersOf({ key: 'app', operator: 'in', values: ['$none'] })).toEqual([]);
  });

  it('with "$__all" as their custom all value are no filter', () => {
    const all = replaceWith({ app: '$__all' });
    const filters = [
      { key: 'app', value: '$app' },
      { key: 'app', operator: 'in' as const, values: ['$app'] },
    ];
    expect(interpolateQuery({ refId: 'A', queryType: 'logs', filters }, all).filters).toEqual([]);
  });

  it('leave an empty value alone: it asks for what is unknown', () => {
    expect(filtersOf({ key: 'user', value: '' })).toEqual([{ key: 'user', value: '' }]);
  });

  it('are joined with commas inside of a longer text, where no list can be', () => {
    expect(filtersOf({ key: 'app', operator: 'contains', value: 'x-$model' })).toEqual([
      { key: 'app', operator: 'contains', value: 'x-gpt-5,o3' },
    ]);
  });

  it('never split a value at a comma', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 2 }), (values) => {
        const filters = [{ key: 'app', value: '$v' }];
        const query = interpolateQuery(
          { refId: 'A', queryType: 'logs', filters },
          replaceWith({ v: values }),
        );
        expect(query.filters).toEqual([{ key: 'app', operator: 'in', values }]);
      }),
    );
  });
});

describe('variables elsewhere', () => {
  it('fill the id of a trace, without space around it', () => {
    expect(interpolateQuery({ refId: 'A', queryType: 'trace', traceId: '$id' }, replace)).toMatchObject({
      traceId: '0AF7',
    });
  });

  it('fill the text that logs must contain', () => {
    expect(interpolateQuery({ refId: 'A', queryType: 'logs', search: 'in $app' }, replace)).toMatchObject({
      search: 'in support-desk',
    });
  });

  it('become literals in SQL', () => {
    expect(
      interpolateQuery(
        { refId: 'A', queryType: 'sql', rawSql: 'SELECT 1 WHERE model_name IN ($model)' },
        replace,
      ),
    ).toMatchObject({ rawSql: "SELECT 1 WHERE model_name IN ('gpt-5','o3')" });
  });
});

describe('ad-hoc filters', () => {
  it('travel beside the filters of the query, with their lists', () => {
    const adhoc = [
      { key: 'model', operator: '=|', value: 'gpt-5', values: ['gpt-5', 'o3'], condition: '' },
      { key: 'app', operator: '=', value: 'desk' },
    ];
    expect(interpolateQuery({ refId: 'A' }, replace, adhoc)).toEqual({
      refId: 'A',
      v: 1,
      queryType: 'metrics',
      adhocFilters: [
        { key: 'model', operator: '=|', value: 'gpt-5', values: ['gpt-5', 'o3'] },
        { key: 'app', operator: '=', value: 'desk' },
      ],
    });
  });

  it('are left out where there are none', () => {
    expect(interpolateQuery({ refId: 'A' }, replace, [])).not.toHaveProperty('adhocFilters');
  });
});

it('a kind of query that nobody knows goes to the backend as it is, to be refused', () => {
  const foreign = { refId: 'A', queryType: 'poem' } as unknown as Parameters<typeof interpolateQuery>[0];
  expect(interpolateQuery(foreign, replace)).toEqual(foreign);
});
