// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so
import { type Draft, draftOf, draftsOf, eachFieldConfig, eachPanel, type Step } from './step';

/** What data links called things, and call them. */
const NAMES: readonly (readonly [before: RegExp, now: string])[] = [
  [/__series_name/g, '__series.name'],
  [/__value_time/g, '__value.time'],
  [/__field_name/g, '__field.name'],
  [/\$__series\.name/g, '${__series.name}'],
  [/\$__value\.time/g, '${__value.time}'],
  [/\$__field\.name/g, '${__field.name}'],
];

const renamed = (text: string): string => NAMES.reduce((url, [before, now]) => url.replace(before, now), text);

function eachDataLink(panel: Draft, change: (link: Draft) => void): void {
  eachFieldConfig(panel, (config, properties) => {
    draftsOf(config.links).forEach(change);
    for (const { id, value } of properties ?? []) if (id === 'links') draftsOf(value).forEach(change);
  });
  const options = draftOf(panel.options);
  draftsOf(options.dataLinks).forEach(change);
  draftsOf(draftOf(draftOf(options.fieldOptions).defaults).links).forEach(change);
}

/** Links of panels and of data. */
export const LINK_STEPS: readonly Step[] = [
  {
    version: 19,
    apply: (dashboard) =>
      eachPanel(dashboard, (panel) => {
        if (!Array.isArray(panel.links)) return;
        panel.links = draftsOf(panel.links).map((link) => ({
          ...link,
          url: link.url ?? addressOf(link),
          title: link.title ?? '',
          ...(link.targetBlank !== undefined && { targetBlank: link.targetBlank }),
        }));
      }),
  },
  {
    version: 20,
    apply: (dashboard) =>
      eachPanel(dashboard, (panel) =>
        eachDataLink(panel, (link) => {
          if (typeof link.url === 'string') link.url = renamed(link.url);
        }),
      ),
  },
  {
    version: 21,
    apply: (dashboard) =>
      eachPanel(dashboard, (panel) =>
        eachDataLink(panel, (link) => {
          if (typeof link.url === 'string') link.url = link.url.replace(/__series\.labels/g, '__field.labels');
        }),
      ),
  },
];

/** Links to dashboards by name, with parameters and what goes along. */
function addressOf(link: Draft): string {
  const path = link.dashUri
    ? `/dashboard/${String(link.dashUri)}`
    : `/dashboard/db/${String(link.dashboard ?? '')
        .toLowerCase()
        .replace(/[^\w]+/g, '-')}`;
  const parameters = [
    link.keepTime === true ? '$__url_time_range' : '',
    link.includeVars === true ? '$__all_variables' : '',
    typeof link.params === 'string' ? link.params : '',
  ].filter((text) => text !== '');
  return parameters.length === 0 ? path : `${path}?${parameters.join('&')}`;
}
