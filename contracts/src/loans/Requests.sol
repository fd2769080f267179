// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { IAssessments } from "../interfaces/IAssessments.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { packCold } from "./ColdWord.sol";
import { FundingWord, packFunding } from "./FundingWord.sol";
import { LoansStorage } from "./LoansStorage.sol";
import { Draft, Products } from "./Products.sol";

/// @notice Products, and asking for a loan.
abstract contract Requests is LoansStorage {
    /// @inheritdoc ILoans
    /// @dev Passed on and told as it came in: decoding it here would only cost code. `Products` has checked every field of it.
    function setProduct(uint32, Product calldata product_) external restricted returns (uint32 id) {
        id = abi.decode(Address.functionCall(address(products), msg.data), (uint32));
        bytes32 signature = ProductSet.selector;
        assembly ("memory-safe") {
            let size := sub(calldatasize(), product_)
            let data := mload(0x40)
            calldatacopy(data, product_, size)
            log2(data, size, signature, id)
        }
    }

    /// @inheritdoc ILoans
    function request(Request calldata request_) external nonReentrant returns (uint256 loanId) {
        return _request(request_, Products.draft.selector);
    }

    /// @inheritdoc ILoans
    /// @dev Passed on as it came in, too: `Products` turns it into the call of the record.
    function requestAssessed(
        Request calldata request_,
        IAssessments.Assessment calldata,
        address[] calldata,
        bytes[] calldata
    ) external nonReentrant returns (uint256 loanId) {
        return _request(request_, Products.draftAssessed.selector);
    }

    /// @inheritdoc ILoans
    function product(uint32) external view returns (Product memory) {
        _answer(address(products), msg.data);
    }

    /// @inheritdoc ILoans
    function productCount() external view returns (uint32) {
        _answer(address(products), msg.data);
    }

    function _request(Request calldata request_, bytes4 drafting) private returns (uint256 loanId) {
        uint32 borrowerId = participants.requireActive(msg.sender);
        Draft memory draft = abi.decode(
            Address.functionStaticCall(address(products), bytes.concat(drafting, msg.data[4:])), (Draft)
        );
        _checkBorrower(borrowerId, request_.principal, draft.decimals);
        loanId = notes.openSeries(draft.currency);
        _funding[loanId] = packFunding(
            request_.principal,
            draft.leastTicket,
            request_.fundingDeadline,
            Status.Funding,
            borrowerId,
            draft.decimals,
            request_.productId
        );
        _terms[loanId] = draft.termsWord;
        _cold[loanId] = packCold(
            msg.sender, request_.purpose, draft.reflectionPeriod, draft.leastShare, request_.autoRepay
        );
        _termsHash[loanId] = draft.termsHash;
        _liveLoans[borrowerId].push(loanId);
        _tellRequested(loanId, borrowerId, request_, draft);
        if (draft.quote.length != 0) _quote(loanId, borrowerId, draft.quote);
    }

    /// @dev Puts in what `Products` could not know: the two ids are the first words of `IAssessments.Quote`.
    function _quote(uint256 loanId, uint32 borrowerId, bytes memory quote) private {
        assembly ("memory-safe") {
            mstore(add(quote, 0x24), loanId)
            mstore(add(quote, 0x44), borrowerId)
        }
        Address.functionCall(address(creditRecord), quote);
    }

    /// @dev Whole units owed elsewhere are brought to this currency's decimals: limits count in whole units of any of them.
    function _checkBorrower(uint32 borrowerId, uint256 principal, uint8 decimals) private {
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
        participants.recordRaise(borrowerId, outstanding, principal, decimals);
    }

    /// @dev What a live loan counts towards its borrower's limit: all it asks for, and once drawn what is outstanding.
    function _exposureOf(uint256 loanId) private view returns (uint256) {
        FundingWord word = _funding[loanId];
        if (word.status() != Status.Active) return word.principal();
        return _live[loanId].word.outstanding();
    }

    /// @dev `LoanRequested`, whose last field is the terms as `Products` encoded them: to decode and encode them again here would
    /// only cost code.
    function _tellRequested(uint256 loanId, uint32 borrowerId, Request calldata request_, Draft memory draft)
        private
    {
        bytes memory data = bytes.concat(
            abi.encode(
                msg.sender,
                uint256(SeriesId.numberOf(loanId)),
                request_.purpose,
                request_.autoRepay,
                request_.fundingDeadline,
                draft.termsHash,
                request_.zhHash,
                request_.enHash
            ),
            draft.terms
        );
        bytes32 signature = LoanRequested.selector;
        uint256 productId = request_.productId;
        assembly ("memory-safe") {
            log4(add(data, 0x20), mload(data), signature, loanId, borrowerId, productId)
        }
    }
}
