/** Parts of Grafana's own frame that plugins ask @grafana/runtime for, in their plainest form. */
import type { PanelDataErrorViewProps, PluginPage } from '@grafana/runtime';
import type { ComponentProps } from 'react';

export function PanelProblem({ message }: PanelDataErrorViewProps) {
  return <p role="alert">{message ?? 'Unable to show the data.'}</p>;
}

export function PluginPageFrame({ pageNav, subTitle, actions, children }: ComponentProps<typeof PluginPage>) {
  return (
    <div>
      {pageNav && <h1>{pageNav.text}</h1>}
      {subTitle}
      {actions}
      {children}
    </div>
  );
}
