import { existsSync, readdirSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { DataSourceSave } from '../../dashboards/data-sources.js';
import type { DashboardProvider } from '../../dashboards/files/provider.js';
import { expandEnvironment } from '../originals/expand-environment.js';
import { readStrict } from '../strict-yaml.js';
import { YamlFile } from '../yaml-file.js';

/** What Grafana's provisioning directory says, as far as it is of use here. */
export interface GrafanaProvisioning {
  readonly providers: readonly DashboardProvider[];
  readonly dataSources: readonly DataSourceSave[];
}

const PROVIDER = z.looseObject({
  name: z.string().default('default'),
  folder: z.string().nullish(),
  folderUid: z.string().nullish(),
  type: z.string().default('file'),
  allowUiUpdates: z.boolean().nullish(),
  disableDeletion: z.boolean().nullish(),
  options: z.looseObject({
    path: z.string().nullish(),
    foldersFromFilesStructure: z.boolean().nullish(),
  }),
});
const PROVIDERS = z.looseObject({ apiVersion: z.number().nullish(), providers: z.array(PROVIDER).nullish() });

const DATA_SOURCE = z.looseObject({
  name: z.string(),
  type: z.string(),
  uid: z.string().nullish(),
  isDefault: z.boolean().nullish(),
  jsonData: z.record(z.string(), z.unknown()).nullish(),
});
const DATA_SOURCES = z.looseObject({ apiVersion: z.number().nullish(), datasources: z.array(DATA_SOURCE).nullish() });

const YAML = new Set(['.yaml', '.yml']);

/**
 * Reads `dashboards/*.yaml` and `datasources/*.yaml` of a directory. Throws `ConfigError` with file, line and column for what
 * is wrong. Variables of the environment are filled in. Relative paths of dashboards are relative to the file.
 * https://grafana.com/docs/grafana/latest/administration/provisioning/
 */
export function readGrafanaProvisioning(
  directory: string,
  environment: Readonly<Record<string, string | undefined>>,
): GrafanaProvisioning {
  const read = (path: string) => YamlFile.read(path, (text) => expandEnvironment(text, environment));
  const dashboards = yamlFiles(join(directory, 'dashboards'));
  const dataSources = yamlFiles(join(directory, 'datasources'));
  return {
    providers: dashboards.flatMap((path) =>
      (readStrict(read(path), PROVIDERS).providers ?? []).flatMap((provider) => providerOf(provider, dirname(path))),
    ),
    dataSources: dataSources.flatMap((path) =>
      (readStrict(read(path), DATA_SOURCES).datasources ?? []).map(({ name, type, uid, isDefault, jsonData }) => ({
        name,
        type,
        readOnly: true,
        isDefault: isDefault ?? false,
        jsonData: jsonData ?? {},
        ...(uid != null && { uid }),
      })),
    ),
  };
}

function yamlFiles(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => YAML.has(extname(name)))
    .sort()
    .map((name) => join(directory, name));
}

function providerOf(provider: z.output<typeof PROVIDER>, directory: string): DashboardProvider[] {
  const { name, folder, folderUid, allowUiUpdates, disableDeletion, options } = provider;
  if (provider.type !== 'file' || options.path == null || options.path === '') return [];
  return [
    {
      name,
      folder: folder ?? '',
      folderUid: folderUid ?? '',
      path: resolve(directory, options.path),
      foldersFromFilesStructure: options.foldersFromFilesStructure ?? false,
      allowUiUpdates: allowUiUpdates ?? false,
      disableDeletion: disableDeletion ?? false,
    },
  ];
}
