// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice All that is stored of a series, in one word. Low to high: supply (83 bits), released (83), paidIn (88), refunded (1).
/// Amounts in base units of the series' currency. Released never exceeds supply; escrow is the difference.
type SeriesState is uint256;

using {
    supply,
    released,
    paidIn,
    escrow,
    isShared,
    isRefunded,
    withSubscribed,
    withPaidIn
} for SeriesState global;

uint256 constant GREATEST_SUPPLY = (1 << 83) - 1;
uint256 constant GREATEST_PAID_IN = (1 << 88) - 1;
uint256 constant REFUNDED = 1 << 254;

/// @dev The caller holds the figures within their widths.
function packSeries(uint256 supply_, uint256 released_, uint256 paidIn_) pure returns (SeriesState) {
    return SeriesState.wrap(supply_ | (released_ << 83) | (paidIn_ << 166));
}

/// @dev All escrow of a failed raise is what its holders claim.
function packRefunded(uint256 supply_, uint256 paidIn_) pure returns (SeriesState) {
    return SeriesState.wrap(supply_ | (supply_ << 83) | (paidIn_ << 166) | REFUNDED);
}

/// @dev The caller holds the supply within its width.
function withSubscribed(SeriesState state, uint256 amount) pure returns (SeriesState) {
    unchecked {
        return SeriesState.wrap(SeriesState.unwrap(state) + amount);
    }
}

/// @dev The caller holds what is paid in within its width. A refunded series stays one.
function withPaidIn(SeriesState state, uint256 amount) pure returns (SeriesState) {
    unchecked {
        return SeriesState.wrap(SeriesState.unwrap(state) + (amount << 166));
    }
}

function supply(SeriesState state) pure returns (uint256) {
    return SeriesState.unwrap(state) & GREATEST_SUPPLY;
}

function released(SeriesState state) pure returns (uint256) {
    return (SeriesState.unwrap(state) >> 83) & GREATEST_SUPPLY;
}

function paidIn(SeriesState state) pure returns (uint256) {
    return (SeriesState.unwrap(state) >> 166) & GREATEST_PAID_IN;
}

function escrow(SeriesState state) pure returns (uint256) {
    return state.supply() - state.released();
}

/// @notice Whether cash was ever shared over the notes, which fixes the supply.
function isShared(SeriesState state) pure returns (bool) {
    return SeriesState.unwrap(state) >> 166 != 0;
}

/// @notice Whether the raise failed: what its holders claim is their own money back.
function isRefunded(SeriesState state) pure returns (bool) {
    return SeriesState.unwrap(state) >> 254 != 0;
}
