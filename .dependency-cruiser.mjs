/**
 * Which room may import which: `docs/architecture.md` draws the same table. Data flows from left to right, so a room
 * knows the rooms to its left only. Every room may also import `telemetry` and itself.
 */
const rooms = {
  telemetry: [],
  model: [],
  lib: [],
  // The web UI calculates with it too.
  expressions: [],
  wire: ['model', 'lib'],
  storage: ['model', 'lib'],
  vector: ['model', 'lib'],
  pipeline: ['model', 'lib'],
  ingest: ['wire', 'pipeline', 'storage', 'model', 'lib'],
  collect: ['wire', 'pipeline', 'storage', 'model', 'lib'],
  promql: ['vector', 'storage', 'model', 'lib'],
  logql: ['vector', 'storage', 'model', 'lib'],
  traceql: ['vector', 'storage', 'model', 'lib'],
  rules: ['promql', 'logql', 'model', 'lib', 'storage'],
  alerting: ['model', 'lib', 'storage'],
  dashboards: ['model', 'lib', 'storage'],
  api: [
    'wire',
    'storage',
    'vector',
    'pipeline',
    'ingest',
    'collect',
    'promql',
    'logql',
    'traceql',
    'rules',
    'alerting',
    'dashboards',
    'expressions',
    'model',
    'lib',
  ],
  config: ['model', 'lib'],
  app: ['.*'],
  cli: ['app', 'config', 'lib'],
};

/** Of these a room may import types: those that it fills. */
const filled = { config: ['pipeline', 'collect', 'rules', 'alerting', 'dashboards'] };

const roomRules = Object.entries(rooms).flatMap(([room, allowed]) => {
  const from = { path: `^src/${room}/`, pathNot: '\\.test\\.ts$' };
  const types = filled[room] ?? [];
  const comment = `src/${room} may import only: ${[...allowed, 'telemetry', ...types.map((one) => `types of ${one}`)].join(', ')}`;
  const rule = { name: `room-${room}`, comment, severity: 'error', from };
  const beyond = { path: '^src/', pathNot: `^src/(${[room, 'telemetry', ...allowed, ...types].join('|')})/` };
  if (types.length === 0) return [{ ...rule, to: beyond }];
  const values = { path: `^src/(${types.join('|')})/`, dependencyTypesNot: ['type-only'] };
  return [
    { ...rule, to: beyond },
    { ...rule, name: `types-${room}`, to: values },
  ];
});

/** The rooms of the web UI, which know nothing of `src`: the same rule, a room knows those to its left. */
const webRooms = {
  theme: [],
  api: [],
  format: [],
  controls: [],
  app: ['controls', 'theme'],
  time: ['app', 'controls'],
  editor: ['app', 'api', 'controls'],
  graph: ['controls'],
  data: ['api', 'time'],
  logs: ['app', 'controls', 'data'],
  variables: ['data', 'time', 'api', 'app', 'controls', 'editor'],
  charts: ['theme', 'controls'],
  panels: ['theme', 'api', 'controls', 'app', 'time', 'graph', 'data', 'logs', 'variables', 'charts', 'traces'],
  // The panel of traces draws a trace; beside a trace stand panels.
  traces: ['theme', 'api', 'format', 'controls', 'app', 'time', 'graph', 'data', 'logs', 'panels'],
  dashboards: ['theme', 'api', 'controls', 'app', 'time', 'editor', 'data', 'variables', 'charts', 'panels'],
  explore: [
    ...['theme', 'api', 'format', 'controls', 'app', 'time', 'editor', 'data', 'logs', 'charts', 'panels'],
    'traces',
  ],
  services: ['theme', 'api', 'format', 'controls', 'app', 'time', 'graph', 'data', 'panels'],
  alerts: ['api', 'format', 'controls', 'app', 'time', 'data', 'panels', 'services'],
  status: ['api', 'format', 'controls', 'app', 'time', 'data', 'panels'],
};

const webRules = Object.entries(webRooms).map(([room, allowed]) => ({
  name: `web-${room}`,
  comment: `web/src/${room} may import only: ${allowed.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^web/src/${room}/`, pathNot: '\\.test\\.tsx?$|^web/src/app/(pages|routes)' },
  to: { path: '^web/src/', pathNot: `^web/src/(${[room, ...allowed].join('|')})/` },
}));

/** Writers and readers of storage are reached through its interfaces; only the composition root names their makers. */
export default {
  forbidden: [
    ...roomRules,
    ...webRules,
    {
      name: 'web-apart',
      comment: 'the UI talks to the program over HTTP only; expressions are calculated by both',
      severity: 'error',
      from: { path: '^web/src/' },
      to: { path: '^src/', pathNot: '^src/expressions/' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-to-test', severity: 'error', from: { pathNot: '\\.test\\.ts$' }, to: { path: '\\.test\\.ts$' } },
    {
      name: 'no-dev-dependency',
      comment: 'what the program imports must be installed with it',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-unlisted',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
