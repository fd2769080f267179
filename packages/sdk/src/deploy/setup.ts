import type { Abi, Address, Hex } from 'viem'
import { encodeFunctionData, toFunctionSelector } from 'viem'
import { type ContractName, contractAbis } from '../abi/index.ts'
import { type ReadContext, read } from '../client/index.ts'
import { productToChain } from '../loans/index.ts'
import type { DeployConfig, FirstProduct } from './config.ts'
import { ROLES, type RoleName, roleFunctions } from './roles.ts'
import type { Signer } from './signer.ts'
import type { DeployStep } from './steps.ts'

const call = (
  context: ReadContext,
  signer: Signer,
  contract: ContractName,
  functionName: string,
  args: readonly unknown[],
) =>
  signer.send({
    to: context.deployment.contracts[contract],
    data: encodeFunctionData({ abi: contractAbis[contract] as Abi, functionName, args }),
  })

const selectorOf = (contract: ContractName, functionName: string): Hex => {
  const abi = contractAbis[contract] as Abi
  const item = abi.find((entry) => entry.type === 'function' && entry.name === functionName)
  if (item?.type !== 'function') throw new Error(`${contract} has no function ${functionName}.`)
  return toFunctionSelector(item)
}

/** Whether a function is some role's already and no longer the admin's. */
const isGiven = async (context: ReadContext, contract: ContractName, functionName: string) => {
  const target = context.deployment.contracts[contract]
  const selector = selectorOf(contract, functionName)
  return (await read(context, 'accessManager', 'getTargetFunctionRole', [target, selector])) !== ROLES.admin
}

/**
 * What must be there before anybody comes: the issuer, policies, products and fees. While no function has a role of its own
 * the admin may call all of them, so this stands before the roles.
 */
export const contentSteps = (
  context: ReadContext,
  signer: Signer,
  config: DeployConfig,
  products: readonly FirstProduct[],
): DeployStep[] => {
  const { loans } = context.deployment.contracts
  return [
    {
      name: 'issuer Loans',
      isDone: async () => (await read(context, 'notes', 'issuerCount', [])) > 0,
      perform: () => call(context, signer, 'notes', 'registerIssuer', [loans]),
    },
    ...config.policies.map(({ policyId, name, policy }) => ({
      name: `policy ${name}`,
      isDone: async () => {
        const set = await read(context, 'participants', 'policy', [policyId])
        // One that was changed since is not set back.
        return set.perLoan + set.perPair + set.per12Months + set.perBorrower > 0
      },
      perform: () => call(context, signer, 'participants', 'setPolicy', [policyId, policy]),
    })),
    ...context.deployment.currencies.map(({ address, decimals, symbol }) => ({
      name: `second signature of assessments in ${symbol}`,
      // Once the roles are given it is the governor's, who may want two signatures always.
      isDone: async () =>
        (await read(context, 'creditRecord', 'secondSignatureAbove', [address])) > 0n ||
        (await isGiven(context, 'creditRecord', 'setSecondSignatureAbove')),
      perform: () =>
        call(context, signer, 'creditRecord', 'setSecondSignatureAbove', [
          address,
          BigInt(config.secondSignatureAbove) * 10n ** BigInt(decimals),
        ]),
    })),
    ...products.flatMap(({ name, product, originationFee }, index) => [
      {
        name: `product ${name}`,
        isDone: async () => (await read(context, 'loans', 'productCount', [])) > index,
        perform: () => call(context, signer, 'loans', 'setProduct', [0, productToChain(product)]),
      },
      {
        name: `fee of product ${name}`,
        isDone: async () => (await read(context, 'fees', 'announcedFeeOf', [index + 1]))[1] > 0n,
        perform: () => call(context, signer, 'fees', 'announceFee', [index + 1, originationFee]),
      },
    ]),
  ]
}

const grantStep = (
  context: ReadContext,
  signer: Signer,
  role: RoleName,
  account: Address,
  delay: number,
): DeployStep => ({
  name: `${role} ${account}`,
  isDone: async () => {
    const [member, current] = await read(context, 'accessManager', 'hasRole', [ROLES[role], account])
    return member && current === delay
  },
  perform: () => call(context, signer, 'accessManager', 'grantRole', [ROLES[role], account, delay]),
})

/** Which function needs which role, and who has it. */
export const roleSteps = (
  context: ReadContext,
  signer: Signer,
  { powers, underwriters }: DeployConfig,
): DeployStep[] => {
  const wiring = roleFunctions.map(({ role, contract, functions }) => {
    const selectors = functions.map((name) => selectorOf(contract, name))
    const target = context.deployment.contracts[contract]
    return {
      name: `${role} may call ${contract}.${functions.join(', ')}`,
      isDone: async () => {
        const roles = await Promise.all(
          selectors.map((selector) =>
            read(context, 'accessManager', 'getTargetFunctionRole', [target, selector]),
          ),
        )
        return roles.every((found) => found === ROLES[role])
      },
      perform: () =>
        call(context, signer, 'accessManager', 'setTargetFunctionRole', [target, selectors, ROLES[role]]),
    }
  })
  return [
    grantStep(context, signer, 'issuer', context.deployment.contracts.loans, 0),
    grantStep(context, signer, 'operator', powers.operator.account, powers.operator.delay),
    grantStep(context, signer, 'verifier', powers.verifier.account, 0),
    grantStep(context, signer, 'guardian', powers.guardian.account, 0),
    grantStep(context, signer, 'registrar', powers.registrar.account, powers.registrar.delay),
    grantStep(context, signer, 'governor', powers.governor.account, powers.governor.delay),
    grantStep(context, signer, 'treasurer', powers.treasurer.account, powers.treasurer.delay),
    ...underwriters.map((account) => grantStep(context, signer, 'underwriter', account, 0)),
    ...wiring,
  ]
}

const noDeployer = (config: DeployConfig, address: Address) =>
  config.powers.admin.account.toLowerCase() !== address.toLowerCase()

/** A deployer who hands the admin's power over keeps no other role either, but those the configuration gives them. */
export const leaveSteps = (context: ReadContext, signer: Signer, config: DeployConfig): DeployStep[] => {
  if (!noDeployer(config, signer.address)) return []
  const isMeant = (account: Address) => account.toLowerCase() === signer.address.toLowerCase()
  const { powers, underwriters } = config
  const kept = [
    ...Object.entries(powers).flatMap(([role, { account }]) => (isMeant(account) ? [role] : [])),
    ...(underwriters.some(isMeant) ? ['underwriter'] : []),
  ]
  const left = (Object.keys(ROLES) as RoleName[]).filter((role) => role !== 'admin' && !kept.includes(role))
  return left.map((role) => ({
    name: `${signer.address} is no ${role}`,
    isDone: async () => !(await read(context, 'accessManager', 'hasRole', [ROLES[role], signer.address]))[0],
    perform: () => call(context, signer, 'accessManager', 'renounceRole', [ROLES[role], signer.address]),
  }))
}

/** Last of all the deployer gives the admin's power away, or puts the delay on their own. */
export const adminSteps = (context: ReadContext, signer: Signer, { powers }: DeployConfig): DeployStep[] => {
  const { account, delay } = powers.admin
  const grant = grantStep(context, signer, 'admin', account, delay)
  if (account.toLowerCase() === signer.address.toLowerCase()) return [grant]
  return [
    grant,
    {
      name: `${signer.address} is no longer admin`,
      isDone: async () =>
        !(await read(context, 'accessManager', 'hasRole', [ROLES.admin, signer.address]))[0],
      perform: () => call(context, signer, 'accessManager', 'renounceRole', [ROLES.admin, signer.address]),
    },
  ]
}
