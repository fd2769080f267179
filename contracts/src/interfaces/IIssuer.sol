// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What `Notes` asks of a contract that issues series.
/// @dev `Notes` has no allowance from anybody: cash is moved by the issuer, out of the allowance people gave to that issuer's
/// fixed code. An issuer registered later can so never reach an allowance given to an earlier one.
interface IIssuer {
    /// @notice Moves `amount` of `currency` from `payer` to `Notes`. Called by `Notes` alone, inside a call of this issuer to it.
    /// @dev `Notes` measures what arrived by its own balance and believes nothing else.
    function pay(address currency, address payer, uint256 amount) external;
}
