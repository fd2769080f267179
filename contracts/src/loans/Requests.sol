// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { packCold } from "./ColdWord.sol";
import { FundingWord, GREATEST_TIME, packFunding } from "./FundingWord.sol";
import { Products } from "./Products.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { packTerms } from "./TermsWord.sol";

/// @notice Asking for a loan.
abstract contract Requests is Products {
    uint256 private constant GREATEST_COUNT = 360;
    uint256 private constant GREATEST_INTERVAL = 360;
    /// @dev 30 years.
    uint256 private constant GREATEST_MONTHS = 360;
    uint256 private constant GREATEST_WEEKS = 1565;
    uint256 private constant GREATEST_DAYS = 10_950;

    /// @inheritdoc ILoans
    function request(Request calldata request_) external nonReentrant returns (uint256 loanId) {
        uint32 borrowerId = participants.requireActive(msg.sender);
        Product memory product_ = _products[request_.productId];
        if (product_.currency == address(0)) revert ProductUnknown(request_.productId);
        if (!product_.open) revert ProductClosed(request_.productId);
        _checkSchedule(request_, product_);
        _checkFigures(request_, product_);
        uint8 decimals = _decimals[request_.productId];
        _checkBorrower(borrowerId, request_.principal, decimals);

        Terms memory terms = _termsOf(request_, product_);
        loanId = notes.openSeries(product_.currency);
        _funding[loanId] = packFunding(
            request_.principal,
            product_.leastTicket,
            request_.fundingDeadline,
            Status.Funding,
            borrowerId,
            decimals,
            request_.productId
        );
        _terms[loanId] = packTerms(terms);
        _cold[loanId] = packCold(
            msg.sender,
            request_.purpose,
            product_.reflectionPeriod,
            product_.leastShare,
            request_.autoRepay
        );
        _liveLoans[borrowerId].push(loanId);
        bytes32 termsHash =
            keccak256(abi.encode(product_.currency, terms, request_.zhHash, request_.enHash));
        _termsHash[loanId] = termsHash;
        _emitRequested(loanId, borrowerId, request_, termsHash, terms);
    }

    /// @dev Whole units owed elsewhere are brought to this currency's decimals: limits count in whole units of any of them.
    function _checkBorrower(uint32 borrowerId, uint256 principal, uint8 decimals) private view {
        uint256[] storage live = _liveLoans[borrowerId];
        uint256 count = live.length;
        if (count >= GREATEST_LIVE_LOANS) revert TooManyLiveLoans(borrowerId, GREATEST_LIVE_LOANS);
        uint256 outstanding;
        for (uint256 i; i < count; ++i) {
            uint256 owed = _exposureOf(live[i]);
            uint8 places = _funding[live[i]].decimals();
            if (places <= decimals) outstanding += owed * 10 ** (decimals - places);
            else outstanding += (owed + 10 ** (places - decimals) - 1) / 10 ** (places - decimals);
        }
        participants.checkBorrower(borrowerId, outstanding, principal, decimals);
    }

    /// @dev What a live loan counts towards its borrower's limit: all it asks for, and once drawn what is outstanding.
    function _exposureOf(uint256 loanId) private view returns (uint256) {
        FundingWord word = _funding[loanId];
        if (word.status() != Status.Active) return word.principal();
        return _outstandingPrincipal(loanId);
    }

    function _outstandingPrincipal(uint256 loanId) internal view virtual returns (uint256);

    function _termsOf(Request calldata request_, Product memory product_) private view returns (Terms memory) {
        return Terms({
            principal: request_.principal,
            annualRate: request_.annualRate,
            // Being late never pays: the late rate is at least the loan's own.
            lateRate: product_.lateRate > request_.annualRate ? product_.lateRate : request_.annualRate,
            method: request_.method,
            unit: request_.unit,
            interval: request_.interval,
            count: request_.count,
            interestOnlyCount: request_.interestOnlyCount,
            graceDays: product_.graceDays,
            defaultDays: product_.defaultDays,
            writeOffDays: product_.writeOffDays,
            originationFee: fees.feeOf(request_.productId),
            reflectionPeriod: product_.reflectionPeriod,
            drawPeriod: product_.drawPeriod,
            leastShare: product_.leastShare,
            leastTicket: product_.leastTicket
        });
    }

    function _checkFigures(Request calldata request_, Product memory product_) private view {
        if (request_.principal < product_.leastPrincipal || request_.principal > product_.greatestPrincipal) {
            revert PrincipalOutOfRange(
                request_.principal, product_.leastPrincipal, product_.greatestPrincipal
            );
        }
        if (request_.annualRate > product_.greatestRate) {
            revert RateTooHigh(request_.annualRate, product_.greatestRate);
        }
        if ((product_.methods >> uint8(request_.method)) & 1 == 0) {
            revert MethodNotAllowed(request_.method, product_.methods);
        }
        uint256 latest = block.timestamp + product_.fundingPeriod;
        if (latest > GREATEST_TIME) latest = GREATEST_TIME;
        if (request_.fundingDeadline <= block.timestamp || request_.fundingDeadline > latest) {
            revert DeadlineOutOfRange(request_.fundingDeadline, block.timestamp + 1, latest);
        }
    }

    function _checkSchedule(Request calldata request_, Product memory product_) private pure {
        uint256 interval = request_.interval;
        uint256 count = request_.count;
        uint256 whole = interval * count;
        uint256 greatest = request_.unit == Unit.Month
            ? GREATEST_MONTHS
            : request_.unit == Unit.Week ? GREATEST_WEEKS : GREATEST_DAYS;
        bool valid = whole != 0 && whole <= greatest && count <= GREATEST_COUNT
            && interval <= GREATEST_INTERVAL && request_.interestOnlyCount < count;
        if (request_.method == Method.Bullet) valid = valid && count == 1;
        if (request_.method == Method.InterestOnly) valid = valid && request_.interestOnlyCount == 0;
        if (!valid) {
            revert ScheduleInvalid(request_.interval, request_.count, request_.interestOnlyCount);
        }
        uint256 termDays = whole * (request_.unit == Unit.Month ? 30 : request_.unit == Unit.Week ? 7 : 1);
        if (termDays < product_.leastTermDays || termDays > product_.greatestTermDays) {
            revert TermOutOfRange(termDays, product_.leastTermDays, product_.greatestTermDays);
        }
    }

    function _emitRequested(
        uint256 loanId,
        uint32 borrowerId,
        Request calldata request_,
        bytes32 termsHash,
        Terms memory terms
    ) private {
        emit LoanRequested(
            loanId,
            borrowerId,
            request_.productId,
            msg.sender,
            SeriesId.numberOf(loanId),
            request_.purpose,
            request_.autoRepay,
            request_.fundingDeadline,
            termsHash,
            request_.zhHash,
            request_.enHash,
            terms
        );
    }
}
