import { llmQuerySchema, type QueryType } from '@llmobservatory/model';
import { describe, expect, it } from 'vitest';
import { QUERY_TYPES } from '@llmobservatory/model';
import { kindOf, QUERY_TYPES_SHOWN } from '.';

const accepts = (query: object): boolean => llmQuerySchema.safeParse(query).success;

it('shows every query type of the model once', () => {
  expect([...QUERY_TYPES_SHOWN].sort()).toEqual([...QUERY_TYPES].sort());
});

describe.each(QUERY_TYPES_SHOWN)('the editor of %s', (queryType: QueryType) => {
  const { defaults, controls } = kindOf(queryType);

  it('has the defaults of the backend', () => {
    expect(llmQuerySchema.parse({ queryType })).toMatchObject(defaults);
  });

  it('shows what the backend does when nothing was chosen: every control has a default or says what its absence means', () => {
    const silent = controls.filter(
      (control) => !(control.field in defaults) && !('placeholder' in control && control.placeholder),
    );
    expect(silent.map(({ field }) => field)).toEqual([]);
  });

  it('offers nothing that the backend refuses', () => {
    for (const control of controls) {
      const ask = (value: unknown) => accepts({ queryType, [control.field]: value });
      if (control.control === 'choice')
        expect(control.choices.filter(({ value }) => !ask(value))).toEqual([]);
      if (control.control === 'choices')
        expect(control.choices.filter(({ value }) => !ask([value]))).toEqual([]);
      if (control.control === 'number')
        expect([control.min ?? 1, control.max].filter((value) => !ask(value))).toEqual([]);
      if (control.control === 'switch') expect([ask(true), ask(false)]).toEqual([true, true]);
      if (control.control === 'text') expect(ask('')).toBe(true);
    }
  });

  it('refuses numbers where the backend does', () => {
    for (const control of controls) {
      if (control.control !== 'number') continue;
      expect(accepts({ queryType, [control.field]: control.max + 1 })).toBe(false);
      expect(accepts({ queryType, [control.field]: (control.min ?? 1) - 1 })).toBe(false);
    }
  });
});
