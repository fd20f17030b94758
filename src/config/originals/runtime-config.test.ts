import { describe, expect, it } from 'vitest';
import { systemOf } from './recognise.js';
import { MIMIR_OVERRIDES, readRuntimeConfig } from './runtime-config.js';

const fixtures = new URL('../fixtures/runtime/', import.meta.url).pathname;
const read = (...names: string[]) =>
  readRuntimeConfig(
    names.map((name) => fixtures + name),
    MIMIR_OVERRIDES,
  );
const overridesOf = (...names: string[]) => Object.fromEntries(read(...names).overrides);

describe('files of limits for single tenants', () => {
  it('are read by tenant', () => {
    expect(overridesOf('good.yaml')).toEqual({
      'team-a': {
        ingestionRate: 100,
        ingestionBurstSize: 200,
        maxGlobalSeriesPerUser: 2,
        maxQueryLookback: 30 * 86_400_000,
        cardinalityAnalysisEnabled: false,
        rulerMaxRulesPerRuleGroup: Number.POSITIVE_INFINITY,
        rulerMaxRulesPerRuleGroupByNamespace: ['shop=30'],
        alertmanagerNotificationRateLimit: -1,
      },
      default: { maxLabelNamesPerSeries: 5, maxGlobalSeriesPerUser: Number.POSITIVE_INFINITY },
      nothing: {},
    });
  });

  it('say what nothing acts on', () => {
    const { problems, waiting, unneeded } = read('good.yaml');
    expect(problems).toEqual([]);
    expect(unneeded).toEqual(['distributor_limits']);
    expect(waiting).toEqual([
      'overrides.team-a.max_global_metadata_per_user',
      expect.stringMatching(/^overrides\.team-a \(.*good\.yaml:9: retention\.metrics holds for all tenants only\)$/),
    ]);
  });

  it('are laid over each other, limit by limit', () => {
    expect(overridesOf('good.yaml', 'later.yaml')['team-a']).toMatchObject({
      ingestionRate: 300,
      maxGlobalSeriesPerUser: 2,
    });
  });

  it.each(['good.yaml', 'later.yaml', 'mistakes.yaml'])('%s is recognised', (name) => {
    expect(systemOf(fixtures + name).name).toBe('mimir_runtime');
  });
});

describe('mistakes', () => {
  const problemsOf = (name: string) => read(name).problems.map((problem) => problem.replace(/\S*\/runtime\//g, ''));

  it.each([
    [
      'mistakes.yaml',
      [
        'mistakes.yaml:1: override is not a setting of Mimir; did you mean overrides?',
        'mistakes.yaml:4: overrides.team-a.ingestion_rat is not a setting of Mimir; did you mean overrides.team-a.ingestion_rate?',
        'mistakes.yaml:5: overrides.team-a.ingestion_rate: "fast" is not a number that is not negative; the default stays',
        'mistakes.yaml:6: overrides.team-a.max_series_per_user no longer exists in Mimir; it is limits.max_global_series_per_user now',
        'mistakes.yaml:8: overrides.team-b is not a map of settings',
      ],
    ],
    ['not-yaml.yaml', [expect.stringMatching(/^not-yaml\.yaml:3:1: not valid YAML: /)]],
    ['missing.yaml', [expect.stringMatching(/^cannot read missing\.yaml: ENOENT/)]],
  ])('%s', (name, problems) => expect(problemsOf(name)).toEqual(problems));

  it('leave what is right', () => {
    expect(overridesOf('mistakes.yaml')['team-a']).toEqual({ maxLabelNameLength: 7 });
  });
});
