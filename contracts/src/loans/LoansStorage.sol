// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { ICreditRecord } from "../interfaces/ICreditRecord.sol";
import { IFees } from "../interfaces/IFees.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { INotes } from "../interfaces/INotes.sol";
import { IParticipants } from "../interfaces/IParticipants.sol";
import { ColdWord } from "./ColdWord.sol";
import { FundingWord } from "./FundingWord.sol";
import { LiveWord, RemaindersWord } from "./LiveWord.sol";
import { LoanArithmetic } from "./LoanArithmetic.sol";
import { LoanWords } from "./LoanWords.sol";
import { Products } from "./Products.sol";
import { TermsWord } from "./TermsWord.sol";

/// @notice What is stored of loans, and how it is read and written.
abstract contract LoansStorage is ILoans, AccessManaged, ReentrancyGuardTransient {
    /// @notice Greatest number of live loans of one borrower.
    uint256 public constant GREATEST_LIVE_LOANS = 8;

    INotes public immutable notes;
    IParticipants public immutable participants;
    ICreditRecord public immutable creditRecord;
    IFees public immutable fees;
    /// @notice What loans owe is worked out there.
    LoanArithmetic public immutable arithmetic;
    /// @notice What may be asked for stands there.
    Products public immutable products;

    /// @dev A word in storage that can be pointed to, so that its place is worked out once.
    struct LiveSlot {
        LiveWord word;
    }

    mapping(uint256 loanId => FundingWord) internal _funding;
    mapping(uint256 loanId => LiveSlot) internal _live;
    mapping(uint256 loanId => TermsWord) internal _terms;
    mapping(uint256 loanId => RemaindersWord) internal _remainders;
    mapping(uint256 loanId => ColdWord) internal _cold;
    mapping(uint256 loanId => bytes32) internal _termsHash;
    mapping(uint32 participantId => uint256[]) internal _liveLoans;

    constructor(address notes_, address participants_, address creditRecord_, address fees_) {
        notes = INotes(notes_);
        participants = IParticipants(participants_);
        creditRecord = ICreditRecord(creditRecord_);
        fees = IFees(fees_);
        arithmetic = new LoanArithmetic();
        products = new Products(fees_);
    }

    function _statusOf(uint256 loanId) internal view returns (Status status) {
        status = _funding[loanId].status();
        if (status == Status.Active) status = _live[loanId].word.status();
    }

    /// @dev The funding word of a loan that exists.
    function _known(uint256 loanId) internal view returns (FundingWord word) {
        word = _funding[loanId];
        if (FundingWord.unwrap(word) == 0) revert LoanUnknown(loanId);
    }

    /// @dev The same, of a loan whose funding has this status.
    function _inStatus(uint256 loanId, Status status) internal view returns (FundingWord word) {
        word = _known(loanId);
        if (word.status() != status) revert WrongStatus(loanId, _statusOf(loanId));
    }

    /// @dev Reads a loan that was drawn.
    function _load(uint256 loanId) internal view returns (LoanWords memory words) {
        words.live = _live[loanId].word;
        if (words.live.isNone()) {
            _known(loanId);
            revert WrongStatus(loanId, _statusOf(loanId));
        }
        words.terms = _terms[loanId];
        if (words.live.hasRemainders()) words.remainders = _remainders[loanId];
    }

    /// @dev Writes it back: one word, unless something is left over or the instalment changed.
    function _save(uint256 loanId, LoanWords memory before, LoanWords memory next) internal {
        if (before.live.hasRemainders() || next.live.hasRemainders()) _remainders[loanId] = next.remainders;
        if (TermsWord.unwrap(before.terms) != TermsWord.unwrap(next.terms)) _terms[loanId] = next.terms;
        _live[loanId].word = next.live;
    }

    function _requireBorrower(uint256 loanId, FundingWord word) internal view {
        _requireWallet(loanId, word, msg.sender);
    }

    /// @dev Reverts unless the wallet is the borrower's.
    function _requireWallet(uint256 loanId, FundingWord word, address wallet) internal view {
        if (participants.participantOf(wallet) != word.borrowerId()) revert NotBorrower(loanId, wallet);
    }

    function _raised(uint256 loanId) internal view returns (uint256) {
        return notes.totalSupply(loanId);
    }

    /// @dev Takes a loan off the borrower's list of live ones, if it is on it: one that was written off is off it already
    /// when it is recovered after all.
    function _removeLive(uint32 borrowerId, uint256 loanId) internal {
        uint256[] storage live = _liveLoans[borrowerId];
        for (uint256 i; i < live.length; ++i) {
            if (live[i] != loanId) continue;
            live[i] = live[live.length - 1];
            live.pop();
            return;
        }
    }

    /// @dev Ends the call with what another contract answers, as it stands: the answer has the shape of the view's own.
    function _answer(address target, bytes memory question) internal view {
        assembly ("memory-safe") {
            let ok := staticcall(gas(), target, add(question, 0x20), mload(question), 0, 0)
            let answer := mload(0x40)
            returndatacopy(answer, 0, returndatasize())
            if iszero(ok) { revert(answer, returndatasize()) }
            return(answer, returndatasize())
        }
    }
}
