// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import { INotes } from "../interfaces/INotes.sol";
import { Cash } from "./Cash.sol";
import { HoldingWord } from "./HoldingWord.sol";
import { Issuers } from "./Issuers.sol";
import { SeriesId } from "./SeriesId.sol";
import { SeriesState } from "./SeriesState.sol";

/// @notice Holdings, and how they change hands by ERC-6909. `Participants` says who may hold.
abstract contract NoteTransfers is Issuers, Cash {
    /// @dev A word in storage that can be pointed to, as `Slot` is.
    struct SeriesSlot {
        SeriesState state;
    }

    mapping(uint256 id => SeriesSlot) internal _series;
    /// @inheritdoc INotes
    mapping(address owner => mapping(address spender => bool)) public isOperator;
    /// @inheritdoc INotes
    mapping(address owner => mapping(address spender => mapping(uint256 id => uint256))) public allowance;

    /// @inheritdoc INotes
    function transfer(address receiver, uint256 id, uint256 amount) external nonReentrant returns (bool) {
        _transfer(msg.sender, receiver, id, amount);
        return true;
    }

    /// @inheritdoc INotes
    function transferFrom(address sender, address receiver, uint256 id, uint256 amount)
        external
        nonReentrant
        returns (bool)
    {
        if (msg.sender != sender && !isOperator[sender][msg.sender]) {
            uint256 allowed = allowance[sender][msg.sender][id];
            if (allowed != type(uint256).max) {
                if (amount > allowed) revert AllowanceInsufficient(sender, msg.sender, id, allowed, amount);
                allowance[sender][msg.sender][id] = allowed - amount;
            }
        }
        _transfer(sender, receiver, id, amount);
        return true;
    }

    /// @inheritdoc INotes
    function approve(address spender, uint256 id, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender][id] = amount;
        emit Approval(msg.sender, spender, id, amount);
        return true;
    }

    /// @inheritdoc INotes
    function setOperator(address spender, bool approved) external returns (bool) {
        isOperator[msg.sender][spender] = approved;
        emit OperatorSet(msg.sender, spender, approved);
        return true;
    }

    /// @inheritdoc INotes
    function balanceOf(address owner, uint256 id) external view returns (uint256) {
        return _wallets[owner].holdings[id].word.balance();
    }

    /// @dev Both sides are paid what they could claim, so that cash stays with who held the notes when it came in. A side
    /// that cannot receive has it held: it may not keep the other from its notes.
    function _transfer(address sender, address receiver, uint256 id, uint256 amount) private {
        if (receiver == address(0)) revert ReceiverIsZero();
        Wallet storage senders = _wallets[sender];
        Wallet storage receivers = _wallets[receiver];
        _checkTransfer(senders, receivers, receiver, id, amount);
        SeriesState state = _series[id].state;
        Slot storage slot = senders.holdings[id];
        (HoldingWord from, uint256 senderCash) = _settle(slot.word, state, id, sender);
        uint256 balance = from.balance();
        if (amount > balance) revert BalanceInsufficient(sender, id, balance, amount);
        slot.word = from.withBalance(balance - amount);
        // Read after the sender's was written, so that a transfer to oneself changes nothing.
        slot = receivers.holdings[id];
        (HoldingWord to, uint256 receiverCash) = _settle(slot.word, state, id, receiver);
        slot.word = to.withBalance(to.balance() + amount);
        if (senderCash != 0) emit Claimed(id, sender, senderCash);
        if (receiverCash != 0) emit Claimed(id, receiver, receiverCash);
        emit Transfer(msg.sender, sender, receiver, id, amount);
        if (senderCash != 0) _payOrHold(SeriesId.currencyOf(id), sender, senderCash);
        if (receiverCash != 0) _payOrHold(SeriesId.currencyOf(id), receiver, receiverCash);
    }

    /// @dev The holding after all cash paid in, and its cash.
    function _settle(HoldingWord word, SeriesState state, uint256 id, address holder)
        private
        returns (HoldingWord, uint256 cash)
    {
        if (state.isRefunded()) _giveBackRefunded(word, id, holder);
        return word.settle(state);
    }

    /// @dev What comes back of a failed raise counts no longer over 12 months, as far as the holder still has the notes it was counted for.
    function _giveBackRefunded(HoldingWord word, uint256 id, address holder) internal {
        uint256 counted = word.counted();
        if (counted == 0) return;
        uint256 units = word.balance() / 10 ** _decimalsOf(id);
        _giveBack(holder, units < counted ? units : counted, word.subscribedAt());
    }

    function _decimalsOf(uint256 id) internal view virtual returns (uint8);

    /// @dev Cash collected in this transaction and not yet shared, per series. Transient: what is not shared by the end of
    /// the transaction belongs to nobody and never could be shared later.
    function _setCollected(uint256 id, uint256 amount) internal {
        bytes32 slot = _collectedSlot(id);
        assembly ("memory-safe") {
            tstore(slot, amount)
        }
    }

    function _takeCollected(uint256 id) internal returns (uint256 amount) {
        bytes32 slot = _collectedSlot(id);
        assembly ("memory-safe") {
            amount := tload(slot)
            tstore(slot, 0)
        }
    }

    /// @dev The id itself, set apart from the slots of other transient values, which are hashes.
    function _collectedSlot(uint256 id) private pure returns (bytes32) {
        return bytes32(id);
    }
}
