// @vitest-environment happy-dom
import { applyFieldOverrides, createTheme } from '@grafana/data';
import { expect, it } from 'vitest';
import { replacerOf } from '../../variables/interpolate';
import { series } from '../single-value/support/frames';
import { RANGE } from '../single-value/support/show-panel';
import { bucketLinks } from './bucket-links';
import { bucketsOf } from './buckets';

it('has the bucket in the variables of its links', () => {
  const theme = createTheme();
  const replaceVariables = replacerOf({
    variables: new Map(),
    range: { ...RANGE, raw: { from: 'now-1h', to: 'now' } },
  });
  const title = '${__value.raw} from ${__data.fields.xMin} to ${__data.fields.xMax} of ${__field.labels.service}';
  const frames = applyFieldOverrides({
    data: [series('api', [1, 2, 11], { links: [{ title, url: '/explore/metrics?n=${__value.raw}' }] })],
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables,
    theme,
    timeZone: 'utc',
  });
  const found = bucketsOf(frames, { bucketSize: 10 }, theme);
  if (typeof found === 'string') throw new Error(found);
  const links = bucketLinks(found.frame, found.series[0]!.field, 0, { replaceVariables, timeZone: 'utc' });
  expect(links).toMatchObject([{ title: '2 from 0 to 10 of api', href: '/explore/metrics?n=2' }]);
});
