import { expect, it } from 'vitest';
import { TargetLabels } from '../../collect/scrape/scrape-target.js';
import { readScrapeConfigs } from '../../config/prometheus/scrape-configs.js';
import { YamlFile } from '../../config/yaml-file.js';
import { withOwnJobs } from './own-jobs.js';

const jobs = (...names: string[]) =>
  readScrapeConfigs(
    new YamlFile(
      'prometheus.yml',
      JSON.stringify({
        scrape_configs: names.map((name) => ({ job_name: name, static_configs: [{ targets: ['vm'] }] })),
      }),
    ),
  );

it('leaves jobs alone whose names nobody else has', () => {
  expect(withOwnJobs(jobs('web'), jobs('node'))).toEqual(jobs('web', 'node'));
});

it('scrapes a job of the files and one of its own that has the same name', () => {
  const all = withOwnJobs(jobs('node', 'quartet/node'), jobs('node', 'redis'));
  expect(all.map(({ jobName }) => jobName)).toEqual(['node', 'quartet/node', 'quartet/quartet/node', 'redis']);
  const [discovery] = all[2]!.discovery;
  if (discovery?.kind !== 'static') throw new Error('no static targets');
  const found = new TargetLabels(all[2]!).find({ __address__: 'vm' }, discovery.groups[0]!.labels);
  expect(found).toMatchObject({ target: { labels: ['instance', 'vm', 'job', 'node'] } });
});
