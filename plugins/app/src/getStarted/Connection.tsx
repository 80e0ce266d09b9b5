/** What is connected and how fresh it is. Says in each state what to do next. */
import type { GrafanaTheme2 } from '@grafana/data';
import { css } from '@emotion/css';
import { ago } from '@llmobservatory/format';
import {
  Button,
  Icon,
  LinkButton,
  LoadingPlaceholder,
  Stack,
  Text,
  useStyles2,
  type IconName,
} from '@grafana/ui';
import { dataSourceUrl } from '../links';
import { healthFacts, type Fact } from './health';
import { describeNewest } from './newest';
import { Section } from './Section';
import type { Status } from './useStatus';

interface Props {
  name: string;
  uid: string;
  status: Status;
  isAdmin: boolean;
  onRetry: () => void;
}

export function Connection({ name, uid, status, isAdmin, onRetry }: Props) {
  return (
    <Section title="1. What is connected">
      {status.state === 'loading' && <LoadingPlaceholder text="Asking the backend …" />}
      {status.state === 'failed' && (
        <>
          <Line icon="exclamation-circle" color="error">
            {status.failure.text}
          </Line>
          {status.failure.detail && <Text color="secondary">{status.failure.detail}</Text>}
          <Stack gap={1} wrap="wrap">
            <Button variant="secondary" icon="sync" onClick={onRetry}>
              Try now
            </Button>
            {isAdmin && (
              <LinkButton variant="secondary" href={dataSourceUrl(uid)}>
                Test connection
              </LinkButton>
            )}
          </Stack>
        </>
      )}
      {status.state === 'connected' && <Connected name={name} status={status} />}
    </Section>
  );
}

function Connected({ name, status }: { name: string; status: Extract<Status, { state: 'connected' }> }) {
  const { newest, problem, health } = status;
  const facts: Fact[] = [{ label: 'Data source', value: name }, ...healthFacts(health)];
  const now = Date.now();
  const isFlowing = newest?.call !== undefined;
  if (newest?.span) facts.push({ label: 'Newest span', value: ago(now - newest.span.at) });
  return (
    <>
      <Facts facts={facts} />
      <div role="status">
        {problem && (
          <Line icon="exclamation-triangle" color="warning">
            {`What arrived last is not known: ${problem}`}
          </Line>
        )}
        {newest && (
          <Line icon={isFlowing ? 'check-circle' : 'clock-nine'} color={isFlowing ? 'success' : 'secondary'}>
            {describeNewest(newest, now)}
          </Line>
        )}
      </div>
      {health.details?.problems?.map((text) => (
        <Line key={text} icon="exclamation-triangle" color="warning">
          {text}
        </Line>
      ))}
    </>
  );
}

function Facts({ facts }: { facts: Fact[] }) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface LineProps {
  icon: IconName;
  color: 'error' | 'warning' | 'success' | 'secondary';
  children: string;
}

/** The icon has the colour, the text says the same in words. */
function Line({ icon, color, children }: LineProps) {
  return (
    <Stack gap={1} alignItems="flex-start">
      <Text color={color}>
        <Icon name={icon} />
      </Text>
      <Text>{children}</Text>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({ display: 'grid', gap: theme.spacing(0.5), margin: 0 }),
  fact: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(14)} 1fr`,
    gap: theme.spacing(1),
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
});
