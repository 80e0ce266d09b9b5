import { Box, Stack, Text } from '@grafana/ui';
import type { ReactNode } from 'react';

/** One numbered part of the page. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box element="section" backgroundColor="secondary" borderRadius="default" padding={2}>
      <Stack direction="column" gap={1.5}>
        <Text element="h2" variant="h4">
          {title}
        </Text>
        {children}
      </Stack>
    </Box>
  );
}
