import type { FastifyInstance } from 'fastify';
import { DashboardsError } from '../../dashboards/errors.js';
import type { PreferencesOf } from '../../dashboards/preferences.js';
import { bodyOf, numberOfPath, record } from './body.js';
import { type GrafanaContext, SPOKEN_VERSION, USER } from './context.js';
import { sourceJson } from './data-sources.js';
import { answerErrors } from './errors.js';

/** Whoever asks: there is one user, who may do everything. */
const ADMIN = {
  id: 1,
  uid: 'anonymous',
  login: USER,
  name: 'Admin',
  email: '',
  theme: '',
  orgId: 1,
  isGrafanaAdmin: true,
  isDisabled: false,
  isExternal: false,
  authLabels: [],
  avatarUrl: '',
};
const ORG = {
  id: 1,
  name: 'Main Org.',
  address: { address1: '', address2: '', city: '', zipCode: '', state: '', country: '' },
};
const ORG_OF_USER = { orgId: 1, name: ORG.name, role: 'Admin' };

/** What Grafana lets an administrator do, as far as there is something to do it with here. */
const ACTIONS = [
  'annotations:create',
  'annotations:delete',
  'annotations:read',
  'annotations:write',
  'dashboards:create',
  'dashboards:delete',
  'dashboards:read',
  'dashboards:write',
  'datasources:explore',
  'datasources:query',
  'datasources:read',
  'folders:create',
  'folders:delete',
  'folders:read',
  'folders:write',
  'library.panels:create',
  'library.panels:read',
  'library.panels:write',
  'library.panels:delete',
];

const PREFERENCE_PATHS: Readonly<Record<string, PreferencesOf>> = {
  '/api/user/preferences': 'user',
  '/api/org/preferences': 'org',
};

type OfKey = { readonly Params: { readonly key: string } };

/** Who one is here, what one chose, and what there is. */
export async function sessionRoutes(app: FastifyInstance, { context }: { context: GrafanaContext }): Promise<void> {
  const { store, version } = context;
  const { choices, dashboards, dataSources } = store;
  answerErrors(app);
  app.get('/api/user', async () => ADMIN);
  app.get('/api/user/orgs', async () => [ORG_OF_USER]);
  app.get('/api/users/lookup', async () => ADMIN);
  app.get('/api/org', async () => ORG);
  app.get('/api/orgs', async () => [{ id: ORG.id, name: ORG.name }]);
  app.get('/api/org/users', async () => [{ ...ORG_OF_USER, userId: ADMIN.id, login: ADMIN.login, email: '' }]);
  app.get('/api/login/ping', async () => ({ message: 'Logged in' }));
  app.get('/api/access-control/user/actions', async () => Object.fromEntries(ACTIONS.map((action) => [action, true])));
  app.get('/api/access-control/user/permissions', async () =>
    Object.fromEntries(ACTIONS.map((action) => [action, ['*']])),
  );
  app.get('/api/frontend/settings', async () => ({
    appSubUrl: '',
    buildInfo: { version: SPOKEN_VERSION, edition: 'Open Source', env: 'production', quartetVersion: version },
    datasources: Object.fromEntries(dataSources.all().map((source) => [source.name, sourceJson(source)])),
    defaultDatasource: dataSources.all().find(({ isDefault }) => isDefault)?.name,
    anonymousEnabled: true,
    authProxyEnabled: false,
    featureToggles: {},
    panels: {},
  }));
  for (const [path, of] of Object.entries(PREFERENCE_PATHS)) {
    app.get(path, async () => choices.preferences(of));
    app.put(path, async (request) => {
      await choices.setPreferences(of, bodyOf(request, record));
      return { message: 'Preferences updated' };
    });
    app.patch(path, async (request) => {
      await choices.setPreferences(of, { ...choices.preferences(of), ...bodyOf(request, record) });
      return { message: 'Preferences updated' };
    });
  }
  app.get('/api/user/stars', async () => [...choices.starred()]);
  const starred: Readonly<Record<string, (key: string) => string>> = {
    '/api/user/stars/dashboard/uid/:key': (key) => dashboards.existing(key).uid,
    '/api/user/stars/dashboard/:key': (key) => dashboards.byId(numberOfPath(key, 'id')).uid,
  };
  for (const [path, uidOf] of Object.entries(starred)) {
    app.post<OfKey>(path, async ({ params }) => {
      await choices.star(uidOf(params.key));
      return { message: 'Dashboard starred!' };
    });
    app.delete<OfKey>(path, async ({ params }) => {
      const uid = uidOf(params.key);
      if (!choices.starred().has(uid)) throw new DashboardsError('not_found', 'Dashboard has no star');
      await choices.unstar(uid);
      return { message: 'Dashboard unstarred' };
    });
  }
}
