/** Start of the workbench page. The order matters: globals, services, shared modules, then React. */
import './boot';
import { createTheme, ThemeContext } from '@grafana/data';
import { LocationServiceProvider, locationService } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import { readAddress } from './address';
import { askForTests } from './askForTests';
import { dataSource } from './datasources';
import { shareModules } from './loader';
import { startServices } from './services';
import { Shell } from './Shell';

// Components keep the theme they were first drawn with, so a change of theme loads the page anew.
const theme = createTheme({ colors: { mode: readAddress(window.location.search).theme } });
startServices(theme);
// After the services: plugins see what their modules export at this moment.
shareModules();
window.askDataSource = askForTests;
document.body.classList.add(theme.isDark ? 'theme-dark' : 'theme-light');
// The list of data sources is asked for synchronously: ours is there before the first page is drawn.
dataSource()
  .catch(() => undefined)
  .finally(() => {
    createRoot(document.getElementById('root')!).render(
      <ThemeContext.Provider value={theme}>
        <GlobalStyles />
        <LocationServiceProvider service={locationService}>
          <Shell />
        </LocationServiceProvider>
        <PortalContainer />
      </ThemeContext.Provider>,
    );
  });
