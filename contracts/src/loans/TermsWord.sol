// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";

/// @notice What a repayment needs of the terms, with the instalment, in one word. Low to high: instalment (88 bits), annual rate (20),
/// late rate (20), method (2), unit (2), interval (9), count (9), interest-only count (9), grace days (16), default days (16), write-off
/// days (16), origination fee (20), draw period (29). Exactly 256.
type TermsWord is uint256;

using {
    instalment,
    annualRate,
    method,
    unit,
    interval,
    count,
    interestOnlyCount,
    graceDays,
    drawPeriod,
    withInstalment,
    readInto
} for TermsWord global;

uint256 constant GREATEST_INSTALMENT = (1 << 88) - 1;
uint256 constant GREATEST_DRAW_PERIOD = (1 << 29) - 1;

/// @dev The caller holds the figures within their widths.
function packTerms(ILoans.Terms memory terms) pure returns (TermsWord) {
    uint256 bits = uint256(terms.annualRate) << 88;
    bits |= uint256(terms.lateRate) << 108;
    bits |= uint256(terms.method) << 128;
    bits |= uint256(terms.unit) << 130;
    bits |= uint256(terms.interval) << 132;
    bits |= uint256(terms.count) << 141;
    bits |= uint256(terms.interestOnlyCount) << 150;
    bits |= uint256(terms.graceDays) << 159;
    bits |= uint256(terms.defaultDays) << 175;
    bits |= uint256(terms.writeOffDays) << 191;
    bits |= uint256(terms.originationFee) << 207;
    bits |= uint256(terms.drawPeriod) << 227;
    return TermsWord.wrap(bits);
}

function instalment(TermsWord word) pure returns (uint256) {
    return TermsWord.unwrap(word) & GREATEST_INSTALMENT;
}

function annualRate(TermsWord word) pure returns (uint256) {
    return (TermsWord.unwrap(word) >> 88) & 0xfffff;
}

/// @notice The number of an `ILoans.Method`. (To make it one would cost a payment more than the whole comparison.)
function method(TermsWord word) pure returns (uint256) {
    return (TermsWord.unwrap(word) >> 128) & 3;
}

/// @notice The number of an `ILoans.Unit`.
function unit(TermsWord word) pure returns (uint256) {
    return (TermsWord.unwrap(word) >> 130) & 3;
}

function interval(TermsWord word) pure returns (uint256) {
    return (TermsWord.unwrap(word) >> 132) & 511;
}

function count(TermsWord word) pure returns (uint256) {
    return (TermsWord.unwrap(word) >> 141) & 511;
}

function interestOnlyCount(TermsWord word) pure returns (uint256) {
    return (TermsWord.unwrap(word) >> 150) & 511;
}

function graceDays(TermsWord word) pure returns (uint256) {
    return (TermsWord.unwrap(word) >> 159) & 0xffff;
}

function drawPeriod(TermsWord word) pure returns (uint256) {
    return TermsWord.unwrap(word) >> 227;
}

function withInstalment(TermsWord word, uint256 instalment_) pure returns (TermsWord) {
    return TermsWord.wrap((TermsWord.unwrap(word) & ~GREATEST_INSTALMENT) | instalment_);
}

/// @dev Fills in the fields this word holds.
function readInto(TermsWord word, ILoans.Terms memory terms) pure {
    uint256 bits = TermsWord.unwrap(word);
    terms.annualRate = uint32(word.annualRate());
    terms.lateRate = uint32((bits >> 108) & 0xfffff);
    terms.method = ILoans.Method(word.method());
    terms.unit = ILoans.Unit(word.unit());
    terms.interval = uint16(word.interval());
    terms.count = uint16(word.count());
    terms.interestOnlyCount = uint16(word.interestOnlyCount());
    terms.graceDays = uint16(word.graceDays());
    terms.defaultDays = uint16(bits >> 175);
    terms.writeOffDays = uint16(bits >> 191);
    terms.originationFee = uint32((bits >> 207) & 0xfffff);
    terms.drawPeriod = uint32(word.drawPeriod());
}
