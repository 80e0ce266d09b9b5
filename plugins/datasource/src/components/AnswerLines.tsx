/** Below the controls: the query in words, what its answer says about itself, one piece of advice. Grafana adds what went wrong. */
import { css } from '@emotion/css';
import { dateTimeFormat, LoadingState, type GrafanaTheme2, type PanelData } from '@grafana/data';
import { IconButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { useState } from 'react';
import { advice } from '../advice';
import { answerHint } from '../answerHint';
import { describeQuery } from '../describeQuery';
import type { AnyQuery } from '../query';

interface Props {
  query: AnyQuery;
  data?: PanelData;
  /** Something is typed that did not run yet. */
  isDraft: boolean;
}

export function AnswerLines({ query, data, isDraft }: Props) {
  const styles = useStyles2(getStyles);
  const frames = data?.state === LoadingState.Error ? [] : (data?.series ?? []);
  const hint = isDraft
    ? 'Changed: press Shift+Enter to run'
    : answerHint(frames, query.refId, (time) => dateTimeFormat(time, { format: 'HH:mm:ss' }));
  const words = query.queryType === 'sql' ? '' : describeQuery(query);
  const { shown, putAway } = usePutAway(advice(query, frames)?.id);
  return (
    <>
      {(words || hint) && (
        <Text variant="bodySmall" color="secondary" element="p">
          {[words, hint].filter(Boolean).join(' · ')}
        </Text>
      )}
      {shown && (
        <Stack gap={0.5} alignItems="center">
          <span className={styles.advice}>{advice(query, frames)?.text}</span>
          <IconButton name="times" size="sm" tooltip="Do not show this again" onClick={putAway} />
        </Stack>
      )}
    </>
  );
}

const storageKey = (id: string) => `llm-observatory.advice.${id}`;

/** Once put away, in this browser, it never comes back. */
function usePutAway(id: string | undefined) {
  const [gone, setGone] = useState<string>();
  return {
    shown: id !== undefined && gone !== id && localStorage.getItem(storageKey(id)) === null,
    putAway: () => {
      if (id === undefined) return;
      localStorage.setItem(storageKey(id), 'put away');
      setGone(id);
    },
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  advice: css({ color: theme.colors.info.text, fontSize: theme.typography.bodySmall.fontSize }),
});
