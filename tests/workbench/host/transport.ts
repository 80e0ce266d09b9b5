/**
 * `?transport=http` in the address the page is loaded with: the data source is that of the package without an
 * executable, and what Grafana answers by asking the plugin's process is not there.
 */
export const OVER_HTTP = new URLSearchParams(window.location.search).get('transport') === 'http';
