// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";
import { IPasskeyAccountFactory } from "./IPasskeyAccountFactory.sol";
import { PasskeyAccount } from "./PasskeyAccount.sol";
import { PasskeyVerifier } from "./PasskeyVerifier.sol";

/// @title PasskeyAccountFactory
/// @notice Makes accounts by CREATE2: `IPasskeyAccountFactory` tells the rules. It has no owner and keeps nothing.
contract PasskeyAccountFactory is IPasskeyAccountFactory {
    /// @inheritdoc IPasskeyAccountFactory
    address public immutable implementation;
    /// @inheritdoc IPasskeyAccountFactory
    address public immutable verifier;

    constructor() {
        implementation = address(new PasskeyAccount());
        verifier = address(new PasskeyVerifier());
    }

    /// @inheritdoc IPasskeyAccountFactory
    function createAccount(IPasskeyAccount.Setup calldata setup, bytes32 salt)
        external
        returns (address account)
    {
        account = addressOf(setup, salt);
        if (account.code.length != 0) return account;
        if (setup.policy.code.length == 0) revert PolicyMissing(setup.policy);
        Clones.cloneDeterministicWithImmutableArgs(
            implementation, abi.encodePacked(setup.policy), _saltOf(setup, salt)
        );
        IPasskeyAccount(account).initialize(setup);
        emit AccountCreated(account, setup.policy, salt);
    }

    /// @inheritdoc IPasskeyAccountFactory
    function addressOf(IPasskeyAccount.Setup calldata setup, bytes32 salt) public view returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(
            implementation, abi.encodePacked(setup.policy), _saltOf(setup, salt)
        );
    }

    function _saltOf(IPasskeyAccount.Setup calldata setup, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(setup, salt));
    }
}
