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

/// @notice What `Participants` asks of an issuer where a limit or a relation of a participant makes it look who raised the money.
interface IExposure {
    /// @notice Participant id of who raises or raised the money of a series; 0 if nobody in particular.
    function raiserOf(uint256 id) external view returns (uint32 participantId);
    /// @notice Loans of a participant that are funding, waiting for the draw, running or in default.
    function liveLoansOf(uint32 participantId) external view returns (uint256[] memory ids);
    /// @notice Principal not yet repaid of one of these, in base units; before the draw what was raised so far.
    function outstandingOf(uint256 id) external view returns (uint256);
}
