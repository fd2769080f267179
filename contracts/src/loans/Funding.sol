// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeTransferLib } from "solady/utils/SafeTransferLib.sol";
import { ILoans } from "../interfaces/ILoans.sol";
import { IIssuer } from "../interfaces/IIssuer.sol";
import { SeriesId } from "../notes/SeriesId.sol";
import { ColdWord } from "./ColdWord.sol";
import { FundingWord } from "./FundingWord.sol";
import { LoansStorage } from "./LoansStorage.sol";
import { NotesCalls } from "./NotesCalls.sol";

/// @notice Lenders' side of a raise. What was raised stands in `Notes` alone, so an ordinary ticket writes nothing here.
abstract contract Funding is LoansStorage {
    /// @inheritdoc ILoans
    /// @dev Needs no guard of its own: all that moves cash or notes goes through the one of `Notes`, which is closed while the currency is
    /// called. What a currency could have called here meanwhile is to close the raise for its borrower, and then this ticket is its last.
    function fund(uint256 loanId, uint256 amount, address holder) public returns (uint256 received) {
        FundingWord word = _funding[loanId];
        if (!word.takes(amount, block.timestamp)) _requireFundable(loanId, amount);
        uint256 supply;
        (received, supply) = NotesCalls.subscribe(notes, loanId, holder, amount, word);
        if (supply == word.principal()) _closeFunding(loanId, supply);
    }

    /// @inheritdoc ILoans
    function fundWithPermit(
        uint256 loanId,
        uint256 amount,
        address holder,
        uint256 permitAmount,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 received) {
        _permit(loanId, permitAmount, deadline, v, r, s);
        return fund(loanId, amount, holder);
    }

    /// @inheritdoc ILoans
    function fundMany(uint256[] calldata loanIds, uint256[] calldata amounts, address holder)
        external
        nonReentrant
    {
        uint256 count = loanIds.length;
        if (count != amounts.length) revert LengthsDiffer(count, amounts.length);
        if (count == 0) revert AmountIsZero();
        uint32[] memory raisers = new uint32[](count);
        uint256[] memory ceilings = new uint256[](count);
        uint8 decimals;
        for (uint256 i; i < count; ++i) {
            FundingWord word = _funding[loanIds[i]];
            if (!word.takes(amounts[i], block.timestamp)) _requireFundable(loanIds[i], amounts[i]);
            (raisers[i], ceilings[i]) = (word.borrowerId(), word.principal());
            if (i == 0) decimals = word.decimals();
        }
        uint256[] memory supplies =
            notes.subscribeMany(loanIds, msg.sender, holder, amounts, raisers, decimals, ceilings);
        for (uint256 i; i < count; ++i) {
            if (supplies[i] == ceilings[i]) _closeFunding(loanIds[i], supplies[i]);
        }
    }

    /// @inheritdoc ILoans
    /// @dev Before the deadline a raise that was closed opens again. After it a closed raise stays closed as long as the least
    /// share is left: nobody could fund it any more, and a small withdrawal should not undo everybody's raise.
    function withdraw(uint256 loanId, uint256 amount) external nonReentrant {
        FundingWord word = _known(loanId);
        Status status = word.status();
        if (status != Status.Funding && status != Status.Funded) {
            revert WrongStatus(loanId, _statusOf(loanId));
        }
        ColdWord cold = _cold[loanId];
        uint256 supply =
            notes.unsubscribe(loanId, msg.sender, amount, cold.reflectionPeriod(), word.decimals());
        if (status == Status.Funding) return;
        if (block.timestamp > word.deadline() && supply >= _leastRaise(word, cold)) return;
        // That it was closed is remembered: `expire` does not undo it for what was withdrawn last.
        _funding[loanId] = word.withStatus(Status.Funding);
        emit FundingReopened(loanId, supply);
    }

    /// @inheritdoc IIssuer
    /// @dev `Notes` calls it only on the contract that is calling `Notes`, so only inside one of the calls here.
    function pay(address currency, address payer, uint256 amount) external {
        if (msg.sender != address(notes)) revert NotNotes(msg.sender);
        SafeTransferLib.safeTransferFrom(currency, payer, address(notes), amount);
    }

    /// @dev Least base units the borrower may accept, rounded up.
    function _leastRaise(FundingWord word, ColdWord cold) internal pure returns (uint256) {
        return (word.principal() * cold.leastShare() + 999_999) / 1_000_000;
    }

    function _closeFunding(uint256 loanId, uint256 raised) internal {
        _funding[loanId] = _funding[loanId].withStatus(Status.Funded);
        ColdWord cold = _cold[loanId].withClosedAt(block.timestamp);
        _cold[loanId] = cold;
        emit FundingClosed(loanId, raised, uint40(cold.drawableFrom()));
    }

    /// @dev A permit that was used by somebody else already, or is not understood, changes nothing: the allowance decides.
    function _permit(uint256 loanId, uint256 amount, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        internal
    {
        _known(loanId);
        try IERC20Permit(SeriesId.currencyOf(loanId))
            .permit(msg.sender, address(this), amount, deadline, v, r, s) { }
            catch { }
    }

    /// @dev Reverts with the reason, unless all that is left is below the least ticket and the amount takes it whole. `Notes` refuses what
    /// goes beyond the principal, so the supply is read only where it decides.
    function _requireFundable(uint256 loanId, uint256 amount) private view {
        FundingWord word = _inStatus(loanId, Status.Funding);
        if (block.timestamp > word.deadline()) revert FundingOver(loanId, word.deadline());
        uint256 left = word.principal() - _raised(loanId);
        if (amount > left) revert TicketTooLarge(loanId, amount, left);
        uint256 least = word.leastTicket();
        if (amount < left || amount == 0) revert TicketTooSmall(loanId, amount, least < left ? least : left);
    }
}
