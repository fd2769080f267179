// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { PERIOD } from "../participants/ParticipantWord.sol";
import { SeriesState } from "./SeriesState.sol";

/// @notice All that is stored of one holder in one series, in one word. Low to high: balance (83 bits), flagged (1),
/// remainder (83), paidInSeen (88).
/// @dev Cash is paid out in whole units; the fraction, a numerator over the supply, stays in `remainder` and is added to the
/// holder's next share. While `paidInSeen` is 0 that field holds instead, low to high, the time of the holder's latest subscription
/// (34 bits) and how many whole units of the 12-month counter stand for this holding (28): a fraction can only arise once cash was
/// shared, and notes can only be subscribed before. A claim of a flagged holding asks whether the holder is frozen; the flag stays for good.
type HoldingWord is uint256;

using {
    balance,
    flag,
    paidInSeen,
    remainder,
    subscribedAt,
    counted,
    withBalance,
    withFlag,
    subscribe,
    settle
} for HoldingWord global;

uint256 constant FIELD = (1 << 83) - 1;
uint256 constant FLAGGED = 1 << 83;
uint256 constant SUBSCRIPTION_TIME = (1 << 34) - 1;

/// @param balance_ With the flag, here and below.
function packHolding(uint256 balance_, uint256 paidInSeen_, uint256 remainder_) pure returns (HoldingWord) {
    return HoldingWord.wrap(balance_ | (remainder_ << 84) | (paidInSeen_ << 167));
}

/// @dev A holding to which no cash was shared yet.
function packSubscription(uint256 balance_, uint256 subscribedAt_, uint256 counted_)
    pure
    returns (HoldingWord)
{
    return HoldingWord.wrap(balance_ | (subscribedAt_ << 84) | (counted_ << 118));
}

function balance(HoldingWord word) pure returns (uint256) {
    return HoldingWord.unwrap(word) & FIELD;
}

function paidInSeen(HoldingWord word) pure returns (uint256) {
    return HoldingWord.unwrap(word) >> 167;
}

function remainder(HoldingWord word) pure returns (uint256) {
    return word.paidInSeen() == 0 ? 0 : (HoldingWord.unwrap(word) >> 84) & FIELD;
}

function subscribedAt(HoldingWord word) pure returns (uint256) {
    return word.paidInSeen() == 0 ? (HoldingWord.unwrap(word) >> 84) & SUBSCRIPTION_TIME : 0;
}

/// @notice Whole units of the holder's 12-month counter that were counted for this holding in the period of its latest subscription.
function counted(HoldingWord word) pure returns (uint256) {
    return word.paidInSeen() == 0 ? HoldingWord.unwrap(word) >> 118 : 0;
}

/// @return `FLAGGED` or 0.
function flag(HoldingWord word) pure returns (uint256) {
    return HoldingWord.unwrap(word) & FLAGGED;
}

/// @param flag_ `FLAGGED` or 0.
function withFlag(HoldingWord word, uint256 flag_) pure returns (HoldingWord) {
    return HoldingWord.wrap(HoldingWord.unwrap(word) | flag_);
}

/// @dev The caller holds the balance within its width.
function withBalance(HoldingWord word, uint256 balance_) pure returns (HoldingWord) {
    return HoldingWord.wrap((HoldingWord.unwrap(word) & ~FIELD) | balance_);
}

/// @notice A holding to which no cash was shared yet, after one more subscription.
/// @param units Whole units counted for it. What was counted in an earlier period is not given back by a withdrawal: it was counted there.
/// @dev The caller holds the balance within its width.
function subscribe(HoldingWord word, uint256 amount, uint256 time, uint256 units) pure returns (HoldingWord) {
    uint256 bits = HoldingWord.unwrap(word);
    unchecked {
        if (units != 0) {
            if (((bits >> 84) & SUBSCRIPTION_TIME) / PERIOD == time / PERIOD) units += bits >> 118;
        }
        return packSubscription((bits & (FIELD | FLAGGED)) + amount, time, units);
    }
}

/// @notice The holding after all cash paid in so far, and the cash that is due for it.
/// @return next The holding, having seen all cash.
/// @return cash Base units, rounded down; the fraction is in `next.remainder()`.
function settle(HoldingWord word, SeriesState series) pure returns (HoldingWord next, uint256 cash) {
    uint256 bits = HoldingWord.unwrap(word);
    uint256 paidIn = series.paidIn();
    // 83 + 88 bits at most, and supply is not 0 where cash was paid in.
    unchecked {
        uint256 seen = bits >> 167;
        uint256 accrued = paidIn - seen;
        if (accrued == 0) return (word, 0);
        accrued *= bits & FIELD;
        if (seen != 0) accrued += (bits >> 84) & FIELD;
        uint256 supply = series.supply();
        cash = accrued / supply;
        next = packHolding(bits & (FIELD | FLAGGED), paidIn, accrued - cash * supply);
    }
}
