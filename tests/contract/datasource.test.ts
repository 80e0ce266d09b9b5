/**
 * The contract of frames as a panel sees it: through the class of the data source, built and loaded in a browser, on
 * both of its ways. What Grafana does between backend and class is done by the workbench.
 */
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthenticate } from '../../backend/src/access/authenticate';
import { startHttp, type HttpServer } from '../../backend/src/api/server';
import { queriesOn } from '../../backend/src/query/testing';
import { saveScores } from '../../backend/src/store/scores';
import { serveWorkbench } from '../../backend/src/workbench';
import { CHROMIUM_PATH, expectNoErrors, openPage, startBrowser, type OpenPage } from '../browser/harness';
import { openTestDatabase, type TestDatabase } from '../engines';
import { WORKBENCH_DIST } from '../workbench/build';
import type { Asked, ClassAnswer } from '../workbench/host/askForTests';
import { CONTRACT, fillIn, problemsOf, type Answer } from './checkFrames';
import { fill, RANGE, RESOLUTION, TRACE_ID } from './rows';

const WAYS = [
  ['with an executable', ''],
  ['over HTTP alone', '&transport=http'],
] as const;

describe.skipIf(!CHROMIUM_PATH)('the contract of frames, as the class of the data source keeps it', () => {
  let database: TestDatabase;
  let http: HttpServer;
  let browser: Browser;

  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    await fill(database);
    http = await startHttp({
      host: '127.0.0.1',
      port: 0,
      authenticate: createAuthenticate({
        findKey: () => Promise.resolve(null),
        loopbackOnly: true,
        now: () => RANGE.to,
      }),
      queries: { ...queriesOn(database.engine), ready: () => Promise.resolve() },
      saveScores: (scores) => saveScores(database.engine, scores),
      retainSeconds: 90 * 86_400,
      metricsText: () => Promise.resolve(''),
      now: () => RANGE.to,
      logger: pino({ level: 'silent' }),
      extend: serveWorkbench(WORKBENCH_DIST),
    });
    browser = await startBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await http?.close();
    await database?.dispose();
  });

  describe.each(WAYS)('%s', (_, way) => {
    let open: OpenPage;
    beforeAll(async () => {
      open = await openPage(browser, `http://127.0.0.1:${http.port}/workbench?view=config${way}`);
    }, 120_000);
    afterAll(async () => {
      expectNoErrors(open);
      await open.page.close();
    });

    it.each(CONTRACT)('$name', async (expected) => {
      const answer = await ask(
        open.page,
        fillIn(expected.query, { traceId: TRACE_ID, conversationId: 'c-1' }),
      );
      expect(problemsOf(expected, answer)).toEqual([]);
    });
  });
});

async function ask(page: Page, query: Record<string, unknown>): Promise<Answer> {
  const asked: Asked = {
    query,
    from: RANGE.from.getTime(),
    to: RANGE.to.getTime(),
    ...RESOLUTION,
  };
  const answer = await page.evaluate(
    (question) =>
      (globalThis as unknown as { askDataSource: (asked: Asked) => Promise<ClassAnswer> }).askDataSource(
        question,
      ),
    asked,
  );
  return answer as unknown as Answer;
}
