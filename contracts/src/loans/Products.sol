// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { IAssessments } from "../interfaces/IAssessments.sol";
import { IFees } from "../interfaces/IFees.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { GREATEST_PRINCIPAL, GREATEST_PRODUCT_ID, GREATEST_TIME } from "./FundingWord.sol";
import { GREATEST_DRAW_PERIOD, TermsWord, packTerms } from "./TermsWord.sol";

/// @notice A request that its product allows, as `Loans` stores and tells it. `terms` is the ABI encoding of `ILoans.Terms`; `quote` is the
/// call of `IAssessments.recordQuote`, but for the loan's id and the participant's, or nothing without an assessment.
struct Draft {
    address currency;
    uint8 decimals;
    uint128 leastTicket;
    uint32 reflectionPeriod;
    uint32 leastShare;
    TermsWord termsWord;
    bytes32 termsHash;
    bytes terms;
    bytes quote;
}

/// @title Products
/// @notice What borrowers may ask for, and whether a request fits. A loan copies what it needs, so a change never touches it.
/// @dev Apart from `Loans`, which deploys and alone changes it, because a contract's code has a limit. Its errors are those of `ILoans`.
contract Products {
    uint256 private constant GREATEST_RATE = 1_000_000;
    uint256 private constant GREATEST_DECIMALS = 18;
    uint256 private constant GREATEST_COUNT = 360;
    uint256 private constant GREATEST_INTERVAL = 360;
    /// @dev 30 years: 360 months, 1,565 weeks, 10,950 days; 1,565 weeks are 10,955 days.
    uint256 private constant GREATEST_MONTHS = 360;
    uint256 private constant GREATEST_WEEKS = 1565;
    uint256 private constant GREATEST_DAYS = 10_950;
    uint256 private constant GREATEST_TERM_DAYS = 10_955;

    address private immutable LOANS = msg.sender;
    IFees private immutable FEES;

    uint32 public productCount;
    mapping(uint32 productId => ILoans.Product) private _products;
    mapping(uint32 productId => uint8) private _decimals;

    error NotLoans(address caller);
    error DataTooLong(uint256 length, uint256 allowed);

    constructor(address fees) {
        FEES = IFees(fees);
    }

    /// @notice Adds (id 0) or changes a product.
    function setProduct(uint32 productId, ILoans.Product calldata product_) external returns (uint32) {
        if (msg.sender != LOANS) revert NotLoans(msg.sender);
        // `Loans` tells it on as it came in, so it may hold nothing else.
        if (msg.data.length != 4 + 32 * 19) revert DataTooLong(msg.data.length, 4 + 32 * 19);
        if (productId == 0) {
            productId = ++productCount;
            _within("productId", productId, 1, GREATEST_PRODUCT_ID);
        } else if (productId > productCount) {
            revert ILoans.ProductUnknown(productId);
        }
        _within("methods", product_.methods, 1, 15);
        _within("leastPrincipal", product_.leastPrincipal, 1, product_.greatestPrincipal);
        _within("greatestPrincipal", product_.greatestPrincipal, 1, GREATEST_PRINCIPAL);
        _within("leastTicket", product_.leastTicket, 1, product_.leastPrincipal);
        _within("leastTermDays", product_.leastTermDays, 1, product_.greatestTermDays);
        _within("greatestTermDays", product_.greatestTermDays, 1, GREATEST_TERM_DAYS);
        _within("greatestRate", product_.greatestRate, 0, GREATEST_RATE);
        _within("lateRate", product_.lateRate, 0, GREATEST_RATE);
        _within("defaultDays", product_.defaultDays, uint256(product_.graceDays) + 1, type(uint16).max);
        _within("fundingPeriod", product_.fundingPeriod, 1, type(uint32).max);
        _within("drawPeriod", product_.drawPeriod, 1, GREATEST_DRAW_PERIOD);
        _within("leastShare", product_.leastShare, 1, 1_000_000);
        uint8 decimals = IERC20Metadata(product_.currency).decimals();
        _within("decimals", decimals, 0, GREATEST_DECIMALS);
        _decimals[productId] = decimals;
        _products[productId] = product_;
        return productId;
    }

    function product(uint32 productId) external view returns (ILoans.Product memory) {
        return _products[productId];
    }

    /// @notice What becomes of a request now; reverts with the rule it breaks.
    function draft(ILoans.Request calldata request_) external view returns (Draft memory) {
        if (_products[request_.productId].assessed) revert ILoans.AssessmentRequired(request_.productId);
        return _draft(request_);
    }

    /// @notice The same of a request that quotes an assessment.
    function draftAssessed(
        ILoans.Request calldata request_,
        IAssessments.Assessment calldata assessment,
        address[] calldata signers,
        bytes[] calldata signatures
    ) external view returns (Draft memory result) {
        result = _draft(request_);
        IAssessments.Quote memory quote;
        quote.currency = result.currency;
        quote.principal = request_.principal;
        quote.annualRate = request_.annualRate;
        // Its schedule was checked: no term is above `GREATEST_TERM_DAYS`.
        quote.termDays = uint32(_termDaysOf(request_.unit, uint256(request_.interval) * request_.count));
        result.quote = abi.encodeCall(IAssessments.recordQuote, (quote, assessment, signers, signatures));
    }

    function _draft(ILoans.Request calldata request_) private view returns (Draft memory result) {
        ILoans.Product memory product_ = _products[request_.productId];
        if (product_.currency == address(0)) revert ILoans.ProductUnknown(request_.productId);
        if (!product_.open) revert ILoans.ProductClosed(request_.productId);
        _checkSchedule(request_, product_);
        _checkFigures(request_, product_);
        result.currency = product_.currency;
        result.decimals = _decimals[request_.productId];
        result.leastTicket = product_.leastTicket;
        result.reflectionPeriod = product_.reflectionPeriod;
        result.leastShare = product_.leastShare;
        ILoans.Terms memory terms = _termsOf(request_, product_);
        result.termsWord = packTerms(terms);
        result.terms = abi.encode(terms);
        result.termsHash = keccak256(abi.encode(product_.currency, terms, request_.zhHash, request_.enHash));
        if (request_.termsHash != 0 && request_.termsHash != result.termsHash) {
            revert ILoans.TermsChanged(request_.termsHash, result.termsHash);
        }
    }

    function _termsOf(ILoans.Request calldata request_, ILoans.Product memory product_)
        private
        view
        returns (ILoans.Terms memory)
    {
        return ILoans.Terms({
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
            originationFee: FEES.feeOf(request_.productId),
            reflectionPeriod: product_.reflectionPeriod,
            drawPeriod: product_.drawPeriod,
            leastShare: product_.leastShare,
            leastTicket: product_.leastTicket
        });
    }

    function _checkFigures(ILoans.Request calldata request_, ILoans.Product memory product_) private view {
        if (request_.principal < product_.leastPrincipal || request_.principal > product_.greatestPrincipal) {
            revert ILoans.PrincipalOutOfRange(
                request_.principal, product_.leastPrincipal, product_.greatestPrincipal
            );
        }
        if (request_.annualRate > product_.greatestRate) {
            revert ILoans.RateTooHigh(request_.annualRate, product_.greatestRate);
        }
        if ((product_.methods >> uint8(request_.method)) & 1 == 0) {
            revert ILoans.MethodNotAllowed(request_.method, product_.methods);
        }
        uint256 latest = block.timestamp + product_.fundingPeriod;
        if (latest > GREATEST_TIME) latest = GREATEST_TIME;
        if (request_.fundingDeadline <= block.timestamp || request_.fundingDeadline > latest) {
            revert ILoans.DeadlineOutOfRange(request_.fundingDeadline, block.timestamp + 1, latest);
        }
    }

    function _checkSchedule(ILoans.Request calldata request_, ILoans.Product memory product_) private pure {
        uint256 interval = request_.interval;
        uint256 count = request_.count;
        uint256 whole = interval * count;
        uint256 greatest = request_.unit == ILoans.Unit.Month
            ? GREATEST_MONTHS
            : request_.unit == ILoans.Unit.Week ? GREATEST_WEEKS : GREATEST_DAYS;
        bool valid = whole != 0 && whole <= greatest && count <= GREATEST_COUNT
            && interval <= GREATEST_INTERVAL && request_.interestOnlyCount < count;
        if (request_.method == ILoans.Method.Bullet) valid = valid && count == 1;
        if (request_.method == ILoans.Method.InterestOnly) valid = valid && request_.interestOnlyCount == 0;
        if (!valid) {
            revert ILoans.ScheduleInvalid(request_.interval, request_.count, request_.interestOnlyCount);
        }
        uint256 termDays = _termDaysOf(request_.unit, whole);
        if (termDays < product_.leastTermDays || termDays > product_.greatestTermDays) {
            revert ILoans.TermOutOfRange(termDays, product_.leastTermDays, product_.greatestTermDays);
        }
    }

    /// @dev As `ILoans.Product` tells it.
    function _termDaysOf(ILoans.Unit unit, uint256 whole) private pure returns (uint256) {
        return whole * (unit == ILoans.Unit.Month ? 30 : unit == ILoans.Unit.Week ? 7 : 1);
    }

    function _within(bytes32 field, uint256 given, uint256 least, uint256 greatest) private pure {
        if (given < least || given > greatest) revert ILoans.ProductInvalid(field, given, least, greatest);
    }
}
