/** Entry: what Grafana loads. */
import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { choices } from '@llmobservatory/panel/options';
import { LevelsEditor } from './components/LevelsEditor';
import { TreemapPanel } from './components/TreemapPanel';
import { migrateOptions, takeOver } from './migrations';
import { DEFAULTS, LIMITS } from './options';
import type { TreemapOptions } from './options';
import pluginJson from './plugin.json';
import { suggestions } from './suggestions';
import { forget, text } from './text';

// Not awaited: an AMD module that waits exports a promise, which Grafana's loader does not take. Until it is done
// (one microtask when Grafana runs) texts are English.
void initPluginTranslations(pluginJson.id).then(forget);

export const plugin = new PanelPlugin<TreemapOptions>(TreemapPanel)
  .setNoPadding()
  .setDataSupport({ annotations: false, alertStates: false })
  .useFieldConfig({
    // Colour comes from the scale of the panel; a value mapping of a text field still gives a name its colour.
    disableStandardOptions: [
      FieldConfigProperty.Color,
      FieldConfigProperty.Thresholds,
      FieldConfigProperty.Min,
      FieldConfigProperty.Max,
    ],
  })
  .setPanelOptions((builder) =>
    builder
      .addCustomEditor({
        id: 'levels',
        path: 'levels',
        name: text('option.levels', 'Levels'),
        description: text('option.levels-about', 'Text fields from the outermost to the innermost.'),
        defaultValue: DEFAULTS.levels,
        editor: LevelsEditor,
      })
      .addRadio({
        path: 'area',
        name: text('option.area', 'Area'),
        description: text('option.area-about', 'Value: the field value or cost, else the first number.'),
        defaultValue: DEFAULTS.area,
        settings: choices({
          value: text('option.area-value', 'Value'),
          tokens: text('option.area-tokens', 'Tokens'),
          calls: text('option.area-calls', 'Calls'),
        }),
      })
      .addSelect({
        path: 'colour',
        name: text('option.colour', 'Colour'),
        description: text(
          'option.colour-about',
          'Automatic: change where the table has a value before, else name.',
        ),
        defaultValue: DEFAULTS.colour,
        settings: choices({
          auto: text('option.colour-auto', 'Automatic'),
          change: text('option.colour-change', 'Change against before'),
          price: text('option.colour-price', 'Price per 1 K tokens'),
          errors: text('option.colour-errors', 'Error rate'),
          name: text('option.colour-name', 'Name'),
        }),
      })
      .addRadio({
        path: 'shape',
        name: text('option.shape', 'Shape'),
        description: text(
          'option.shape-about',
          'Treemap: two levels at a time. Icicle: all levels below each other.',
        ),
        defaultValue: DEFAULTS.shape,
        settings: choices({
          treemap: text('option.shape-treemap', 'Treemap'),
          icicle: text('option.shape-icicle', 'Icicle'),
        }),
      })
      .addBooleanSwitch({
        path: 'showUnpriced',
        name: text('option.unpriced', 'Calls without a price'),
        description: text('option.unpriced-about', 'A hatched strip beside the picture, outside its scale.'),
        defaultValue: DEFAULTS.showUnpriced,
      })
      .addBooleanSwitch({
        path: 'legend',
        name: text('option.legend', 'Legend'),
        description: text('option.legend-about', 'From a width of 300 px.'),
        defaultValue: DEFAULTS.legend,
      })
      .addNumberInput({
        path: 'minShare',
        name: text('option.min-share', 'Smallest tile, %'),
        description: text('option.min-share-about', 'Smaller parts fold into “n others”.'),
        defaultValue: DEFAULTS.minShare,
        settings: { min: LIMITS.minShare[0], max: LIMITS.minShare[1], step: 0.1 },
      })
      .addNumberInput({
        path: 'maxTiles',
        name: text('option.max-tiles', 'Most tiles'),
        defaultValue: DEFAULTS.maxTiles,
        settings: { min: LIMITS.maxTiles[0], max: LIMITS.maxTiles[1], integer: true },
      }),
  )
  .setMigrationHandler(migrateOptions)
  .setPanelChangeHandler(takeOver)
  .setSuggestionsSupplier(suggestions);
