import { PanelPlugin } from '@grafana/data';
import { DashListPanel } from './dash-list-panel';
import { migrateDashList } from './migrate-dash-list';
import type { DashListOptions } from './options';

export default new PanelPlugin<DashListOptions>(DashListPanel)
  .setPanelOptions((builder) => {
    const search = ['Search'];
    const isSearched = ({ showSearch }: DashListOptions) => showSearch;
    builder
      .addBooleanSwitch({ path: 'keepTime', name: 'Include current time range', defaultValue: false })
      .addBooleanSwitch({ path: 'includeVars', name: 'Include current template variable values', defaultValue: false })
      .addBooleanSwitch({ path: 'showStarred', name: 'Starred', defaultValue: true })
      .addBooleanSwitch({ path: 'showRecentlyViewed', name: 'Recently viewed', defaultValue: false })
      .addBooleanSwitch({ path: 'showSearch', name: 'Search', defaultValue: false })
      .addBooleanSwitch({ path: 'showHeadings', name: 'Show headings', defaultValue: true })
      .addBooleanSwitch({ path: 'showFolderNames', name: 'Show folder names', defaultValue: true })
      .addNumberInput({ path: 'maxItems', name: 'Max items', defaultValue: 10, settings: { integer: true, min: 1 } })
      .addTextInput({ path: 'query', name: 'Query', category: search, defaultValue: '', showIf: isSearched })
      .addTextInput({ path: 'folderUID', name: 'Folder (uid)', category: search, showIf: isSearched })
      .addStringArray({ path: 'tags', name: 'Tags', category: search, defaultValue: [] as never, showIf: isSearched });
  })
  .setMigrationHandler(migrateDashList);
