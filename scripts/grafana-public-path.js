/* global __webpack_public_path__:writable */
// Comes first in every module.ts (see webpack.config.js). Grafana may serve plugins below a sub-path or from a CDN, so
// the place of lazy chunks is only known when module.js is loaded: AMD's own `module` says from where.
import amdModule from 'amd-module';

__webpack_public_path__ = amdModule?.uri
  ? amdModule.uri.slice(0, amdModule.uri.lastIndexOf('/') + 1)
  : __webpack_public_path__;
