// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";

/// @notice All that funding needs of a loan, in one word. Low to high: principal (82 bits), least ticket (82), deadline (34), status (4),
/// borrower id (32), decimals (5), product id (17). Exactly 256.
/// @dev `Active` here means drawn: from then on the status stands in `LiveWord`, so that no two words can disagree.
type FundingWord is uint256;

using {
    principal,
    leastTicket,
    deadline,
    status,
    takes,
    borrowerId,
    decimals,
    productId,
    withStatus,
    withPrincipal
} for FundingWord global;

/// @dev Of principal and ticket.
uint256 constant GREATEST_PRINCIPAL = (1 << 82) - 1;
uint256 constant STATUS = 15 << 198;
uint256 constant FUNDING = uint256(ILoans.Status.Funding) << 198;
uint256 constant GREATEST_TIME = (1 << 34) - 1;
uint256 constant GREATEST_PRODUCT_ID = (1 << 17) - 1;

/// @dev The caller holds the figures within their widths.
function packFunding(
    uint256 principal_,
    uint256 leastTicket_,
    uint256 deadline_,
    ILoans.Status status_,
    uint32 borrowerId_,
    uint256 decimals_,
    uint256 productId_
) pure returns (FundingWord) {
    uint256 bits = principal_ | (leastTicket_ << 82);
    bits |= (deadline_ << 164) | (uint256(status_) << 198);
    bits |= (uint256(borrowerId_) << 202) | (decimals_ << 234) | (productId_ << 239);
    return FundingWord.wrap(bits);
}

function principal(FundingWord word) pure returns (uint256) {
    return FundingWord.unwrap(word) & GREATEST_PRINCIPAL;
}

function leastTicket(FundingWord word) pure returns (uint256) {
    return (FundingWord.unwrap(word) >> 82) & GREATEST_PRINCIPAL;
}

function deadline(FundingWord word) pure returns (uint256) {
    return (FundingWord.unwrap(word) >> 164) & GREATEST_TIME;
}

function status(FundingWord word) pure returns (ILoans.Status) {
    return ILoans.Status((FundingWord.unwrap(word) >> 198) & 15);
}

/// @notice Whether an ordinary ticket can be taken at `time`: the loan is funding, and the amount lies between the least ticket and the principal.
function takes(FundingWord word, uint256 amount, uint256 time) pure returns (bool) {
    uint256 bits = FundingWord.unwrap(word);
    return bits & STATUS == FUNDING && time <= (bits >> 164) & GREATEST_TIME
        && amount >= (bits >> 82) & GREATEST_PRINCIPAL && amount <= bits & GREATEST_PRINCIPAL;
}

function borrowerId(FundingWord word) pure returns (uint32) {
    return uint32(FundingWord.unwrap(word) >> 202);
}

function decimals(FundingWord word) pure returns (uint8) {
    return uint8((FundingWord.unwrap(word) >> 234) & 31);
}

function productId(FundingWord word) pure returns (uint32) {
    return uint32(FundingWord.unwrap(word) >> 239);
}

function withStatus(FundingWord word, ILoans.Status status_) pure returns (FundingWord) {
    return FundingWord.wrap((FundingWord.unwrap(word) & ~STATUS) | (uint256(status_) << 198));
}

function withPrincipal(FundingWord word, uint256 principal_) pure returns (FundingWord) {
    return FundingWord.wrap((FundingWord.unwrap(word) & ~GREATEST_PRINCIPAL) | principal_);
}
