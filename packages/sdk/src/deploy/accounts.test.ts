import { type Address, concatHex, type Hex, toFunctionSelector } from 'viem'
import { entryPoint08Abi } from 'viem/account-abstraction'
import { mnemonicToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { connect } from '../client/index.ts'
import { parseDeployment } from '../deployments/index.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { iPasskeyAccountAbi, passkeyAccountFactoryAbi, platformPolicyAbi } from '../generated/abi/index.ts'
import { localConfig } from './config.ts'
import { proxyAddress } from './create2.ts'
import { deployHurong } from './deployHurong.ts'

const deployer = mnemonicToAccount('test test test test test test test test test test test junk')
const config = localConfig(deployer.address)

const deployed = async (url: string) => {
  const { publicClient, walletOf } = await connect(url)
  const names: string[] = []
  const deploy = async () => {
    names.length = 0
    return deployHurong({
      publicClient,
      walletClient: walletOf(deployer),
      config,
      onStep: ({ name, outcome }) => names.push(`${name}: ${outcome}`),
    })
  }
  return { publicClient, walletOf, names, deploy }
}

test('a bare chain gets the deployment proxy, and the EntryPoint where public chains have it', async () => {
  const chain = await startAnvil('--disable-default-create2-deployer')
  try {
    const { publicClient, names, deploy } = await deployed(chain.url)
    expect(await publicClient.getCode({ address: proxyAddress })).toBeUndefined()
    const { deployment } = await deploy()
    expect(names).toContain('deployment proxy: done')
    expect(names).toContain('EntryPoint: done')
    expect(deployment.accounts?.entryPoint).toBe('0x4337084d9e255ff0702461cf8895ce9e3b5ff108')
    const entryPoint = { address: deployment.accounts?.entryPoint as Address, abi: entryPoint08Abi } as const
    const [, name, version] = await publicClient.readContract({
      ...entryPoint,
      functionName: 'eip712Domain',
    })
    expect([name, version]).toEqual(['ERC4337', '1'])
    const again = await deploy()
    expect(again.performed).toBe(0)
    // The block of the first contract is looked up again, which tells it apart from the proxy's before it.
    expect({ ...again.deployment, deployedAtBlock: 0 }).toEqual({ ...deployment, deployedAtBlock: 0 })
    expect(parseDeployment(JSON.parse(JSON.stringify(deployment)))).toEqual(deployment)
  } finally {
    await chain.close()
  }
})

test('an account of the platform may call it and pay within the limits', async () => {
  const chain = await startAnvil()
  try {
    const { publicClient, walletOf, names, deploy } = await deployed(chain.url)
    const { deployment } = await deploy()
    expect(names).toContain('deployment proxy: already there')
    const factory = {
      address: deployment.accounts?.factory as Address,
      abi: passkeyAccountFactoryAbi,
    } as const
    const verifier = await publicClient.readContract({ ...factory, functionName: 'verifier' })
    const passkey = concatHex([
      verifier,
      `0x${'11'.repeat(32)}`,
      `0x${'22'.repeat(32)}`,
      `0x${'33'.repeat(32)}`,
    ])
    const setup = {
      signers: { signers: [passkey], weights: [2n], threshold: 2n, secondThreshold: 3n },
      trustees: [],
      trusteesNeeded: 0n,
      policy: deployment.accounts?.policy as Address,
    } as const
    const salt: Hex = `0x${'00'.repeat(32)}`
    const args = [setup, salt] as const
    const address = await publicClient.readContract({ ...factory, functionName: 'addressOf', args })
    const hash = await walletOf(deployer).writeContract({
      ...factory,
      functionName: 'createAccount',
      args,
      chain: null,
    })
    await publicClient.waitForTransactionReceipt({ hash })
    const account = { address, abi: iPasskeyAccountAbi } as const
    const set = await publicClient.readContract({ ...account, functionName: 'signerSet' })
    expect(set).toEqual({ ...setup.signers, signers: [passkey.toLowerCase()] })
    const currency = deployment.currencies[0]?.address as Address
    const permission = (target: Address, signature: string) =>
      publicClient.readContract({
        ...account,
        functionName: 'permissionOf',
        args: [target, toFunctionSelector(signature)],
      })
    expect(await permission(deployment.contracts.loans, 'fund(uint256,uint256,address)')).toBe(2)
    expect(await permission(deployment.contracts.loans, 'withdraw(uint256,uint256)')).toBe(3)
    expect(await permission(deployment.contracts.loans, 'setWallet(uint256,address)')).toBe(1)
    expect(await permission(currency, 'transfer(address,uint256)')).toBe(3)
    expect(await permission(deployment.contracts.accessManager, 'execute(address,bytes)')).toBe(0)
    const limit = await publicClient.readContract({
      ...account,
      functionName: 'spendingLimitOf',
      args: [currency],
    })
    expect(limit).toEqual([5_000_000_000n, 200_000_000n])
    const domains = await publicClient.readContract({
      address: deployment.accounts?.policy as Address,
      abi: platformPolicyAbi,
      functionName: 'domains',
    })
    expect(domains).toHaveLength(2)
  } finally {
    await chain.close()
  }
})
