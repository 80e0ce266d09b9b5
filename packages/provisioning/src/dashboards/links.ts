/** Where the cells of tables lead: to the dashboard that shows the thing, with the range and the variables kept. */
import { column } from '../build/panel';

const KEEP =
  '${__url_time_range}&${ds:queryparam}&${app:queryparam}&${model:queryparam}&${environment:queryparam}';

/** @param uid dashboard that has a variable traceId; its own uid shows the trace below the table */
export const traceLink = (name = 'traceID') =>
  column(name, {
    width: 150,
    link: { title: 'Show the trace', url: `/d/llm-traces?${KEEP}&var-traceId=\${__value.raw}` },
  });

const TURNS = `/d/llm-conversations?${KEEP}&var-conversation=\${__value.raw:percentencode}`;

/** On the waterfall, where it is a button and no column. */
export const conversationOfTrace = column('conversation', {
  link: { title: 'Open conversation', url: TURNS },
});

export const conversationLink = (name = 'conversation') =>
  column(name, {
    width: 180,
    link: {
      title: 'Show the turns',
      url: TURNS,
    },
  });
