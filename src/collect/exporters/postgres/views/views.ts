import type { View } from '../view.js';
import { activityViews } from './activity.js';
import { backgroundViews } from './background.js';
import { databaseViews } from './databases.js';
import { replicationViews } from './replication.js';
import { serverViews } from './server.js';
import { tableViews } from './tables.js';

/** All that is asked of a server, in the order in which it is shown. */
export const VIEWS: readonly View[] = [
  ...serverViews,
  ...databaseViews,
  ...activityViews,
  ...tableViews,
  ...backgroundViews,
  ...replicationViews,
];
