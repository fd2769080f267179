import { describe, expect, test } from 'vitest'
import { deadNames } from './doc-names.ts'

const files: Record<string, string> = {
  'docs/adr/0001-first.md': '',
  'packages/finance/src/share.test.ts': "test('is shared to the unit whatever happens', …)",
  'contracts/test/Handler.sol': 'function _compare() private {}',
}

const deadIn = (document: string) =>
  deadNames(new Map([['docs/page.md', document]]), {
    has: (path) => Object.keys(files).some((file) => file === path || file.startsWith(`${path}/`)),
    ending: (end) =>
      Object.keys(files).flatMap((file) => (file.endsWith(`/${end}`) ? [files[file] ?? ''] : [])),
    solidityTests: new Set(['test_Shares', 'invariant_NothingIsLost']),
    scripts: new Set(['verify', 'build']),
  }).map(({ line, text }) => `${line} ${text}`)

test.each([
  [
    'a link beside the document',
    'see [one](adr/0001-first.md#choice), [all](adr) and [out](https://example.org/docs/none.md)',
  ],
  [
    'a path from the root, in a command too',
    '`node packages/finance/src/share.test.ts --out docs/models/NAME`',
  ],
  [
    'parts of tests of a file',
    '`share.test.ts`: `is shared to the unit…`, `…whatever happens`; `Handler.sol` `_compare`',
  ],
  ['what a build writes', '`npm run build` writes `packages/sdk/dist`'],
  ['tests of contracts', '`Handler.sol`, `test_Shares`, `invariant_NothingIsLost`'],
  [
    'a command of the root, and one of a package',
    '`npm run --silent verify -- --loan 1`, `npm run vectors -w @hurong/finance`',
  ],
])('lets stand %s', (_, document) => {
  expect(deadIn(document)).toEqual([])
})

describe('finds', () => {
  test.each([
    ['a link that leads nowhere', 'a\n[one](adr/0002-second.md)', '2 adr/0002-second.md'],
    ['a file that was moved', 'in `packages/finance/src/gone.ts`', '1 packages/finance/src/gone.ts'],
    ['a file named alone that is nowhere', '(`gone/terms.ts`)', '1 gone/terms.ts'],
    ['a test that was renamed', '`share.test.ts`: `is shared…`, `is lost…`', '1 is lost…'],
    ['a function that is not in its file', '`Handler.sol` `_forget`', '1 _forget'],
    ['a test of the contracts that is not there', '`test_Loses`', '1 test_Loses'],
    ['a command that does not exist', '```sh\nnpm run verfy\n```', '2 verfy'],
  ])('%s', (_, document, dead) => {
    expect(deadIn(document)).toEqual([dead])
  })
})
