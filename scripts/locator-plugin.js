/**
 * Puts the locator into a data source's dist: one script under the name of each platform that Grafana asks for.
 * Written after webpack's own files, because webpack does not keep the mode, and Grafana starts only what may be run.
 */
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';

const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

export class LocatorPlugin {
  /** `script`: path of the locator. `executable`: the name in plugin.json. */
  constructor(script, executable) {
    this.script = script;
    this.executable = executable;
  }

  apply(compiler) {
    compiler.hooks.afterEmit.tap('LocatorPlugin', ({ outputOptions }) => {
      for (const platform of PLATFORMS) {
        const target = join(outputOptions.path, `${this.executable}_${platform}`);
        copyFileSync(this.script, target);
        chmodSync(target, 0o755);
      }
    });
  }
}
