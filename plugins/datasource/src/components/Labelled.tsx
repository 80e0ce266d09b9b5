/** Label above its control: so it stays readable at any width, and wraps as a whole. */
import { Field } from '@grafana/ui';
import type { ReactElement } from 'react';

interface Props {
  label: string;
  htmlFor?: string;
  children: ReactElement<Record<string, unknown>>;
}

export function Labelled({ label, htmlFor, children }: Props) {
  return (
    <Field noMargin label={label} htmlFor={htmlFor}>
      {children}
    </Field>
  );
}
