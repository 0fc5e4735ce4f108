/**
 * The borders of the rooms (docs/adr/0002-rooms.md). `npm run lint` checks them; test/architecture proves for each rule, with a probe
 * that breaks it, that it can fail.
 */
const PURE = '^src/engine/(core|model|feel)/';
const SPEC = '\\.(spec|int\\.spec)\\.tsx?$';

export default {
  forbidden: [
    {
      name: 'engine-core-is-pure',
      comment: 'Core, model and FEEL run in the browser too: nothing of Node, no clock of their own.',
      severity: 'error',
      from: { path: PURE, pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-core-knows-no-framework',
      comment: 'The pure engine needs neither Nest nor a database.',
      severity: 'error',
      from: { path: PURE, pathNot: SPEC },
      to: { path: '^(@nestjs/|pg$|typeorm$|fastify$)|node_modules/(@nestjs|pg|typeorm|fastify)/' },
    },
    {
      name: 'engine-core-stays-inside',
      comment: 'The pure engine uses only itself and the port.',
      severity: 'error',
      from: { path: PURE, pathNot: SPEC },
      to: { path: '^src/', pathNot: '^src/engine/(core|model|feel)/|^src/engine/engine\\.ts$' },
    },
    {
      name: 'engine-knows-no-gemeinde',
      comment: 'The engine runs BPMN; it knows nothing of Gemeinden, forms or people.',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: SPEC },
      to: { path: '^src/', pathNot: '^src/(engine|config)/' },
    },
    {
      name: 'engine-only-through-its-port',
      comment: 'Everybody else sends commands and reads records: engine.ts. Model checks and FEEL are pure libraries.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/engine/|^src/(app\\.module|server/start-server)\\.ts$|^src/server/move/|^src/process-package/scenario-engine\\.ts$|' + SPEC,
      },
      to: { path: '^src/engine/', pathNot: '^src/engine/(engine\\.ts|model/index\\.ts|feel/(index|feel)\\.ts)$' },
    },
    {
      name: 'gateway-knows-the-port-alone',
      comment: 'Clients from outside can do what engine.ts offers, through whichever engine serves it; gRPC ends here.',
      severity: 'error',
      from: { path: '^src/engine/gateway/', pathNot: SPEC },
      to: { path: '^src/', pathNot: '^src/engine/(gateway/|engine\\.ts$)|^src/config/' },
    },
    {
      name: 'zeebe-node-in-one-folder',
      comment:
        'The archived client is known in one place, so that another can take its place (docs/adr/0007-product-on-zeebe.md).',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engine/zeebe/client/|' + SPEC },
      to: { path: '^zeebe-node$|node_modules/zeebe-node/' },
    },
    {
      name: 'database-knows-no-feature',
      comment: 'Connections, roles and tenants come first; only the module lists entities.',
      severity: 'error',
      from: { path: '^src/database/', pathNot: 'database\\.module\\.ts$|' + SPEC },
      to: { path: '^src/', pathNot: '^src/(database|config)/' },
    },
    {
      name: 'web-knows-no-face',
      comment: 'Layout and components serve portal and desk; they import neither.',
      severity: 'error',
      from: { path: '^src/web/', pathNot: SPEC },
      to: { path: '^src/(portal|desk|studio|server|worker|rollout|task)/' },
    },
    {
      name: 'portal-and-desk-are-strangers',
      severity: 'error',
      comment: 'What both faces need lies in src/web or in a module of its own.',
      from: { path: '^src/(portal|desk)/', pathNot: SPEC },
      to: { path: '^src/(portal|desk|studio)/', pathNot: '^src/$1/' },
    },
    {
      name: 'rooms-below-know-no-face',
      comment: 'Cases, tasks, documents and workers do not know who shows them.',
      severity: 'error',
      from: {
        path: '^src/(case|task|form|document|worker|rollout|process-package|municipality|identity|audit|operations|ech|calendar)/',
        pathNot: SPEC,
      },
      to: { path: '^src/(portal|desk|studio|web|server|demo)/' },
    },
    {
      name: 'demo-is-optional',
      comment: 'Only the composition and the sign-in page know the demo.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(demo|server)/|^src/app\\.module\\.ts$|^src/desk/sign-in/|' + SPEC },
      to: { path: '^src/demo/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Circles hide which room needs which; types may point both ways.',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
