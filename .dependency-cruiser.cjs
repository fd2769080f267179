// Who may import whom (docs/architecture.md draws it): `finance` stands at the bottom, the programs at the top. Circles
// are Biome's to find (noImportCycles).
const house = ['finance', 'tape', 'scoring', 'chain', 'sdk'].map((name) => `packages/${name}`)

/** Modules of one workspace may import these other workspaces and no further. */
const may = (from, workspaces) => ({
  name: `${from.replaceAll('/', '-')}-imports`,
  comment: `${from} may import ${workspaces.join(', ') || 'nothing'} of this house`,
  severity: 'error',
  // Tests may start what the program itself must not know, such as a chain.
  from: { path: `^${from}/`, pathNot: '[.](test|e2e)[.]tsx?$|/(fixtures|e2e)/' },
  to: {
    path: '^(packages|apps|contracts|bench|bootstrap)/',
    pathNot: [from, ...workspaces].map((path) => `^${path}/`),
  },
})

module.exports = {
  forbidden: [
    may('packages/finance', []),
    may('packages/chain', []),
    may('packages/tape', ['packages/finance']),
    may('packages/scoring', ['packages/finance', 'packages/tape']),
    may('packages/sdk', ['packages/finance']),
    may('apps/server', ['packages/finance', 'packages/scoring', 'packages/sdk']),
    may('apps/web', ['packages/finance', 'packages/scoring', 'packages/sdk']),
    may('apps/platform', [...house, 'apps/server']),
    may('contracts', []),
    {
      name: 'surface-only',
      comment: 'another workspace is used through its index or another declared export',
      severity: 'error',
      from: { path: '^(packages|apps)/([^/]+)/' },
      to: { path: '^(packages|apps)/[^/]+/src/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
    {
      name: 'scoring-in-the-browser',
      comment: 'what scores, explains and prices one loan runs in a page: nothing under it may need Node',
      severity: 'error',
      from: { path: '^packages/scoring/src/(explain|price|apply|model)/', pathNot: '[.]test[.]ts$' },
      to: {
        path: '^packages/scoring/src/(tape|card|cli|learn)/|^(node:)?(fs|path|stream|zlib|crypto|os)$',
        reachable: true,
      },
    },
    {
      name: 'not-resolvable',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated)/|^contracts/(out|cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
