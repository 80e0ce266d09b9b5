/** Entry: what Grafana loads. */
import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { WaterfallPanel } from './components/WaterfallPanel';
import { migrateOptions } from './migrations';
import { DEFAULTS } from './options';
import type { WaterfallOptions } from './options';
import pluginJson from './plugin.json';
import { suggestions } from './suggestions';
import { forgetTexts, text } from './text';

// Not awaited: an AMD module that waits exports a promise, which Grafana's loader does not take. Until it is done
// (one microtask when Grafana runs) texts are English.
void initPluginTranslations(pluginJson.id).then(forgetTexts);

export const plugin = new PanelPlugin<WaterfallOptions>(WaterfallPanel)
  .setNoPadding()
  .setDataSupport({ annotations: false, alertStates: false })
  // Of a span's fields only links can be overridden: names are how they are found, and units are those of a trace.
  .useFieldConfig({
    disableStandardOptions: Object.values(FieldConfigProperty).filter(
      (property) => property !== FieldConfigProperty.Links,
    ),
  })
  .setPanelOptions((builder) =>
    builder
      .addRadio({
        path: 'bars',
        name: text('option.bars', 'Bars show'),
        defaultValue: DEFAULTS.bars,
        settings: {
          options: [
            { value: 'time', label: text('bars.time', 'Time') },
            { value: 'tokens', label: text('bars.tokens', 'Tokens') },
            { value: 'cost', label: text('bars.cost', 'Cost') },
          ],
        },
      })
      .addBooleanSwitch({
        path: 'criticalPath',
        name: text('option.path', 'Critical path'),
        description: text('option.path-about', 'Marks what the end of the trace was waiting for.'),
        defaultValue: DEFAULTS.criticalPath,
      })
      .addRadio({
        path: 'infrastructure',
        name: text('option.infrastructure', 'HTTP, database and queue spans'),
        defaultValue: DEFAULTS.infrastructure,
        settings: {
          options: [
            { value: 'folded', label: text('option.folded', 'Folded') },
            { value: 'shown', label: text('option.shown', 'One by one') },
          ],
        },
      })
      .addRadio({
        path: 'minimap',
        name: text('option.minimap', 'Minimap'),
        description: text('option.minimap-about', 'Automatic: from 20 spans, where there is room.'),
        defaultValue: DEFAULTS.minimap,
        settings: {
          options: [
            { value: 'auto', label: text('option.auto', 'Automatic') },
            { value: 'on', label: text('option.on', 'On') },
            { value: 'off', label: text('option.off', 'Off') },
          ],
        },
      })
      .addRadio({
        path: 'detail',
        name: text('option.detail', 'Detail of a span'),
        description: text(
          'option.detail-about',
          'Automatic: beside the rows from 960 px, below them otherwise.',
        ),
        defaultValue: DEFAULTS.detail,
        settings: {
          options: [
            { value: 'auto', label: text('option.auto', 'Automatic') },
            { value: 'beside', label: text('option.beside', 'Beside') },
            { value: 'below', label: text('option.below', 'Below') },
            { value: 'off', label: text('option.off', 'Off') },
          ],
        },
      })
      .addBooleanSwitch({
        path: 'showCost',
        name: text('option.cost', 'Cost'),
        description: text(
          'option.cost-about',
          'Only with the LLM Observatory data source: cost is never computed here.',
        ),
        defaultValue: DEFAULTS.showCost,
      })
      .addBooleanSwitch({
        path: 'showTokens',
        name: text('option.tokens', 'Tokens'),
        defaultValue: DEFAULTS.showTokens,
      })
      .addRadio({
        path: 'density',
        name: text('option.density', 'Rows'),
        defaultValue: DEFAULTS.density,
        settings: {
          options: [
            { value: 'normal', label: text('option.normal', 'Normal') },
            { value: 'compact', label: text('option.compact', 'Compact') },
          ],
        },
      })
      .addSelect({
        path: 'expand',
        name: text('option.expand', 'Open at first'),
        description: text(
          'option.expand-about',
          'Automatic: everything, or three levels in traces above 500 spans.',
        ),
        defaultValue: DEFAULTS.expand,
        settings: {
          options: [
            { value: 'auto', label: text('option.auto', 'Automatic') },
            { value: 'all', label: text('option.all', 'All levels') },
            { value: '1', label: text('option.level-1', 'One level') },
            { value: '2', label: text('option.level-2', 'Two levels') },
            { value: '3', label: text('option.level-3', 'Three levels') },
            { value: '4', label: text('option.level-4', 'Four levels') },
          ],
        },
      }),
  )
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggestions);
