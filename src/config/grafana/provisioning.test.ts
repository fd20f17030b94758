import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readGrafanaProvisioning } from './provisioning.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'quartet-grafana-'));
  for (const name of ['dashboards', 'datasources']) mkdirSync(join(directory, name));
});
afterEach(() => rmSync(directory, { recursive: true }));

const read = () => readGrafanaProvisioning(directory, { NAME: 'Mimir' });

it('takes over providers of files and data sources', () => {
  writeFileSync(
    join(directory, 'dashboards/all.yaml'),
    `apiVersion: 1
providers:
  - name: team
    orgId: 1
    folder: Team
    folderUid: team
    type: file
    allowUiUpdates: true
    updateIntervalSeconds: 10
    options: { path: ../json, foldersFromFilesStructure: true }
  - { name: elsewhere, type: git, options: {} }
`,
  );
  writeFileSync(
    join(directory, 'datasources/all.yml'),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the environment, as people write it
    'datasources: [{ name: "${NAME}", type: prometheus, uid: m, url: "http://mimir", isDefault: true }]',
  );
  expect(read()).toEqual({
    providers: [
      {
        name: 'team',
        folder: 'Team',
        folderUid: 'team',
        path: join(directory, 'json'),
        foldersFromFilesStructure: true,
        allowUiUpdates: true,
        disableDeletion: false,
      },
    ],
    dataSources: [{ name: 'Mimir', type: 'prometheus', uid: 'm', isDefault: true, readOnly: true, jsonData: {} }],
  });
});

it('says where a mistake is', () => {
  writeFileSync(join(directory, 'dashboards/bad.yaml'), 'providers:\n  - name: 7\n    options: {}\n');
  expect(read).toThrow(/bad\.yaml:2:11: providers\[0\]\.name: is a number where text belongs/);
});

it('is nothing where there are no files', () => {
  rmSync(join(directory, 'dashboards'), { recursive: true });
  expect(read()).toEqual({ providers: [], dataSources: [] });
});
