/**
 * The arrows of the house. Each rule reads: files under `from` may import nothing of ours outside `may`.
 * There is no exemption list: a rule that hurts is a sign that a file stands in the wrong room.
 */
const ours = '^(src|adapters|tests|bench)/';
const only = (name, from, may) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: ours, pathNot: may },
});
const core = '^src/(model(-articles|-briefings|-digests|-chat)?|errors)\\.ts$';
const ports = '^src/(model(-articles|-briefings|-digests|-chat)?|errors|ports(-platform|-store)?)\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('model-imports-nothing', core, '^src/model-(articles|briefings|digests|chat)\\.ts$'),
    only('ports-import-the-model', '^src/ports(-platform|-store)?\\.ts$', [core, '^src/ports-(platform|store)\\.ts$']),
    only('config-imports-errors', '^src/config\\.ts$', core),
    only('schedule-imports-the-model', '^src/schedule\\.ts$', [core, '^src/zones\\.(ts|json)$']),
    only('zones-and-scope-import-the-model', '^src/(zones|reader-scope)\\.ts$', [core, '^src/zones\\.json$']),
    only('ingest-stands-alone', '^src/ingest/', [ports, '^src/ingest/']),
    only('analyse-stands-alone', '^src/analyse/', [ports, '^src/analyse/']),
    only('brief-stands-alone', '^src/brief/', [core, '^src/brief/']),
    only('desk-joins-the-stages', '^src/desk\\.ts$', [
      ports,
      '^src/(schedule|reader-scope)\\.ts$',
      '^src/(analyse|brief)/',
    ]),
    only('store-knows-ports', '^src/store/', [ports, '^src/store/']),
    only('chat-uses-stages', '^src/chat/', [
      ports,
      '^src/(desk\\.ts|reader-scope\\.ts|schedule\\.ts|chat/|ingest/|analyse/|brief/)',
    ]),
    only('deliver-uses-stages', '^src/deliver/', [
      ports,
      '^src/(desk\\.ts|reader-scope\\.ts|schedule\\.ts|deliver/|ingest/|analyse/|brief/)',
    ]),
    only('live-joins-feeds-and-desk', '^src/live/', [
      ports,
      '^src/(desk\\.ts|schedule\\.ts|live/|ingest/|analyse/|brief/)',
    ]),
    ...['slack', 'discord', 'web', 'terminal'].map((name) =>
      only(`${name}-stands-alone`, `^adapters/${name}/`, [
        ports,
        '^adapters/(text|typed|chart-schema)\\.ts$',
        `^adapters/${name}/`,
      ]),
    ),
    only('chart-stands-alone', '^adapters/chart/', [ports, '^adapters/chart/']),
    only('links-are-a-leaf', '^adapters/links\\.ts$', [ports, '^adapters/text\\.ts$']),
    only('adapter-text-is-a-leaf', '^adapters/(text|typed|chart-schema)\\.ts$', [core, '^src/schedule\\.ts$']),
    {
      name: 'pure-stages',
      severity: 'error',
      from: { path: '^src/(analyse|brief)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { path: '^(tests|bench)/' },
    },
    {
      name: 'no-dev-dependency-in-product',
      severity: 'error',
      from: { path: '^(src|adapters)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
