// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice What neither funding nor an ordinary repayment needs, in one word. Low to high: wallet (160 bits), purpose (8), closed at (34),
/// reflection period (32), least share (20), auto-repay (1).
type ColdWord is uint256;

using {
    wallet,
    purpose,
    closedAt,
    reflectionPeriod,
    leastShare,
    autoRepay,
    drawableFrom,
    withWallet,
    withClosedAt,
    withAutoRepay
} for ColdWord global;

uint256 constant CLOSED_AT = ((1 << 34) - 1) << 168;
uint256 constant AUTO_REPAY = 1 << 254;

/// @dev The caller holds the figures within their widths.
function packCold(
    address wallet_,
    uint256 purpose_,
    uint256 reflectionPeriod_,
    uint256 leastShare_,
    bool autoRepay_
) pure returns (ColdWord) {
    uint256 bits = uint160(wallet_) | (purpose_ << 160) | (reflectionPeriod_ << 202) | (leastShare_ << 234);
    return ColdWord.wrap(autoRepay_ ? bits | AUTO_REPAY : bits);
}

function wallet(ColdWord word) pure returns (address) {
    return address(uint160(ColdWord.unwrap(word)));
}

function purpose(ColdWord word) pure returns (uint8) {
    return uint8(ColdWord.unwrap(word) >> 160);
}

function closedAt(ColdWord word) pure returns (uint256) {
    return (ColdWord.unwrap(word) & CLOSED_AT) >> 168;
}

function reflectionPeriod(ColdWord word) pure returns (uint32) {
    return uint32(ColdWord.unwrap(word) >> 202);
}

function leastShare(ColdWord word) pure returns (uint32) {
    return uint32((ColdWord.unwrap(word) >> 234) & 0xfffff);
}

function autoRepay(ColdWord word) pure returns (bool) {
    return ColdWord.unwrap(word) & AUTO_REPAY != 0;
}

/// @notice From when a closed raise may be drawn: whoever funded it last has then had the reflection period.
function drawableFrom(ColdWord word) pure returns (uint256) {
    return word.closedAt() + word.reflectionPeriod();
}

function withWallet(ColdWord word, address wallet_) pure returns (ColdWord) {
    return ColdWord.wrap((ColdWord.unwrap(word) >> 160 << 160) | uint160(wallet_));
}

function withClosedAt(ColdWord word, uint256 time) pure returns (ColdWord) {
    return ColdWord.wrap((ColdWord.unwrap(word) & ~CLOSED_AT) | (time << 168));
}

function withAutoRepay(ColdWord word, bool on) pure returns (ColdWord) {
    return ColdWord.wrap(on ? ColdWord.unwrap(word) | AUTO_REPAY : ColdWord.unwrap(word) & ~AUTO_REPAY);
}
