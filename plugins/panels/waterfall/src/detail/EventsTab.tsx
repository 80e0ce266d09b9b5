/** Events of the span in their order, with the time since its start. */
import { duration } from '@llmobservatory/format';
import { text } from '../text';
import { TagTable } from './AttributesTab';
import type { TabProps } from './tabProps';
import { Fold } from './Fold';

export function EventsTab({ node, detail }: TabProps) {
  return (
    <>
      {detail.events.map(({ timeMs, name, fields }, index) => (
        <Fold
          key={index}
          open={detail.events.length === 1}
          title={[
            timeMs === null ? null : `+${duration(timeMs - node.span.startMs)}`,
            name || text('events.unnamed', 'event'),
          ]
            .filter(Boolean)
            .join(' · ')}
        >
          {fields.length === 0 ? (
            text('events.empty', 'No fields.')
          ) : (
            <TagTable name={text('events.fields', 'Fields')} tags={fields} />
          )}
        </Fold>
      ))}
    </>
  );
}
