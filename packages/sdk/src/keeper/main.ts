import { parseArgs } from 'node:util'
import { mnemonicToAccount } from 'viem/accounts'
import { readTime } from '../client/index.ts'
import { LOCAL_CHAIN_IDS } from '../deploy/config.ts'
import { openDeployment } from '../deployments/openDeployment.ts'
import { openKey, readKeySource } from '../keys/index.ts'
import { loanNumberOf, loanReference } from '../notes/index.ts'
import { sentenceOf } from '../terminal/index.ts'
import { type AccountReport, createAccountKeeper } from './keepAccounts.ts'
import { type KeeperReport, keepOnce } from './keepOnce.ts'
import { runKeeper } from './runKeeper.ts'
import { watchLoans } from './watch.ts'
import { watchAccounts } from './watchAccounts.ts'

const usage = `node packages/sdk/src/keeper/main.ts [--rpc URL] [--deployment FILE] [--key-env NAME] [--once]
  --rpc         http://127.0.0.1:8545 if left out
  --deployment  .data/deployments/CHAINID.json if left out
  --key-env     NAME: any key that can pay fees, in the variable NAME, in the file NAME_FILE names, or with the signer at NAME_SIGNER
                for NAME_ADDRESS; on a local chain a development account if left out
  --once        does what is due now and ends`

/** The last of the accounts a local chain funds: nobody else uses it. */
const localKeeper = 19
const developmentMnemonic = 'test test test test test test test test test test test junk'

const told = (report: KeeperReport): string => {
  const loan = loanReference(loanNumberOf(report.loanId))
  if (report.outcome === 'done') return `${loan} ${report.action}: done in ${report.hash}`
  return `${loan} ${report.action}: ${report.outcome}, ${report.reason.message}`
}

const toldOfAccount = (report: AccountReport): string => {
  const what = `${report.account} ${report.action} ${report.id}`
  if (report.outcome === 'done') return `${what}: done in ${report.hash}`
  return `${what}: ${report.outcome}, ${report.reason.message}`
}

const main = async (): Promise<void> => {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      rpc: text,
      deployment: text,
      'key-env': text,
      once: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(usage)
    return
  }
  const { publicClient, walletOf, deployment } = await openDeployment({
    ...{ rpc: values.rpc, file: values.deployment },
  })
  const key = values['key-env'] === undefined ? undefined : readKeySource(values['key-env'], process.env)
  if (key === undefined && (values['key-env'] !== undefined || !LOCAL_CHAIN_IDS.includes(deployment.chainId)))
    throw new Error(
      `None of ${values['key-env'] ?? 'NAME (--key-env)'}, its _FILE and its _SIGNER tells a key.`,
    )
  const account =
    key === undefined ? mnemonicToAccount(developmentMnemonic, { addressIndex: localKeeper }) : openKey(key)
  const context = { publicClient, deployment, walletClient: walletOf(account) }
  const onReport = (report: KeeperReport) => console.log(told(report))
  const onAccountReport = (report: AccountReport) => console.log(toldOfAccount(report))
  if (values.once) {
    const watch = watchLoans(context)
    const reports: (KeeperReport | AccountReport)[] = await keepOnce(context, watch, { onReport })
    await createAccountKeeper(context, watchAccounts(context), { retrySeconds: 0 }).keep(
      await readTime(context),
      {
        onReport: (report) => {
          reports.push(report)
          onAccountReport(report)
        },
      },
    )
    console.log(`${watch.loans.size} loans watched, ${reports.length} tasks.`)
    if (reports.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1
    return
  }
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
  await runKeeper({
    context,
    signal: ending.signal,
    onReport,
    onAccountReport,
    onProblem: (problem) => console.error(sentenceOf(problem)),
  })
}

main().catch((error: unknown) => {
  console.error(`The keeper cannot work: ${sentenceOf(error)}`)
  process.exitCode = 1
})
