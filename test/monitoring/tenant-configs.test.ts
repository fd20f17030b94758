import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { defaultConfig } from '../../src/config/defaults.js';
import type { Dialect } from '../../src/config/dialects.js';
import { AppInProcess } from '../support/app-in-process.js';

const DOCUMENT = { template_files: {}, alertmanager_config: 'route: { receiver: own }\nreceivers: [{ name: own }]\n' };

it("a configuration that is set on one of Mimir's ports holds on all and after a restart", {
  timeout: 60_000,
}, async () => {
  const off = Object.fromEntries(Object.keys(defaultConfig().ports).map((dialect) => [dialect, 'off'])) as Record<
    Dialect,
    'off'
  >;
  const ports = { ...off, mimir: 0, mimirHttp: 0, alertmanager: 0 };
  let app = await AppInProcess.start({ ports });
  const configOf = async (dialect: Dialect, path: string) => {
    const { config } = (await (await fetch(app.url(dialect, path))).json()) as { config: { original: string } };
    return parse(config.original).route;
  };
  const seen = async () => ({
    set: parse(await (await fetch(app.url('mimir', '/api/v1/alerts'))).text()),
    mimir: await configOf('mimirHttp', '/alertmanager/api/v2/status'),
    alertmanager: await configOf('alertmanager', '/api/v2/status'),
  });
  try {
    const body = JSON.stringify(DOCUMENT);
    const set = await fetch(app.url('mimirHttp', '/api/v1/alerts'), { method: 'POST', body });
    expect([set.status, await set.text()]).toEqual([201, '']);
    const all = { set: DOCUMENT, mimir: { receiver: 'own' }, alertmanager: { receiver: 'own' } };
    expect(await seen()).toEqual(all);
    await app.stop();
    app = await AppInProcess.start({ ports }, app.directory);
    expect(await seen()).toEqual(all);
  } finally {
    await app.remove();
  }
});
