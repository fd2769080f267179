import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import {
  type Address,
  concatHex,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  hexToBytes,
  padHex,
  parseAbi,
  parseAbiParameters,
  parseUnits,
  toHex,
} from 'viem'
import { entryPoint08Abi } from 'viem/account-abstraction'
import { mnemonicToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { currencyAbi } from '../abi/index.ts'
import { connect } from '../client/index.ts'
import { startAnvil } from '../fixtures/anvil.ts'
import { iPasskeyAccountAbi, passkeyAccountFactoryAbi } from '../generated/abi/index.ts'
import { localConfig } from './config.ts'
import { deployHurong } from './deployHurong.ts'

const rpId = 'localhost'
const curveOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest()

/** What an authenticator and a browser make of a challenge, in the bytes the account reads. */
const aPasskey = (verifier: Address) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (text: string) => padHex(toHex(Buffer.from(text, 'base64url')), { size: 32 })
  const rpIdHash = sha256(Buffer.from(rpId))
  const signer = concatHex([verifier, coordinate(x), coordinate(y), toHex(rpIdHash)])
  const assert = (challenge: Hex): Hex => {
    const text = Buffer.from(hexToBytes(challenge)).toString('base64url')
    const clientDataJSON = `{"type":"webauthn.get","challenge":"${text}","origin":"http://localhost","crossOrigin":false}`
    const authenticatorData = Buffer.concat([rpIdHash, Buffer.from([0x1d, 0, 0, 0, 0])])
    const signed = Buffer.concat([authenticatorData, sha256(Buffer.from(clientDataJSON))])
    const signature = sign('sha256', signed, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    const r = BigInt(toHex(signature.subarray(0, 32)))
    const s = BigInt(toHex(signature.subarray(32)))
    return encodeAbiParameters(parseAbiParameters('uint256, uint256, uint256, uint256, bytes, string'), [
      r,
      s > curveOrder / 2n ? curveOrder - s : s,
      BigInt(clientDataJSON.indexOf('"challenge"')),
      BigInt(clientDataJSON.indexOf('"type"')),
      toHex(authenticatorData),
      clientDataJSON,
    ])
  }
  return { signer, assert }
}

test('the first operation of a passkey makes its account and pays within the limit', async () => {
  const chain = await startAnvil()
  try {
    const relayer = mnemonicToAccount('test test test test test test test test test test test junk')
    const { publicClient, walletOf } = await connect(chain.url)
    const { deployment } = await deployHurong({
      publicClient,
      walletClient: walletOf(relayer),
      config: localConfig(relayer.address),
    })
    const factory = {
      address: deployment.accounts?.factory as Address,
      abi: passkeyAccountFactoryAbi,
    } as const
    const entryPoint = { address: deployment.accounts?.entryPoint as Address, abi: entryPoint08Abi } as const
    const currency = deployment.currencies[0]?.address as Address
    const payee: Address = '0x00000000000000000000000000000000000a11ce'
    const phone = aPasskey(await publicClient.readContract({ ...factory, functionName: 'verifier' }))
    const salt: Hex = padHex('0x01', { size: 32 })
    const setup = {
      signers: { signers: [phone.signer], weights: [2n], threshold: 2n, secondThreshold: 3n },
      trustees: [],
      trusteesNeeded: 0n,
      policy: deployment.accounts?.policy as Address,
    } as const
    const args = [setup, salt] as const
    const sender = await publicClient.readContract({ ...factory, functionName: 'addressOf', args })
    const amount = parseUnits('150', 6)
    const call = (functionName: 'faucet' | 'transfer', given: unknown[]) => ({
      target: currency,
      value: 0n,
      callData: encodeFunctionData({ abi: currencyAbi, functionName, args: given as never }),
    })
    const executionData = encodeAbiParameters(
      parseAbiParameters([
        'Execution[]',
        'struct Execution { address target; uint256 value; bytes callData; }',
      ]),
      [[call('faucet', [amount]), call('transfer', [payee, amount])]],
    )
    const operation = {
      sender,
      nonce: 0n,
      initCode: concatHex([
        factory.address,
        encodeFunctionData({ ...factory, functionName: 'createAccount', args }),
      ]),
      callData: encodeFunctionData({
        abi: iPasskeyAccountAbi,
        functionName: 'execute',
        args: [padHex('0x01', { size: 32, dir: 'right' }), executionData],
      }),
      // Verification, then the call.
      accountGasLimits: concatHex([toHex(1_500_000, { size: 16 }), toHex(500_000, { size: 16 })]),
      preVerificationGas: 0n,
      // A relayer who is paid otherwise asks for nothing.
      gasFees: padHex('0x', { size: 32 }),
      paymasterAndData: '0x',
      signature: '0x',
    } as const
    const hash = await publicClient.readContract({
      ...entryPoint,
      functionName: 'getUserOpHash',
      args: [operation],
    })
    const signature = encodeAbiParameters(parseAbiParameters('bytes[], bytes[]'), [
      [phone.signer],
      [phone.assert(hash)],
    ])
    const sent = await walletOf(relayer).writeContract({
      ...entryPoint,
      functionName: 'handleOps',
      args: [[{ ...operation, signature }], relayer.address],
      chain: null,
    })
    await publicClient.waitForTransactionReceipt({ hash: sent })
    const balance = await publicClient.readContract({
      address: currency,
      abi: currencyAbi,
      functionName: 'balanceOf',
      args: [payee],
    })
    expect(balance).toBe(amount)
    const account = { address: sender, abi: iPasskeyAccountAbi } as const
    expect(
      await publicClient.readContract({ ...account, functionName: 'spentOf', args: [currency] }),
    ).toEqual([amount, amount])
    const nonces = parseAbi(['function getNonce(address, uint192) view returns (uint256)'])
    const next = {
      address: entryPoint.address,
      abi: nonces,
      functionName: 'getNonce',
      args: [sender, 0n],
    } as const
    expect(await publicClient.readContract(next)).toBe(1n)
  } finally {
    await chain.close()
  }
})
