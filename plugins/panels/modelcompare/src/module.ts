/** Entry: what Grafana loads. */
import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { choices } from '@llmobservatory/panel/options';
import { ComparePanel } from './components/ComparePanel';
import { viewLabel } from './components/Toolbar';
import { migrateOptions, takeOver } from './migrations';
import { groupLabel } from './model/tableRows';
import { DEFAULTS, MAX_MODELS, ROW_GROUPS, VIEWS } from './options';
import type { CompareOptions, RowGroup } from './options';
import pluginJson from './plugin.json';
import { suggestions } from './suggestions';
import { forget, text } from './text';

// Not awaited: an AMD module that waits exports a promise, which Grafana's loader does not take. Until it is done
// (one microtask when Grafana runs) texts are English.
void initPluginTranslations(pluginJson.id).then(forget);

// Grafana's types want a list as the value of each choice, its select wants one: the select is right.
const rowChoices = () =>
  ROW_GROUPS.map((value) => ({ value: value as unknown as RowGroup[], label: groupLabel(value) }));

export const plugin = new PanelPlugin<CompareOptions>(ComparePanel)
  .setNoPadding()
  .setDataSupport({ annotations: false, alertStates: false })
  .useFieldConfig({
    // Verdicts have the colours of change, models those of their names.
    disableStandardOptions: [
      FieldConfigProperty.Color,
      FieldConfigProperty.Thresholds,
      FieldConfigProperty.Min,
      FieldConfigProperty.Max,
    ],
  })
  .setPanelOptions((builder) =>
    builder
      .addRadio({
        path: 'view',
        name: text('option.view', 'View'),
        defaultValue: DEFAULTS.view,
        settings: { options: VIEWS.map((value) => ({ value, label: viewLabel(value) })) },
      })
      .addTextInput({
        path: 'baseline',
        name: text('option.baseline', 'Baseline'),
        description: text(
          'option.baseline-about',
          'Model that the others are compared with. Empty: most calls.',
        ),
        defaultValue: DEFAULTS.baseline,
      })
      .addSliderInput({
        path: 'maxModels',
        name: text('option.max-models', 'Models in columns'),
        description: text('option.max-models-about', 'The others are a click away.'),
        defaultValue: DEFAULTS.maxModels,
        settings: { min: 1, max: MAX_MODELS, step: 1 },
      })
      .addMultiSelect({
        path: 'rows',
        name: text('option.rows', 'Rows'),
        description: text(
          'option.rows-about',
          'None chosen: all, or cost and speed below a height of 400 px.',
        ),
        defaultValue: DEFAULTS.rows,
        settings: { options: rowChoices() },
      })
      .addBooleanSwitch({
        path: 'matched',
        name: text('option.matched', 'Matched traffic'),
        description: text(
          'option.matched-about',
          'Compare only work that all models did: same app, prompt and input size.',
        ),
        defaultValue: DEFAULTS.matched,
      })
      .addBooleanSwitch({
        path: 'matchingNote',
        name: text('option.matching-note', 'Say how much is matched'),
        defaultValue: DEFAULTS.matchingNote,
        showIf: ({ matched }) => matched,
      })
      .addFieldNamePicker({
        path: 'quality',
        name: text('option.quality', 'Quality'),
        description: text(
          'option.quality-about',
          'Vertical axis of the Pareto plot. None: the first score, else the success rate.',
        ),
        settings: { filter: ({ type }) => type === 'number' },
      })
      .addRadio({
        path: 'scale',
        name: text('option.scale', 'Scale'),
        description: text(
          'option.scale-about',
          'Of costs in the Pareto plot and of the distribution strips.',
        ),
        defaultValue: DEFAULTS.scale,
        settings: choices({
          log: text('option.log', 'Logarithmic'),
          linear: text('option.linear', 'Linear'),
        }),
      }),
  )
  .setMigrationHandler(migrateOptions)
  .setPanelChangeHandler(takeOver)
  .setSuggestionsSupplier(suggestions);
