// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { ICreditRecord } from "../interfaces/ICreditRecord.sol";

/// @notice What changes with every repayment, in one word. Low to high: outstanding principal (82 bits), next instalment (9), status (4),
/// marked late (1), has remainders (1), five instalment counters (9 each), late accrued until (34), accrual start or, after default, the
/// time of the default (34), drawn at (34), accrual moved (1): a prepayment has set the accrual start inside the period.
type LiveWord is uint256;

/// @notice What is seldom not zero, in a word that is touched only then. Low to high: interest paid or, after default, interest owed
/// (87 bits), principal paid (82), late interest owed (87).
type RemaindersWord is uint256;

using {
    isNone,
    outstanding,
    nextInstalment,
    isPlain,
    status,
    hasRemainders,
    isAccrualMoved,
    counters,
    time,
    drawnAt,
    settledOnTime,
    readInto
} for LiveWord global;
using { readRemaindersInto } for RemaindersWord global;

uint256 constant AMOUNT = (1 << 82) - 1;
uint256 constant INTEREST = (1 << 87) - 1;
uint256 constant TIME = (1 << 34) - 1;
uint256 constant INSTALMENT_COUNTERS = (1 << 45) - 1;
uint256 constant HAS_REMAINDERS = 1 << 96;
uint256 constant ACCRUAL_MOVED = 1 << 244;
/// @dev Status, marked late, has remainders, accrual moved.
uint256 constant SPECIAL = (63 << 91) | ACCRUAL_MOVED;
uint256 constant PLAIN = uint256(ILoans.Status.Active) << 91;
/// @dev Outstanding principal, next instalment, late accrued until, accrual start.
uint256 constant CHANGED_BY_SETTLING = AMOUNT | (511 << 82) | (TIME << 142) | (TIME << 176);

function packLive(ILoans.Position memory position, uint256 counters_, bool hasRemainders_, bool accrualMoved_)
    pure
    returns (LiveWord)
{
    uint256 bits = position.outstandingPrincipal;
    bits |= uint256(position.nextInstalment) << 82;
    bits |= uint256(position.status) << 91;
    if (position.markedLate) bits |= 1 << 95;
    if (hasRemainders_) bits |= HAS_REMAINDERS;
    if (accrualMoved_) bits |= ACCRUAL_MOVED;
    bits |= counters_ << 97;
    bits |= uint256(position.lateAccruedUntil) << 142;
    bits |= uint256(position.defaultedAt != 0 ? position.defaultedAt : position.accrualStart) << 176;
    bits |= uint256(position.drawnAt) << 210;
    return LiveWord.wrap(bits);
}

/// @dev Interest beyond 2^87 − 1, which takes decades of neglect on the greatest principal, is capped: no payment may fail for it.
function packRemainders(ILoans.Position memory position) pure returns (RemaindersWord) {
    uint256 interest = position.interestPaid | position.interestOwed;
    if (interest > INTEREST) interest = INTEREST;
    uint256 late = position.lateInterestOwed;
    if (late > INTEREST) late = INTEREST;
    return RemaindersWord.wrap(interest | (position.principalPaid << 87) | (late << 169));
}

function isNone(LiveWord word) pure returns (bool) {
    return LiveWord.unwrap(word) == 0;
}

function outstanding(LiveWord word) pure returns (uint256) {
    return LiveWord.unwrap(word) & AMOUNT;
}

function nextInstalment(LiveWord word) pure returns (uint256) {
    return (LiveWord.unwrap(word) >> 82) & 511;
}

/// @notice Active, not marked late, nothing left over, and no prepayment since the last due date.
function isPlain(LiveWord word) pure returns (bool) {
    return LiveWord.unwrap(word) & SPECIAL == PLAIN;
}

function status(LiveWord word) pure returns (ILoans.Status) {
    return ILoans.Status((LiveWord.unwrap(word) >> 91) & 15);
}

function hasRemainders(LiveWord word) pure returns (bool) {
    return LiveWord.unwrap(word) & HAS_REMAINDERS != 0;
}

function isAccrualMoved(LiveWord word) pure returns (bool) {
    return LiveWord.unwrap(word) & ACCRUAL_MOVED != 0;
}

/// @notice Accrual start or, after default, the time of the default.
function time(LiveWord word) pure returns (uint256) {
    return (LiveWord.unwrap(word) >> 176) & TIME;
}

function drawnAt(LiveWord word) pure returns (uint256) {
    return (LiveWord.unwrap(word) >> 210) & TIME;
}

/// @notice The word after the next instalment was settled on time.
/// @param dueAt Of that instalment, where the next period starts.
function settledOnTime(LiveWord word, uint256 outstanding_, uint256 now_, uint256 dueAt)
    pure
    returns (LiveWord)
{
    unchecked {
        uint256 bits = LiveWord.unwrap(word) & ~CHANGED_BY_SETTLING;
        bits |= outstanding_ | ((word.nextInstalment() + 1) << 82) | (now_ << 142) | (dueAt << 176);
        return LiveWord.wrap(bits + (1 << 97));
    }
}

/// @notice Five counters of 9 bits: on time, late 1 to 30 days, 31 to 60, 61 to 90, 91 and more.
function counters(LiveWord word) pure returns (uint256) {
    return (LiveWord.unwrap(word) >> 97) & INSTALMENT_COUNTERS;
}

function readInto(LiveWord word, ILoans.Position memory position) pure {
    uint256 bits = LiveWord.unwrap(word);
    position.outstandingPrincipal = bits & AMOUNT;
    position.nextInstalment = uint16((bits >> 82) & 511);
    position.status = word.status();
    position.markedLate = bits & (1 << 95) != 0;
    position.lateAccruedUntil = uint40((bits >> 142) & TIME);
    if (hasDefaulted(position.status)) position.defaultedAt = uint40(word.time());
    else position.accrualStart = uint40(word.time());
    position.drawnAt = uint40(word.drawnAt());
}

/// @dev After `readInto` of the live word, whose status tells what the first field is.
function readRemaindersInto(RemaindersWord word, ILoans.Position memory position) pure {
    uint256 bits = RemaindersWord.unwrap(word);
    if (hasDefaulted(position.status)) position.interestOwed = bits & INTEREST;
    else position.interestPaid = bits & INTEREST;
    position.principalPaid = (bits >> 87) & AMOUNT;
    position.lateInterestOwed = bits >> 169;
}

function hasDefaulted(ILoans.Status status_) pure returns (bool) {
    return status_ == ILoans.Status.Defaulted || status_ == ILoans.Status.Recovered
        || status_ == ILoans.Status.WrittenOff;
}

/// @notice The counters with one more instalment, by days late.
function countInstalment(uint256 counters_, uint256 daysLate, bool onTime) pure returns (uint256) {
    unchecked {
        if (onTime) return counters_ + 1;
        if (daysLate <= 30) return counters_ + (1 << 9);
        if (daysLate <= 60) return counters_ + (1 << 18);
        if (daysLate <= 90) return counters_ + (1 << 27);
        return counters_ + (1 << 36);
    }
}

function unpackCounters(uint256 counters_) pure returns (ICreditRecord.Instalments memory) {
    return ICreditRecord.Instalments({
        onTime: uint32(counters_ & 511),
        late1To30: uint32((counters_ >> 9) & 511),
        late31To60: uint32((counters_ >> 18) & 511),
        late61To90: uint32((counters_ >> 27) & 511),
        late91Plus: uint32((counters_ >> 36) & 511)
    });
}
