// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { ColdWord } from "./ColdWord.sol";
import { Funding } from "./Funding.sol";
import { FundingWord } from "./FundingWord.sol";
import { Instalment } from "./Instalment.sol";
import { packLive } from "./LiveWord.sol";
import { TermsWord } from "./TermsWord.sol";

/// @notice The borrower's side of a raise, and its ends: drawn, called off, expired.
abstract contract Drawing is Funding {
    /// @inheritdoc ILoans
    function closeFunding(uint256 loanId) external nonReentrant {
        FundingWord word = _inStatus(loanId, Status.Funding);
        _requireBorrower(loanId, word);
        uint256 raised = notes.totalSupply(loanId);
        uint256 least = _leastRaise(word, _cold[loanId]);
        if (raised < least) revert ShareTooSmall(loanId, raised, least);
        _closeFunding(loanId, raised);
    }

    /// @inheritdoc ILoans
    function cancel(uint256 loanId) external nonReentrant {
        FundingWord word = _known(loanId);
        _requireBorrower(loanId, word);
        if (word.status() != Status.Funding && word.status() != Status.Funded) {
            revert WrongStatus(loanId, _statusOf(loanId));
        }
        _cancel(loanId, word, false);
    }

    /// @inheritdoc ILoans
    function expire(uint256 loanId) external nonReentrant {
        FundingWord word = _known(loanId);
        uint256 expiresAt = word.deadline();
        if (word.status() == Status.Funded) {
            expiresAt = _cold[loanId].drawableFrom() + _drawPeriod(loanId);
        } else if (word.status() != Status.Funding) {
            revert WrongStatus(loanId, _statusOf(loanId));
        }
        if (block.timestamp <= expiresAt) revert NotExpired(loanId, expiresAt);
        _cancel(loanId, word, true);
    }

    /// @inheritdoc ILoans
    function draw(uint256 loanId) external nonReentrant {
        FundingWord word = _inStatus(loanId, Status.Funded);
        uint32 borrowerId = word.borrowerId();
        if (participants.requireActive(msg.sender) != borrowerId) revert NotBorrower(loanId, msg.sender);
        ColdWord cold = _cold[loanId];
        if (block.timestamp < cold.drawableFrom()) revert NotDrawableYet(loanId, cold.drawableFrom());
        address wallet = cold.wallet();
        if (participants.participantOf(wallet) != borrowerId) revert NotBorrower(loanId, wallet);

        uint256 principal = notes.totalSupply(loanId);
        (uint256 fee, uint256 instalment) = _start(loanId, principal);
        _funding[loanId] = word.withPrincipal(principal).withStatus(Status.Active);
        emit LoanDrawn(loanId, principal, fee, instalment, uint40(block.timestamp));
        creditRecord.recordOpened(borrowerId, loanId, principal);
        if (fee != 0) notes.release(loanId, fees.payee(), fee);
        if (principal != fee) notes.release(loanId, wallet, principal - fee);
    }

    /// @inheritdoc ILoans
    function setAutoRepay(uint256 loanId, bool on) external {
        _requireBorrower(loanId, _known(loanId));
        _cold[loanId] = _cold[loanId].withAutoRepay(on);
        emit AutoRepaySet(loanId, on);
    }

    /// @inheritdoc ILoans
    function setWallet(uint256 loanId, address wallet) external {
        FundingWord word = _known(loanId);
        _requireBorrower(loanId, word);
        if (participants.participantOf(wallet) != word.borrowerId()) revert NotBorrower(loanId, wallet);
        _cold[loanId] = _cold[loanId].withWallet(wallet);
        emit WalletSet(loanId, wallet);
    }

    function _drawPeriod(uint256 loanId) internal view returns (uint256) {
        Terms memory terms;
        _terms[loanId].readInto(terms);
        return terms.drawPeriod;
    }

    /// @dev Fixes the instalment and starts the clock.
    /// @return fee Base units, rounded down: the payee receives it.
    function _start(uint256 loanId, uint256 principal) private returns (uint256 fee, uint256 instalment) {
        TermsWord word = _terms[loanId];
        Terms memory terms;
        word.readInto(terms);
        fee = (principal * terms.originationFee) / 1_000_000;
        instalment = Instalment.instalmentOf(terms, principal, terms.count - terms.interestOnlyCount);
        if (instalment != 0) _terms[loanId] = word.withInstalment(instalment);
        Position memory position;
        position.status = Status.Active;
        position.outstandingPrincipal = principal;
        position.nextInstalment = 1;
        position.accrualStart = uint40(block.timestamp);
        position.lateAccruedUntil = uint40(block.timestamp);
        position.drawnAt = uint40(block.timestamp);
        _live[loanId] = packLive(position, 0, false);
    }

    function _cancel(uint256 loanId, FundingWord word, bool expired) private {
        _funding[loanId] = word.withStatus(Status.Cancelled);
        _removeLive(word.borrowerId(), loanId);
        uint256 refunded = notes.refund(loanId);
        emit LoanCancelled(loanId, refunded, expired);
    }
}
