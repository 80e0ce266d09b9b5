import { LinkButton, Text } from '@grafana/ui';
import { addDataSourceUrl } from '../links';
import { Section } from './Section';

export function NoDataSource({ isAdmin }: { isAdmin: boolean }) {
  return (
    <Section title="1. What is connected">
      <Text>No LLM Observatory data source. Add one to use this app.</Text>
      {isAdmin ? (
        <div>
          <LinkButton icon="plus" href={addDataSourceUrl}>
            Add data source
          </LinkButton>
        </div>
      ) : (
        <Text color="secondary">Your role cannot add data sources. Ask an administrator for one.</Text>
      )}
    </Section>
  );
}
