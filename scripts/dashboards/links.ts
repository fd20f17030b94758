import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';

/** All shipped dashboards carry it: their menu of dashboards lists what has this tag. */
export const TAG = 'quartet';

const variable = (path: string): string => `\${${path}}`;

/** The dashboard's time, as parameters of a URL. */
const TIME = variable('__url_time_range');

/** The value of a label of what was clicked. */
export const labelOf = (name: string): string => variable(`__field.labels.${name}`);

/** The value of a column in the row that was clicked. */
export const columnOf = (name: string): string => variable(`__data.fields["${name}"]`);

const VARIABLE = /(\$\{[^}]+\})/;
const encoded = (text: string): string =>
  text
    .split(VARIABLE)
    .map((part) => (VARIABLE.test(part) ? part : encodeURIComponent(part)))
    .join('');

/** Where a click on a value leads. */
export const link = (title: string, url: string): DashboardLinkBuilder => new DashboardLinkBuilder(title).url(url);

export const toDashboard = (title: string, uid: string, variables: Readonly<Record<string, string>> = {}) =>
  link(
    title,
    `/d/${uid}?${[TIME, ...Object.entries(variables).map(([name, value]) => `var-${name}=${value}`)].join('&')}`,
  );

export const toLogs = (title: string, query: string) => link(title, `/explore/logs?query=${encoded(query)}&${TIME}`);
export const toMetrics = (title: string, query: string) =>
  link(title, `/explore/metrics?query=${encoded(query)}&${TIME}`);
export const toTraces = (title: string, query: string) =>
  link(title, `/explore/traces?query=${encoded(query)}&${TIME}`);

/** From a value of a service to its page, its lines and the traces in which it fails; `service` is a name or a variable. */
export const toService = (service: string) => [
  link('The service', `/services/${service}?${TIME}`),
  toLogs('Its errors in logs', `{service_name="${service}"} | detected_level=~"error|critical|fatal"`),
  toTraces('Traces in which it fails', `{ resource.service.name = "${service}" && status = error }`),
];

/** Those of series that have the label `service`. */
export const BY_SERVICE = toService(labelOf('service'));

/** Above each dashboard: the others, and the pages of the UI. */
export const dashboardLinks = () => [
  new DashboardLinkBuilder('Dashboards')
    .type(DashboardLinkType.Dashboards)
    .tags([TAG])
    .asDropdown(true)
    .keepTime(true)
    .includeVars(true),
  new DashboardLinkBuilder('Services').url('/services').keepTime(true),
  new DashboardLinkBuilder('Alerts').url('/alerts').keepTime(true),
  new DashboardLinkBuilder('Explore').url('/explore').keepTime(true),
];
