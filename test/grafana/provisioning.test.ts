import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppInProcess } from '../support/app-in-process.js';

let directory: string;
let app: AppInProcess;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-provisioned-'));
  const write = (name: string, text: string) => writeFileSync(join(directory, name), text);
  for (const name of ['grafana/dashboards', 'grafana/datasources', 'json', 'own']) {
    mkdirSync(join(directory, name), { recursive: true });
  }
  write(
    'grafana/dashboards/all.yaml',
    'providers: [{ name: team, folder: Team, type: file, options: { path: ../../json } }]',
  );
  write(
    'grafana/datasources/all.yaml',
    'datasources: [{ name: Logs, type: loki, uid: logs-1, isDefault: true }, { name: db, type: mysql }]',
  );
  write('json/fixed.json', '{"title":"Fixed","uid":"fixed"}');
  write('own/mine.json', '{\n  "title": "Mine",\n  "uid": "mine"\n}\n');
  app = await AppInProcess.start({
    grafanaProvisioning: join(directory, 'grafana'),
    dashboards: [join(directory, 'own')],
  });
});
afterAll(async () => {
  await app.remove();
  rmSync(directory, { recursive: true });
});

it('has the dashboards of files, which the UI changes only where it may', async () => {
  const { meta } = (await app.get('/api/dashboards/uid/fixed')).body;
  expect(meta).toMatchObject({
    provisioned: true,
    provisionedExternalId: 'fixed.json',
    folderTitle: 'Team',
    canSave: false,
    canDelete: false,
  });
  const dashboard = { title: 'x', uid: 'fixed', version: 1 };
  const refused = await app.call('POST', '/api/dashboards/db', { dashboard });
  expect([refused.status, refused.body.message]).toEqual([400, 'Cannot save provisioned dashboard']);
  expect((await app.call('PUT', '/api/quartet/v1/dashboards/fixed/file')).status).toBe(400);
});

it('writes back what was saved', async () => {
  const dashboard = { title: 'Ours', uid: 'mine', version: 1 };
  expect((await app.call('POST', '/api/dashboards/db', { dashboard })).body.version).toBe(2);
  const written = await app.call('PUT', '/api/quartet/v1/dashboards/mine/file');
  expect(written.body).toEqual({ file: join(directory, 'own/mine.json') });
  expect(readFileSync(join(directory, 'own/mine.json'), 'utf8')).toBe('{\n  "title": "Ours",\n  "uid": "mine"\n}\n');
});

it('has the data sources of files', async () => {
  const found = (await app.get('/api/datasources/uid/logs-1')).body;
  expect(found).toMatchObject({ name: 'Logs', type: 'loki', readOnly: true, isDefault: true });
  expect((await app.get('/api/datasources/proxy/uid/logs-1/loki/api/v1/labels')).status).toBe(200);
  expect((await app.call('DELETE', '/api/datasources/uid/logs-1')).status).toBe(403);
  const { body } = await app.call('POST', '/api/ds/query', { queries: [{ refId: 'A', expr: '{a="b"}' }] });
  expect(body.results.A.status).toBe(200);
});
