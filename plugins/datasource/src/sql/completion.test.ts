import { MACRO_NAMES, VIEWS } from '@llmobservatory/model';
import { describe, expect, it } from 'vitest';
import { completions } from './completion';

const labels = (before: string, after = '') => completions(before, before + after).map(({ label }) => label);

describe('completion in SQL', () => {
  it('offers the views, and nothing else, after FROM and JOIN', () => {
    const views = VIEWS.map(({ name }) => name);
    expect(labels('SELECT 1 FROM ')).toEqual(views);
    expect(labels('select 1 from llm_logs join llm')).toEqual(views);
  });

  it('offers the columns of the views in use', () => {
    const offered = labels('SELECT ', ' FROM llm_logs');
    expect(offered).toEqual(expect.arrayContaining(['body', 'severity_text']));
    expect(offered).not.toContain('total_cost_usd');
  });

  it('offers all columns while no view is named, each once', () => {
    const offered = completions('SELECT ', '').flatMap(({ kind, label }) =>
      kind === 'column' ? [label] : [],
    );
    expect(offered).toEqual(expect.arrayContaining(['body', 'total_cost_usd']));
    expect(new Set(offered).size).toBe(offered.length);
  });

  it('says type, views and meaning of a column', () => {
    const cost = completions('SELECT ', 'SELECT  FROM llm_metrics').find(
      ({ label }) => label === 'total_cost_usd',
    );
    expect(cost).toEqual({
      kind: 'column',
      label: 'total_cost_usd',
      insert: 'total_cost_usd',
      detail: 'numeric · llm_metrics',
      doc: 'USD of the call; NULL: unknown, see state_reason.',
    });
  });

  it('offers every macro, ready to use', () => {
    expect(labels('SELECT ')).toEqual(expect.arrayContaining([...MACRO_NAMES]));
    expect(completions('WHERE ', '').find(({ label }) => label === '$__timeFilter')?.insert).toBe(
      '$__timeFilter(ts)',
    );
  });
});
