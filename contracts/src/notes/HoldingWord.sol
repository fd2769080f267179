// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { SeriesState } from "./SeriesState.sol";

/// @notice All that is stored of one holder in one series, in one word. Low to high: balance (83 bits), remainder (83), paidInSeen (88).
/// @dev Cash is paid out in whole units; the fraction, a numerator over the supply, stays in `remainder` and is added to the
/// holder's next share. While `paidInSeen` is 0 that field holds the time of the holder's latest subscription instead: a
/// fraction can only arise once cash was shared, and notes can only be subscribed before.
type HoldingWord is uint256;

using { balance, paidInSeen, remainder, subscribedAt, settle } for HoldingWord global;

uint256 constant FIELD = (1 << 83) - 1;

function packHolding(uint256 balance_, uint256 paidInSeen_, uint256 remainderOrTime)
    pure
    returns (HoldingWord)
{
    return HoldingWord.wrap(balance_ | (remainderOrTime << 83) | (paidInSeen_ << 166));
}

function balance(HoldingWord word) pure returns (uint256) {
    return HoldingWord.unwrap(word) & FIELD;
}

function paidInSeen(HoldingWord word) pure returns (uint256) {
    return HoldingWord.unwrap(word) >> 166;
}

function remainder(HoldingWord word) pure returns (uint256) {
    return word.paidInSeen() == 0 ? 0 : (HoldingWord.unwrap(word) >> 83) & FIELD;
}

function subscribedAt(HoldingWord word) pure returns (uint256) {
    return word.paidInSeen() == 0 ? (HoldingWord.unwrap(word) >> 83) & FIELD : 0;
}

/// @notice The holding after all cash paid in so far, and the cash that is due for it.
/// @return next The holding, having seen all cash.
/// @return cash Base units, rounded down; the fraction is in `next.remainder()`.
function settle(HoldingWord word, SeriesState series) pure returns (HoldingWord next, uint256 cash) {
    uint256 paidIn = series.paidIn();
    uint256 seen = word.paidInSeen();
    if (paidIn == seen) return (word, 0);
    uint256 held = word.balance();
    uint256 supply = series.supply();
    // 83 + 88 bits at most, and supply is not 0 where cash was paid in.
    unchecked {
        uint256 accrued = word.remainder() + held * (paidIn - seen);
        cash = accrued / supply;
        next = packHolding(held, paidIn, accrued - cash * supply);
    }
}
