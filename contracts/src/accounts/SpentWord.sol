// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What was spent today and the day before, in one word: 48 bits the day, 104 bits each. Both count together, so no 24 hours ever
/// see more than the limit: they lie within two days. What is spent counts for at least 24 hours and at most 48.
type SpentWord is uint256;

using { spentAt, spend } for SpentWord global;

uint256 constant BITS = 104;
uint256 constant GREATEST_AMOUNT = (1 << BITS) - 1;

function spentAt(SpentWord word, uint256 time) pure returns (uint256) {
    (uint256 before, uint256 today) = _daysAt(word, time / 1 days);
    return before + today;
}

/// @return next The word with `amount` spent too; of no use where `used` and `amount` together are more than `GREATEST_AMOUNT`.
/// @return used What was spent before.
function spend(SpentWord word, uint256 time, uint256 amount) pure returns (SpentWord next, uint256 used) {
    uint256 day = time / 1 days;
    (uint256 before, uint256 today) = _daysAt(word, day);
    unchecked {
        return (SpentWord.wrap(day << 2 * BITS | before << BITS | today + amount), before + today);
    }
}

function _daysAt(SpentWord word, uint256 day) pure returns (uint256 before, uint256 today) {
    uint256 raw = SpentWord.unwrap(word);
    uint256 last = raw >> 2 * BITS;
    if (day == last) return (raw >> BITS & GREATEST_AMOUNT, raw & GREATEST_AMOUNT);
    if (day == last + 1) return (raw & GREATEST_AMOUNT, 0);
    return (0, 0);
}
