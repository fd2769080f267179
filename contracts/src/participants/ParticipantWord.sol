// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IParticipants } from "../interfaces/IParticipants.sol";

/// @notice All that a subscription, a transfer or a claim needs of its holder, in one word, which stands in `Notes`. Low to high:
/// participant id (32 bits), status (2), is looked up (1), last verified day (16), cap over 12 months (28), period (10), and five
/// counters of whole units (28 each): that period and the four before it.
/// @dev The word of a further wallet holds the id, the participant's first wallet and `ALIAS` alone; of a wallet that was removed,
/// the same with `FORMER`.
type ParticipantWord is uint256;

using {
    id,
    status,
    isActive,
    isFrozen,
    isLookedUp,
    verifiedUntil,
    cap,
    isAlias,
    isFormer,
    isPointer,
    firstWallet,
    withStatus,
    withLimits,
    withLookUp,
    counters,
    used,
    withCounters
} for ParticipantWord global;

uint256 constant ALIAS = 1 << 255;
uint256 constant FORMER = 1 << 254;
/// @dev Greatest sum a counter can hold, and so the greatest cap over 12 months.
uint256 constant GREATEST_COUNTER = (1 << 28) - 1;
uint256 constant COUNTERS = (1 << 140) - 1;
uint256 constant LOOKED_UP = 1 << 34;
uint256 constant STATUS = 3 << 32;
/// @dev The numbers of `IParticipants.Status`, written out because the compiler would work them out at every use.
uint256 constant ACTIVE = 1 << 32;
uint256 constant FROZEN = 2 << 32;
/// @dev The first, third and fifth of five counters, and what the sum of a counter and its neighbour has room in.
uint256 constant EVERY_OTHER = GREATEST_COUNTER | (GREATEST_COUNTER << 56) | (GREATEST_COUNTER << 112);
uint256 constant TWO_COUNTERS = (1 << 56) - 1;
/// @dev Last verified day, cap.
uint256 constant LIMITS = ((1 << 44) - 1) << 35;
/// @dev Seconds, 91.5 days. A subscription counts in the period it is made in and the four after it: four whole ones are 366 days, as
/// long as any twelve months. (Calendar quarters would cost every subscription the working out of a date.)
uint256 constant PERIOD = 7_905_600;

/// @dev The word of a wallet that points to the participant's first one.
function pointTo(uint32 id_, address firstWallet_, uint256 flag) pure returns (ParticipantWord) {
    return ParticipantWord.wrap(id_ | (uint256(uint160(firstWallet_)) << 32) | flag);
}

function id(ParticipantWord word) pure returns (uint32) {
    return uint32(ParticipantWord.unwrap(word));
}

function status(ParticipantWord word) pure returns (IParticipants.Status) {
    return IParticipants.Status((ParticipantWord.unwrap(word) >> 32) & 3);
}

/// @dev Of a word that is no pointer.
function isActive(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & STATUS == ACTIVE;
}

/// @dev Of a word that is no pointer.
function isFrozen(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & STATUS == FROZEN;
}

/// @notice Whether `Participants` must be asked before notes come in: there are limits per loan or pair, relations, or loans of
/// their own.
function isLookedUp(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & LOOKED_UP != 0;
}

function verifiedUntil(ParticipantWord word) pure returns (uint256) {
    return (ParticipantWord.unwrap(word) >> 35) & 0xffff;
}

/// @notice Whole units over 12 months; 0 is no limit.
function cap(ParticipantWord word) pure returns (uint256) {
    return (ParticipantWord.unwrap(word) >> 51) & GREATEST_COUNTER;
}

function isAlias(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & ALIAS != 0;
}

function isFormer(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & FORMER != 0;
}

/// @notice Whether it is an alias or a former wallet.
function isPointer(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & (ALIAS | FORMER) != 0;
}

/// @dev Of a pointer.
function firstWallet(ParticipantWord word) pure returns (address) {
    return address(uint160(ParticipantWord.unwrap(word) >> 32));
}

function withStatus(ParticipantWord word, IParticipants.Status status_) pure returns (ParticipantWord) {
    return
        ParticipantWord.wrap((ParticipantWord.unwrap(word) & ~(uint256(3) << 32)) | (uint256(status_) << 32));
}

/// @dev The caller holds the cap within its width.
function withLimits(ParticipantWord word, uint16 verifiedUntil_, uint256 cap_)
    pure
    returns (ParticipantWord)
{
    uint256 bits = (uint256(verifiedUntil_) << 35) | (cap_ << 51);
    return ParticipantWord.wrap((ParticipantWord.unwrap(word) & ~LIMITS) | bits);
}

function withLookUp(ParticipantWord word, bool lookedUp) pure returns (ParticipantWord) {
    uint256 bits = ParticipantWord.unwrap(word) & ~LOOKED_UP;
    return ParticipantWord.wrap(lookedUp ? bits | LOOKED_UP : bits);
}

/// @notice The five counters as they stand in `period`: those of older periods have dropped out.
/// @param period Times `PERIOD` since 1970.
/// @return Five times 28 bits, the running period lowest.
function counters(ParticipantWord word, uint256 period) pure returns (uint256) {
    uint256 bits = ParticipantWord.unwrap(word);
    // Time does not run backwards, and five periods on nothing is left.
    unchecked {
        uint256 passed = period - ((bits >> 79) & 1023);
        if (passed == 0) return (bits >> 89) & COUNTERS;
        if (passed > 4) return 0;
        return (((bits >> 89) & COUNTERS) << (28 * passed)) & COUNTERS;
    }
}

/// @notice Sum of five counters.
function used(ParticipantWord, uint256 counters_) pure returns (uint256 sum) {
    // Neighbours are added where there is room for their sum, and the factor moves the three sums onto each other.
    unchecked {
        sum = (counters_ & EVERY_OTHER) + ((counters_ >> 28) & EVERY_OTHER);
        sum = ((sum * (1 | (1 << 56) | (1 << 112))) >> 112) & TWO_COUNTERS;
    }
}

function withCounters(ParticipantWord word, uint256 period, uint256 counters_)
    pure
    returns (ParticipantWord)
{
    return ParticipantWord.wrap(
        (ParticipantWord.unwrap(word) & ((1 << 79) - 1)) | (period << 79) | (counters_ << 89)
    );
}
