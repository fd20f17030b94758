import type { View } from '../view.js';

const postmaster: View = {
  collector: 'postmaster',
  prefix: 'pg_postmaster',
  sql: 'SELECT extract(epoch FROM pg_postmaster_start_time()) AS start_time_seconds',
  labels: [],
  metrics: { start_time_seconds: ['gauge', 'When the server was started, seconds since 1970'] },
};

const roles: View = {
  collector: 'roles',
  prefix: 'pg_roles',
  sql: 'SELECT rolname, rolconnlimit AS connection_limit FROM pg_roles',
  labels: ['rolname'],
  metrics: { connection_limit: ['gauge', 'Most connections that the role may have; -1 for no limit'] },
};

export const serverViews: readonly View[] = [postmaster, roles];
