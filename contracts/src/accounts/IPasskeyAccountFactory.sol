// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IPasskeyAccount } from "./IPasskeyAccount.sol";

/// @notice Makes accounts. An account's address follows from all it begins with, so nobody can put other signers at it. As ERC-4337
/// `initCode` and ERC-6492 prefix: the factory's address and a call of `createAccount`.
interface IPasskeyAccountFactory {
    event AccountCreated(address indexed account, address indexed policy, bytes32 salt);

    /// @notice There is no policy at this address.
    error PolicyMissing(address policy);

    /// @notice Makes the account, or does nothing if it is there already. Anybody may call it.
    function createAccount(IPasskeyAccount.Setup calldata setup, bytes32 salt)
        external
        returns (address account);
    function addressOf(IPasskeyAccount.Setup calldata setup, bytes32 salt)
        external
        view
        returns (address account);
    /// @notice The code all accounts run.
    function implementation() external view returns (address);
    /// @notice The ERC-7913 verifier of passkeys, the first 20 bytes of a passkey as signer.
    function verifier() external view returns (address);
}
