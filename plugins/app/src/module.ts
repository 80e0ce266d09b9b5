import { AppPlugin } from '@grafana/data';
import { lazy } from 'react';

/** Everything else is loaded when the app is opened: Grafana may load this file for every page. */
export const plugin = new AppPlugin().setRootPage(lazy(() => import('./App')));
