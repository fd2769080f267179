// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { ILoans } from "../interfaces/ILoans.sol";
import { ColdWord } from "./ColdWord.sol";
import { Funding } from "./Funding.sol";
import { FundingWord } from "./FundingWord.sol";
import { LoanWords } from "./LoanWords.sol";

/// @notice The borrower's side of a raise, and its ends: drawn, called off, expired.
abstract contract Drawing is Funding {
    /// @inheritdoc ILoans
    function closeFunding(uint256 loanId) external nonReentrant {
        FundingWord word = _inStatus(loanId, Status.Funding);
        _requireBorrower(loanId, word);
        uint256 raised = _raised(loanId);
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
            expiresAt = _cold[loanId].drawableFrom() + _terms[loanId].drawPeriod();
        } else if (word.status() != Status.Funding) {
            revert WrongStatus(loanId, _statusOf(loanId));
        }
        if (block.timestamp <= expiresAt) revert NotExpired(loanId, expiresAt);
        if (word.status() == Status.Funding) {
            ColdWord cold = _cold[loanId];
            uint256 raised = _raised(loanId);
            // Withdrawals alone, the last of them a moment ago, do not undo a raise that was closed.
            if (cold.closedAt() != 0 && raised >= _leastRaise(word, cold)) {
                return _closeFunding(loanId, raised);
            }
        }
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
        _requireWallet(loanId, word, wallet);

        uint256 principal = _raised(loanId);
        uint256 fee = _start(loanId, principal);
        _funding[loanId] = word.withPrincipal(principal).withStatus(Status.Active);
        creditRecord.recordOpened(borrowerId, loanId, principal);
        if (fee != 0) _release(loanId, fees.payee(), fee);
        if (principal != fee) _release(loanId, wallet, principal - fee);
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
        _requireWallet(loanId, word, wallet);
        _cold[loanId] = _cold[loanId].withWallet(wallet);
        emit WalletSet(loanId, wallet);
    }

    /// @dev Fixes the instalment and starts the clock.
    function _start(uint256 loanId, uint256 principal) private returns (uint256 fee) {
        LoanWords memory words;
        (words, fee) = arithmetic.start(_terms[loanId], principal, block.timestamp);
        _terms[loanId] = words.terms;
        _live[loanId].word = words.live;
        emit LoanDrawn(loanId, principal, fee, words.terms.instalment(), uint40(block.timestamp));
    }

    function _release(uint256 loanId, address to, uint256 amount) private {
        notes.release(loanId, to, amount);
    }

    function _cancel(uint256 loanId, FundingWord word, bool expired) private {
        _funding[loanId] = word.withStatus(Status.Cancelled);
        _removeLive(word.borrowerId(), loanId);
        uint256 refunded = notes.refund(loanId);
        emit LoanCancelled(loanId, refunded, expired);
    }
}
