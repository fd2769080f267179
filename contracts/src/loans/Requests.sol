// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { packCold } from "./ColdWord.sol";
import { FundingWord, packFunding } from "./FundingWord.sol";
import { LoansStorage } from "./LoansStorage.sol";
import { Draft } from "./Products.sol";

/// @notice Products, and asking for a loan.
abstract contract Requests is LoansStorage {
    /// @inheritdoc ILoans
    function setProduct(uint32 productId, Product calldata product_) external restricted returns (uint32) {
        uint32 id = products.setProduct(productId, product_);
        emit ProductSet(id, product_);
        return id;
    }

    /// @inheritdoc ILoans
    function request(Request calldata request_) external nonReentrant returns (uint256 loanId) {
        uint32 borrowerId = participants.requireActive(msg.sender);
        Draft memory draft = products.draft(request_);
        _checkBorrower(borrowerId, request_.principal, draft.decimals);
        loanId = notes.openSeries(draft.currency);
        _funding[loanId] = packFunding(
            request_.principal,
            draft.terms.leastTicket,
            request_.fundingDeadline,
            Status.Funding,
            borrowerId,
            draft.decimals,
            request_.productId
        );
        _terms[loanId] = draft.termsWord;
        _cold[loanId] = packCold(
            msg.sender,
            request_.purpose,
            draft.terms.reflectionPeriod,
            draft.terms.leastShare,
            request_.autoRepay
        );
        _termsHash[loanId] = draft.termsHash;
        _liveLoans[borrowerId].push(loanId);
        _emitRequested(loanId, borrowerId, request_, draft.termsHash, draft.terms);
    }

    /// @inheritdoc ILoans
    function product(uint32) external view returns (Product memory) {
        _answer(address(products), msg.data);
    }

    /// @inheritdoc ILoans
    function productCount() external view returns (uint32) {
        return products.productCount();
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
        return _live[loanId].outstanding();
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
