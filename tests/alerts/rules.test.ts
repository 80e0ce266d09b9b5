/** Every provisioned rule fires on what it watches, and on nothing else, and resolves when that is over. */
import { describe, expect, it } from 'vitest';
import { call, context, insertRows, queriesOn } from '../../backend/src/query/testing';
import { forEachEngine, type TestDatabase } from '../engines';
import { ALERT_CASES, NOW, type AlertCase } from './cases';
import { evaluate, missingIn, provisionedRules, type Instance } from './evaluate';

/** Fourteen rules on a machine that has other things to do. */
const PATIENCE_MS = 120_000;

const rules = provisionedRules();
const ruleOf = (uid: string) => {
  const found = rules.find((rule) => rule.uid === uid);
  if (!found) throw new Error(`There is no rule ${uid}.`);
  return found;
};

async function insert({ engine }: TestDatabase, telemetry: AlertCase['rows']): Promise<void> {
  for (const [table, rows] of Object.entries(telemetry))
    if (rows.length > 0) await insertRows(engine, table, rows);
}

const evaluateAt = ({ engine }: TestDatabase, uid: string, now: Date, projects = ['default']) =>
  evaluate(ruleOf(uid), queriesOn(engine, { now: () => now }), now, { ...context().caller, projects });

const firing = (instances: readonly Instance[]) =>
  instances.filter(({ state }) => state === 'alerting').map(({ labels }) => labels);
const inOrder = (labels: readonly Record<string, string>[]) =>
  labels.map((one) => JSON.stringify(Object.entries(one).sort())).sort();
const minutesAfter = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

it('holds each rule against telemetry', () => {
  expect(ALERT_CASES.map(({ uid }) => uid).sort()).toEqual(rules.map(({ uid }) => uid).sort());
});

forEachEngine((_, database) => {
  describe.each(ALERT_CASES.map((one) => [one.uid, one] as const))('the rule %s', (uid, one) => {
    it(
      `fires when ${one.when}, says so in words, and resolves`,
      async () => {
        await database().empty();
        expect(await evaluateAt(database(), uid, NOW), 'without telemetry').toEqual([]);

        await insert(database(), one.rows);
        const before = await evaluateAt(database(), uid, NOW);
        expect(inOrder(firing(before))).toEqual(inOrder(one.fires));
        const { annotations } = ruleOf(uid);
        for (const instance of before.filter(({ state }) => state === 'alerting'))
          expect(Object.values(annotations).flatMap((text) => missingIn(text, instance))).toEqual([]);

        await insert(database(), one.then);
        const after = await evaluateAt(database(), uid, minutesAfter(one.minutesLater));
        expect(firing(after)).toEqual([]);
        // Those that fired are seen to be well, not just gone.
        expect(inOrder(after.filter(({ state }) => state === 'normal').map(({ labels }) => labels))).toEqual(
          expect.arrayContaining(inOrder(one.fires)),
        );
      },
      PATIENCE_MS,
    );
  });

  it('keeps telling of a silence while it lasts, for a day', async () => {
    await database().empty();
    await insert(database(), ALERT_CASES.find(({ uid }) => uid === 'llm-silence')?.rows ?? {});
    const silentAt = async (hours: number) =>
      firing(await evaluateAt(database(), 'llm-silence', minutesAfter(hours * 60))).filter(
        ({ app }) => app === 'desk',
      );
    expect(await silentAt(5)).toEqual([{ app: 'desk' }]);
    expect(await silentAt(23)).toEqual([{ app: 'desk' }]);
    expect(await silentAt(26)).toEqual([]);
  });

  it('tells budgets of two projects apart that have one name', async () => {
    await database().empty();
    const [full] = ALERT_CASES.find(({ uid }) => uid === 'llm-budget-100')?.rows.budgets ?? [];
    await insert(database(), {
      calls: [call({ ts: NOW.toISOString(), service_name: 'full', total_cost_usd: 20, project: 'other' })],
    });
    const { engine } = database();
    await engine.run([{ sql: "INSERT INTO projects (id, name) VALUES ('other', 'Other')" }], { lane: 'job' });
    await insertRows(engine, 'budgets', [full ?? {}, { ...full, id: '00000000-0000-4000-8000-00000000ffff', project: 'other' }]); // prettier-ignore
    const found = await evaluateAt(database(), 'llm-budget-100', minutesAfter(5), ['default', 'other']);
    expect(firing(found)).toEqual([{ project: 'other', budget: 'full', value: '' }]);
  });
});
