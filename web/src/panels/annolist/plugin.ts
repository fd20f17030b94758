import { PanelPlugin } from '@grafana/data';
import { AnnoListPanel } from './anno-list-panel';
import type { AnnoListOptions } from './options';

export default new PanelPlugin<AnnoListOptions>(AnnoListPanel).setPanelOptions((builder) => {
  const [query, display, link] = [['Annotation query'], ['Display'], ['Link behavior']];
  builder
    .addRadio({
      path: 'onlyFromThisDashboard',
      name: 'Query filter',
      category: query,
      defaultValue: false,
      settings: {
        options: [
          { value: false, label: 'All dashboards' },
          { value: true, label: 'This dashboard' },
        ],
      },
    })
    .addRadio({
      path: 'onlyInTimeRange',
      name: 'Time range',
      category: query,
      defaultValue: false,
      settings: {
        options: [
          { value: false, label: 'None' },
          { value: true, label: 'This dashboard' },
        ],
      },
    })
    .addStringArray({ path: 'tags', name: 'Tags', category: query, defaultValue: [] as never })
    .addNumberInput({
      path: 'limit',
      name: 'Limit',
      category: query,
      defaultValue: 10,
      settings: { integer: true, min: 1 },
    })
    .addBooleanSwitch({ path: 'showUser', name: 'Show user', category: display, defaultValue: true })
    .addBooleanSwitch({ path: 'showTime', name: 'Show time', category: display, defaultValue: true })
    .addBooleanSwitch({ path: 'showTags', name: 'Show tags', category: display, defaultValue: true })
    .addRadio({
      path: 'navigateToPanel',
      name: 'Link target',
      category: link,
      defaultValue: true,
      settings: {
        options: [
          { value: true, label: 'Panel' },
          { value: false, label: 'Dashboard' },
        ],
      },
    })
    .addTextInput({ path: 'navigateBefore', name: 'Time before', category: link, defaultValue: '10m' })
    .addTextInput({ path: 'navigateAfter', name: 'Time after', category: link, defaultValue: '10m' });
});
