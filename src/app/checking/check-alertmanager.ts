import { dirname } from 'node:path';
import { parseMatchers } from '../../alerting/matchers/parse-matchers.js';
import { NotificationTemplates } from '../../alerting/template/notification-templates.js';
import { readTemplateFiles } from '../../alerting/template/template-files.js';
import { readAlertmanagerConfig } from '../../config/alertmanager/alertmanager.js';
import type { YamlFile } from '../../config/yaml-file.js';
import { type CheckedFile, counted } from './checked-file.js';
import { unreadableFiles } from './named-files.js';

/**
 * Checks an `alertmanager.yml` and its templates, as `amtool check-config` does. Files with secrets that are missing are
 * warnings: they are read when a notification is sent. Throws `ConfigError` for the first mistake of the file itself.
 */
export function checkAlertmanager(file: YamlFile): CheckedFile {
  const config = readAlertmanagerConfig(file, parseMatchers);
  const problems: string[] = [];
  const warnings = unreadableFiles(file);
  let templates = 0;
  for (const pattern of config.templates) {
    try {
      const files = readTemplateFiles([pattern], dirname(file.path));
      templates += files.length;
      if (files.length === 0) warnings.push(`${file.name}: templates: no file matches ${pattern}`);
      new NotificationTemplates(files, { now: Date.now });
    } catch (error) {
      problems.push(`${file.name}: templates: ${(error as Error).message}`);
    }
  }
  const { routes } = config.route;
  const found = [
    `SUCCESS: ${counted(config.receivers.length, 'receiver')}, ${counted(routes.length, 'route')} below the root, ` +
      `${counted(config.inhibitRules.length, 'inhibit rule')}, ${counted(config.timeIntervals.size, 'time interval')}, ` +
      `${counted(templates, 'template file')} found`,
  ];
  return { found, warnings, problems };
}
