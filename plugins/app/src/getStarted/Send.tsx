/** Copy-paste instructions. The choices live in the URL, so that instructions can be linked. */
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Combobox, Field, Input, Stack, Tab, TabsBar, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { Section } from './Section';
import { PLACES, SNIPPETS, type Place, type SnippetId, type Step } from './snippets';

interface Props {
  place: Place;
  use: SnippetId;
  onChange: (choice: { run?: Place; use?: SnippetId }) => void;
}

const PLACE_OPTIONS = (Object.keys(PLACES) as Place[]).map((value) => ({
  value,
  label: PLACES[value].label,
}));
const USES = Object.keys(SNIPPETS) as SnippetId[];

export function Send({ place, use, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const { needsKey, hint, endpoint: usual } = PLACES[place];
  // Another place has another usual address: what was typed for the old one goes.
  const [typed, setTyped] = useState<{ place: Place; endpoint: string }>();
  const endpoint = typed?.place === place ? typed.endpoint : usual;
  const steps = SNIPPETS[use].steps({ endpoint: endpoint || usual, needsKey });
  const panelId = 'llm-get-started-snippet';

  return (
    <Section title="2. Send telemetry">
      <Stack gap={2} wrap="wrap">
        <Field noMargin label="Your app runs on" htmlFor="llm-place">
          <Combobox
            id="llm-place"
            width={24}
            options={PLACE_OPTIONS}
            value={place}
            onChange={({ value }) => onChange({ run: value })}
          />
        </Field>
        <Field noMargin label="OTLP endpoint (HTTP)" htmlFor="llm-endpoint">
          <Input
            id="llm-endpoint"
            width={40}
            value={endpoint}
            onChange={(event) => setTyped({ place, endpoint: event.currentTarget.value.trim() })}
          />
        </Field>
      </Stack>
      <Text color="secondary">
        {hint}
        {needsKey && ' Put a key with scope ingest in place of YOUR_KEY.'}
      </Text>
      <div className={styles.tabs}>
        <TabsBar>
          {USES.map((id) => (
            <Tab
              key={id}
              label={SNIPPETS[id].label}
              active={id === use}
              aria-controls={panelId}
              onChangeTab={() => onChange({ use: id })}
            />
          ))}
        </TabsBar>
      </div>
      <div id={panelId} role="tabpanel" aria-label={SNIPPETS[use].label}>
        <Stack direction="column" gap={1.5}>
          {steps.map((step) => (
            <Code key={step.title} {...step} />
          ))}
        </Stack>
      </div>
    </Section>
  );
}

function Code({ title, code }: Step) {
  const styles = useStyles2(getStyles);
  return (
    <Stack direction="column" gap={0.5}>
      <Stack justifyContent="space-between" alignItems="center" gap={1}>
        <Text color="secondary">{title}</Text>
        <ClipboardButton
          size="sm"
          variant="secondary"
          icon="copy"
          aria-label={`Copy: ${title}`}
          getText={() => code}
        >
          Copy
        </ClipboardButton>
      </Stack>
      {/* Scrolls sideways, so the keyboard must reach it. */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={title}>
        {code}
      </pre>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  tabs: css({ overflowX: 'auto' }),
  code: css({
    margin: 0,
    padding: theme.spacing(1.5),
    overflowX: 'auto',
    whiteSpace: 'pre',
    fontSize: theme.typography.bodySmall.fontSize,
    color: theme.colors.text.primary,
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
});
