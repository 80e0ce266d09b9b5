import { LinkButton, Stack, Text } from '@grafana/ui';
import { exploreUrl, NEW_ALERT_URL, NEW_DASHBOARD_URL } from '../links';
import type { Newest } from './newest';
import { Section } from './Section';

/** Where to go with what arrived. */
export function NextSteps({ uid, newest }: { uid: string; newest?: Newest }) {
  const traceId = newest?.call?.traceId;
  const hasData = newest?.span !== undefined || newest?.call !== undefined;
  return (
    <Section title="3. Look at it">
      {!hasData && <Text color="secondary">These fill up as soon as the first span has arrived.</Text>}
      <Stack gap={1} wrap="wrap">
        <LinkButton
          icon="compass"
          variant={hasData ? 'primary' : 'secondary'}
          href={exploreUrl(uid, { queryType: 'traces', sort: 'newest' })}
        >
          Newest traces in Explore
        </LinkButton>
        {traceId && (
          <LinkButton
            icon="gf-traces"
            variant="secondary"
            href={exploreUrl(uid, { queryType: 'trace', traceId })}
          >
            The newest call
          </LinkButton>
        )}
        <LinkButton icon="apps" variant="secondary" href={NEW_DASHBOARD_URL}>
          Create a dashboard
        </LinkButton>
        <LinkButton icon="bell" variant="secondary" href={NEW_ALERT_URL}>
          Create an alert rule
        </LinkButton>
      </Stack>
    </Section>
  );
}
