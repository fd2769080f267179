// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IAccountPolicy } from "./IAccountPolicy.sol";
import { IPasskeyAccount } from "./IPasskeyAccount.sol";

/// @notice What is behind the calls an account is making.
enum Factors {
    None,
    One,
    Both
}

/// @notice Which factors stand behind the batch that is being made. An account changes itself by calls of such a batch to its own address,
/// and they ask here.
/// @dev Transient and set for the length of one batch alone, so another operation in the same bundle finds nothing of it.
abstract contract SelfCalls is IPasskeyAccount {
    /// @dev `Factors` in a word of its own, which is written without being read.
    uint256 private transient _factors;
    /// @dev How often the owner has said what may be called or spent; while 0 nothing of it need be looked up. It stands here because the
    /// thresholds behind it, which every operation reads, share its word.
    uint64 internal _timesSet;

    modifier onlySelf() {
        _requireSelf();
        _;
    }

    modifier onlySelfWithBothFactors() {
        _requireBothFactors();
        _;
    }

    function _requireSelf() internal view {
        if (msg.sender != address(this)) revert NotSelf(msg.sender);
    }

    function _requireBothFactors() internal view {
        _requireSelf();
        if (_factors != uint256(Factors.Both)) revert BothFactorsNeeded(msg.sig);
    }

    /// @dev No batch runs within another: what a call calls could otherwise have announced calls made in the middle of it.
    function _begin(Factors factors) internal {
        if (_factors != uint256(Factors.None)) revert AlreadyExecuting();
        _factors = uint256(factors);
    }

    function _end() internal {
        _factors = uint256(Factors.None);
    }

    function _policy() internal view virtual returns (IAccountPolicy);
}
