import type { CreditModel, Page } from '@hurong/sdk/api'
import type { Site } from './site.ts'

/** Every page by what it shows; those of one loan or person take one of the market's. */
export async function everyPage(site: Site): Promise<ReadonlyMap<string, string>> {
  const [[running], [open], models] = await Promise.all([
    site.loans('status=late&limit=1'),
    site.loans('status=funding&limit=1'),
    site.ask<Page<CreditModel>>('/models'),
  ])
  if (!running || !open) throw new Error('The market has no late loan, or none to fund.')
  const [model] = models.items
  if (!model) throw new Error('No credit model is registered.')
  return new Map([
    ['home', '/'],
    ['market', '/market'],
    ['market on cards', '/market?view=cards'],
    ['a late loan', `/loans/${running.number}`],
    ['a loan being funded', `/loans/${open.number}`],
    ['funding a loan', `/loans/${open.number}/fund`],
    ['portfolio', '/portfolio'],
    ['borrow', '/borrow'],
    ['my loans', '/my-loans'],
    ['account', '/account'],
    ['sign-in and codes', '/account/security'],
    ['recovering an account', '/account/recover'],
    ['joining an account', `/account/join#account=0x${'ab'.repeat(20)}`],
    ['who lets themselves be named', `/account/trustee#address=0x${'ab'.repeat(20)}`],
    ['explorer', '/explorer'],
    ['a loan in the explorer', `/explorer?q=L-${running.number}`],
    ['powers', '/explorer/powers'],
    ['credit models', '/models'],
    ['a credit model', `/models/${model.modelHash}`],
    ['the underwriters’ queue', '/underwriting'],
    ['the whole book', '/explorer/book'],
    ['a participant', `/participants/${running.borrowerId}`],
    ['learn', '/learn'],
    ['a page that does not exist', '/nowhere'],
  ])
}
