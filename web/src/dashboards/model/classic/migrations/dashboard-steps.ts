import { draftOf, draftsOf, type Step } from './step';

/** Settings of the dashboard itself. */
export const DASHBOARD_STEPS: readonly Step[] = [
  {
    version: 6,
    apply: (dashboard) => {
      const { time, list } = draftOf(draftOf(dashboard.services).filter);
      dashboard.time ??= time;
      if (Array.isArray(list)) dashboard.templating ??= { list };
      delete dashboard.services;
    },
  },
  {
    version: 7,
    apply: (dashboard) => {
      const [navigation] = draftsOf(dashboard.nav);
      if (navigation !== undefined) dashboard.timepicker ??= navigation;
      delete dashboard.nav;
    },
  },
  {
    version: 14,
    apply: (dashboard) => {
      dashboard.graphTooltip ??= dashboard.sharedCrosshair === true ? 1 : 0;
      delete dashboard.sharedCrosshair;
    },
  },
  {
    version: 40,
    apply: (dashboard) => {
      if (typeof dashboard.refresh !== 'string') dashboard.refresh = '';
    },
  },
  {
    version: 41,
    apply: (dashboard) => {
      delete draftOf(dashboard.timepicker).time_options;
    },
  },
];
