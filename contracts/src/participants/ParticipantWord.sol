// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IParticipants } from "../interfaces/IParticipants.sol";

/// @notice All that a subscription needs of its holder, in one word. Low to high: participant id (32 bits), status (2), kind (2),
/// level (8), country (16), investor class (8), policy id (16), last verified day (16), has relations (1), quarter (10), and five
/// counters of whole units (28 each): that quarter and the four before it.
/// @dev A word of a further wallet holds the id and `ALIAS` alone; of a wallet that was removed, the id and `FORMER`.
type ParticipantWord is uint256;

using {
    id,
    status,
    policyId,
    verifiedUntil,
    hasRelations,
    isAlias,
    isFormer,
    claims,
    withStatus,
    withClaims,
    withRelations,
    countersAt,
    used,
    withCounters
} for ParticipantWord global;

uint256 constant ALIAS = 1 << 255;
uint256 constant FORMER = 1 << 254;
/// @dev Greatest sum a counter can hold, and so the greatest cap over 12 months.
uint256 constant GREATEST_COUNTER = (1 << 28) - 1;
uint256 constant COUNTERS = (1 << 140) - 1;
uint256 constant RELATIONS = 1 << 100;
/// @dev Kind, level, country, investor class, policy id, last verified day.
uint256 constant CLAIMS = ((1 << 66) - 1) << 34;

function id(ParticipantWord word) pure returns (uint32) {
    return uint32(ParticipantWord.unwrap(word));
}

function status(ParticipantWord word) pure returns (IParticipants.Status) {
    return IParticipants.Status((ParticipantWord.unwrap(word) >> 32) & 3);
}

function policyId(ParticipantWord word) pure returns (uint16) {
    return uint16(ParticipantWord.unwrap(word) >> 68);
}

function verifiedUntil(ParticipantWord word) pure returns (uint16) {
    return uint16(ParticipantWord.unwrap(word) >> 84);
}

function hasRelations(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & RELATIONS != 0;
}

function isAlias(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & ALIAS != 0;
}

function isFormer(ParticipantWord word) pure returns (bool) {
    return ParticipantWord.unwrap(word) & FORMER != 0;
}

function claims(ParticipantWord word) pure returns (IParticipants.Claims memory) {
    uint256 bits = ParticipantWord.unwrap(word);
    return IParticipants.Claims({
        kind: IParticipants.Kind((bits >> 34) & 3),
        level: uint8(bits >> 36),
        country: uint16(bits >> 44),
        investorClass: uint8(bits >> 60),
        policyId: uint16(bits >> 68),
        verifiedUntil: uint16(bits >> 84)
    });
}

function withStatus(ParticipantWord word, IParticipants.Status status_) pure returns (ParticipantWord) {
    return
        ParticipantWord.wrap((ParticipantWord.unwrap(word) & ~(uint256(3) << 32)) | (uint256(status_) << 32));
}

function withClaims(ParticipantWord word, IParticipants.Claims memory claims_)
    pure
    returns (ParticipantWord)
{
    uint256 bits = uint256(claims_.kind) << 34;
    bits |= uint256(claims_.level) << 36;
    bits |= uint256(claims_.country) << 44;
    bits |= uint256(claims_.investorClass) << 60;
    bits |= uint256(claims_.policyId) << 68;
    bits |= uint256(claims_.verifiedUntil) << 84;
    return ParticipantWord.wrap((ParticipantWord.unwrap(word) & ~CLAIMS) | bits);
}

function withRelations(ParticipantWord word) pure returns (ParticipantWord) {
    return ParticipantWord.wrap(ParticipantWord.unwrap(word) | RELATIONS);
}

/// @notice The five counters as they stand in `quarter`: those of older quarters have dropped out.
/// @param quarter Quarters since 1970.
/// @return Five times 28 bits, the running quarter lowest.
function countersAt(ParticipantWord word, uint256 quarter) pure returns (uint256) {
    uint256 bits = ParticipantWord.unwrap(word);
    uint256 passed = quarter - ((bits >> 101) & 1023);
    if (passed > 4) return 0;
    return (((bits >> 111) & COUNTERS) << (28 * passed)) & COUNTERS;
}

/// @notice Sum of five counters.
function used(ParticipantWord, uint256 counters) pure returns (uint256 sum) {
    // Five of 28 bits: no sum of them passes a word.
    unchecked {
        sum = (counters & GREATEST_COUNTER) + ((counters >> 28) & GREATEST_COUNTER);
        sum += ((counters >> 56) & GREATEST_COUNTER) + ((counters >> 84) & GREATEST_COUNTER);
        sum += counters >> 112;
    }
}

function withCounters(ParticipantWord word, uint256 quarter, uint256 counters)
    pure
    returns (ParticipantWord)
{
    return ParticipantWord.wrap(
        (ParticipantWord.unwrap(word) & ((1 << 101) - 1)) | (quarter << 101) | (counters << 111)
    );
}
